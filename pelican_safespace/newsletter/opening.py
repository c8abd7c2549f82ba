"""The first sentence of a greeting: what an inbox shows beside the subject.

"Dear readers," in a paragraph of its own is passed over, because it says nothing yet.
"""

from __future__ import annotations

import re

from pelican_safespace.newsletter.blocks import Heading, Paragraph, parse, plain
from pelican_safespace.newsletter.parts import shortened

#: The longest preheader any inbox shows; a longer sentence is cut between words.
LONGEST = 140

#: Where one sentence ends and white space follows, or none is needed (Chinese, Japanese).
_END = re.compile(r"(?<=[.!?…؟])[\"'”’»)\]]*(?=\s)|(?<=[。！？])")

#: A dot after these ends no sentence: initials, titles, "e.g.".
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:\w|\w\.\w|Dr|Drs|Mr|Mrs|Ms|Mx|Prof|St|Sr|Jr|Mme|Sra|vs|Nr|bzw|ca|cf)\.$"
)


def first_sentence(html: str) -> str:
    """Return the first sentence of the HTML as plain text, "" when there is none."""
    paragraphs = [
        " ".join(plain(block.content).split())
        for block in parse(html)
        if isinstance(block, Paragraph | Heading)
    ]
    if len(paragraphs) > 1 and _is_salutation(paragraphs[0]):
        paragraphs.pop(0)
    return shortened(_sentence(paragraphs[0]), LONGEST) if paragraphs else ""


def _is_salutation(text: str) -> bool:
    return text.endswith((",", "!", ":", "،")) and len(text.split()) <= 7


def _sentence(text: str) -> str:
    for end in _END.finditer(text):
        if not _ABBREVIATED.search(text[: end.start()]):
            return text[: end.end()]
    return text
