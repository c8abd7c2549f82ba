"""Article HTML made fit to leave the site: nothing active, every address absolute."""

from __future__ import annotations

import re

from pelican_safespace.markup.allowed import allowed, parsed
from pelican_safespace.markup.depth import flattened
from pelican_safespace.markup.elements import REPLACED
from pelican_safespace.markup.text import xml_safe
from pelican_safespace.phrases import Phrases

# Both read nh3's own output, where tags are in lower case and no attribute holds a bare ">".
_UNFIT_ELEMENT = re.compile(f'<(?:(?:{"|".join(sorted(REPLACED))})[ >]|img(?![^>]* src="))')
_UNFIT_ATTRIBUTE = re.compile(
    r'<[a-z][^>]* (?:(?:cite|data-[a-z-]+|hidden|srcset)="|style="[^"]*display'
    r'|(?:href|src)="[^" ]* |(?:width|height)="[01](?:px)?")'
)


def clean(html: str, *, base: str, say: Phrases) -> str:
    """Return article HTML that may leave the site, with the page's visible text.

    ``base`` is the article's absolute address, against which every address is resolved as a
    browser does on the page; ``say`` are the phrases in the article's language. What is active
    is gone; a frame, video or recording leaves a titled link. Never raises, whatever comes in.
    """
    html = flattened(html)
    inline_pictures = "data:image/" in html
    html = parsed(html, base=base, inline_pictures=inline_pictures)
    if inline_pictures or _UNFIT_ELEMENT.search(html) or _UNFIT_ATTRIBUTE.search(html):
        from pelican_safespace.markup.embeds import replaced  # lxml loads only when needed

        html = allowed(replaced(html, base=base, say=say))
    return xml_safe(html)[0]
