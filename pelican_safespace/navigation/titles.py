"""Titles in navigation: what is one, and how it reads without the arrows around it."""

from __future__ import annotations

import re

from pelican_safespace.models import Direction
from pelican_safespace.navigation.labels import BACK_ARROWS, ON_ARROWS
from pelican_safespace.navigation.snippets import BACK_ARROW, ON_ARROW
from pelican_safespace.navigation.words import LETTER, SHORTCODE, Vocabulary

LONGEST_TITLE = 200
SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\bvs\.)[”\"’')\]]*\s+")

_SENTENCE = re.compile(r"(?<!\bvs\.)(?!\bvs\.)\w{2}[.!?…][”\"’')]*\s+[\w“\"'‘(]")
_QUOTED = re.compile(
    r"(?:[“„\"]([^“”„\"]{3,150}?)[,.]?[”“\"]|«\s?([^«»]{3,150}?)\s?[,.]?»)"
    r"(?:\s*(?:[-–—:(]|$)|,?\s[a-zà-ÿ]{4})"
)
_ABBREVIATED = re.compile(r"\b(?:ch|chap|ep|no|nr|pt|vol|kap|cap)\.(?=\s?\d)", re.IGNORECASE)
_NUMBER = re.compile(r"^\d{1,3}\.\s")  # "44. TITLE"
_NOTE = re.compile(
    r"\s*[(\[]([^()\[\]]{2,40})[)\]](?:$|\s*[-–—:]\s)|\s+[-–—]\s+([^()\[\]–—-]{2,40})$"
)
_BRACKETED = re.compile(r"\s+\[[^\[\]]{1,24}\]$")
_REPEATED = re.compile(r"(.{2,}) \w[^:]{1,22}: \1")  # "TITLE Previous: TITLE", read aloud
# A link of Markdown without an address, and with emphasis in it: "[*TITLE*][reference]".
_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_ANNOUNCED = re.compile(r"[)\]*_]*\s*[:：–—!-]+\s+(?=\S)")
_BRACKET = re.compile(r"[)\]]\s+(?=\S)")
_PINS = re.compile(r"[\s\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]+$")  # "(📍 You are here)"
_CLOSED = re.compile(r"[^()\[\].:]{0,20}[)\]]\s*([:：–—-]\s|$)")
_BACK_NAME, _ON_NAME = re.compile(r"left|back|prev"), re.compile(r"right|forward|next")
_LONGEST_DAY = 30  # characters
_HOUR = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|uhr\b)|\b\d{1,2}\s?h(?:\d\d)?\b"
    r"|\b\d{1,2}:\d\d\s?(?:utc|gmt|[a-z]{1,3}t)\b",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th|er|\.)?\s(?:de\s|of\s)?$")
_DAY_BEHIND = re.compile(r"\.?\s\d{1,2}(?:st|nd|rd|th)?\b(?!\s[a-zà-ÿ]{3})")  # no "May 5 things"
_WORD = re.compile(r"[^\W_]")
_TEMPLATE = ("{{", "{%", "${", "<%")  # a title that a template would have filled in
_PLACEHOLDER = re.compile(r"\[[^\[\]]*\btitle\]", re.IGNORECASE)  # "[related post title]"
_SUM = re.compile(r"[$€£¥₹]\s?\d[\d.,]*(?:\s*\(|$)")  # "Next installment: ₹2,000 (deposit)"
_SYMBOLS = (
    rf"[{BACK_ARROWS}{ON_ARROWS}<>\s\\\u200b\u200d\ufe0f\ufffc*_~#|•·:：,;–—\-"
    r"\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\U0001f000-\U0001faff]"
)
# A number in angle brackets is part of its title: "<3> TITLE".
_LEADING = re.compile(rf"(?:(?!<[^\W_]{{1,12}}>|#\d){_SYMBOLS})+")
# So is the sign of "C#".
_BEFORE_TRAILING = re.compile(rf".*(?:(?!{_SYMBOLS}).|(?<=\b[A-Z])#)", re.DOTALL)


def is_title(text: str) -> bool:
    """Tell whether ``text`` can be a title: not too long, not several sentences, with letters."""
    text = _NUMBER.sub("", _ABBREVIATED.sub("", text))
    return (
        len(text) <= LONGEST_TITLE
        and LETTER.search(text) is not None
        and _SENTENCE.search(text) is None
        and not any(mark in text for mark in _TEMPLATE)
        and _PLACEHOLDER.search(text) is None
        and _SUM.match(text) is None
    )


def is_linked_title(text: str) -> bool:
    """Tell whether ``text``, a link behind a colon, can be a title: it may be two sentences."""
    return is_title(_SENTENCE.sub("", text))


def is_hour(text: str) -> bool:
    """Tell "Tuesday at 7 pm", when something takes place, from a title."""
    return _HOUR.search(text) is not None


def is_day(text: str, vocabulary: Vocabulary) -> bool:
    """Tell "June 5", "Dienstag, 5. Juni" and "tomorrow", in few letters, from a title."""
    if len(text) > _LONGEST_DAY:
        return False
    if vocabulary.phrases["days"].fullmatch(text.strip(" .!")):
        return True
    months = vocabulary.phrases["months"].finditer(text)
    return any(
        _DAY_BEFORE.search(text, 0, month.start()) or _DAY_BEHIND.match(text, month.end())
        for month in months
    )


def title_of(text: str) -> str:
    """A title without the arrows, symbols and brackets around it, said once."""
    text = _REFERENCE.sub(r"\1", _with_arrows(" ".join(text.split())))
    if ":" in text and len(text) <= LONGEST_TITLE and (repeated := _REPEATED.fullmatch(text)):
        text = repeated[1]
    text = text.lstrip(" :：–—-") if _is_quoted(text) else text[_leading(text) : _trailing(text)]
    if text.endswith("]") and "[" not in text:
        text = text[: _trailing(text[:-1])]  # "[Next: TITLE →]", a link without an address
    for opening, closing in ("()", "[]"):
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1]
    return text


def announced_title(text: str) -> str:
    """The title in "“TITLE” — what it will be about" and "“TITLE” tells of …"."""
    quoted = _QUOTED.match(text)
    return (quoted[1] or quoted[2]) if quoted else text


def unmarked_title(title: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    """The title without "(this post)" behind it, and whether it was marked so.

    The mark is set apart: "Your current team" and "What I learned in this post" have none.
    It may stand before the title, too: "Part 3 (this post): TITLE", "You are here: TITLE",
    "(current) TITLE".
    """
    for found in vocabulary.phrases["current"].finditer(title):
        before, after = _PINS.sub("", title[: found.start()]), title[found.end() :]
        apart = not before or before[-1] in "([<-–—←:*|" or found[0].startswith(("(", "["))
        if apart and not _WORD.search(after):
            return title_of(before.rstrip(" ([<-–—←:*|")) or title, True
        if found[0].endswith(":") and not before:
            return title_of(after) or title, True  # "This: TITLE"
        announced = _ANNOUNCED.match(after) or (before in ("(", "[") and _BRACKET.match(after))
        if announced and not before.strip("(["):
            return title_of(after[announced.end() :]) or title, True
        closed = _CLOSED.match(after) if before.endswith(("(", "[")) else None
        if closed:
            return before[:-1].rstrip() + after[closed.start(1) :], True
    return title, False


def announced_later(title: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    """The title without "(coming soon)" and what follows it, and whether that was said."""
    nothing = vocabulary.phrases["nothing"]
    for note in _NOTE.finditer(title):
        if nothing.fullmatch((note[1] or note[2]).strip(" .!…")):
            return title_of(title[: note.start()]) or title, True
    return title, nothing.match(title) is not None


def without_note(title: str) -> str:
    """The title of a part without "[Link]", a note in square brackets, behind it."""
    return _BRACKETED.sub("", title) or title


def arrow_direction(text: str) -> Direction | None:
    """The direction that an arrow before or behind the text tells."""
    text = _with_arrows(text)
    lead, tail = text[: _leading(text)], text[_trailing(text) :]
    back = BACK_ARROW.search(lead) is not None
    on = ON_ARROW.search(tail) is not None or ON_ARROW.search(lead) is not None
    if back == on or _is_quoted(text):
        return None
    return "previous" if back else "next"


def _with_arrows(text: str) -> str:
    """The text with arrows in place of their names, ":arrow_left:"; other icons left out."""
    return SHORTCODE.sub(_arrow, text) if text.count(":") > 1 else text


def _arrow(name: re.Match[str]) -> str:
    if _BACK_NAME.search(name[0]):
        return BACK_ARROWS[0]
    return ON_ARROWS[0] if _ON_NAME.search(name[0]) else ""


def _leading(text: str) -> int:
    """Where the text begins behind its symbols."""
    found = _LEADING.match(text)
    return found.end() if found else 0


def _trailing(text: str) -> int:
    """Where the text ends before its symbols."""
    found = _BEFORE_TRAILING.match(text)
    return found.end() if found else 0


def _is_quoted(text: str) -> bool:
    return "«" in text and "»" in text and text.index("«") < text.rindex("»")
