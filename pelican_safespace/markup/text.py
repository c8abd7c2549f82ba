"""HTML as plain text: titles, summaries, and only the characters that XML can carry."""

from __future__ import annotations

import html as entities
import re
import unicodedata

import nh3

from pelican_safespace.markup.depth import flattened
from pelican_safespace.markup.elements import BESIDE, BLOCKS, UNSEEN

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
# The same in UTF-8, where a table is a third as slow: these bytes are certainly fit. What is unfit
# beyond ASCII begins with one of two others (U+0080 to U+00BF, U+F000 to U+FFFF).
_FIT = bytes({*range(0x100)} - {*range(0x20), 0x7F, 0xC2, 0xEF} | {0x09, 0x0A, 0x0D})
_UNFIT_BEGINS = b"\xef\xbf"
"""What is unfit of those that begin with 0xEF: U+FFC0 to U+FFFF."""

_TAG = re.compile("<[^>]*>")
_FOOTNOTE_MARK = re.compile(
    r"<a\b[^>]*\b(?:footnote-ref|footnote-reference|fnref)[^>]*>.{0,80}?</a>", re.DOTALL
)
_ALTERNATIVE = re.compile(r"""\s(?:alt|title)\s*=\s*(?:"([^"]+)"|'([^']+)')""", re.IGNORECASE)
# A full stop after fewer than three small letters is more often an abbreviation than an end.
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_A-Z]{3})\.|[!?…。！？])[\"'”’»)\]]*(?=\s(?![a-zà-ÿ])|$)")
_ENOUGH = (800, 2_000)  # characters of HTML that mostly, and nearly always, hold a summary

_everything = nh3.Cleaner(
    tags=set(BLOCKS), clean_content_tags=set(UNSEEN), attributes={}, link_rel=None
)
_running_text = nh3.Cleaner(
    tags=set(BLOCKS - BESIDE),
    clean_content_tags=set(UNSEEN | BESIDE),
    attributes={},
    link_rel=None,
)


def xml_safe(text: str) -> tuple[str, bool]:
    """Return ``text`` with only characters XML 1.0 can carry, and whether any was replaced.

    Control characters, lone surrogates and U+FFFE and U+FFFF go, as they show as nothing on a
    page; form feeds become blanks, the C1 range what Windows-1252 means by it (as HTML has it),
    and U+FFFD, the trace of an earlier damage, a question mark.
    """
    if (text.isascii() and text.isprintable()) or _is_fit(text) or not _UNFIT.search(text):
        return text, False
    return _UNFIT.sub(_fit, text), True


def _is_fit(text: str) -> bool:
    """Whether ``text`` has certainly nothing unfit."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    suspects = data.translate(None, _FIT)
    return not suspects or (not suspects.strip(b"\xef") and _UNFIT_BEGINS not in data)


def _fit(found: re.Match[str]) -> str:
    character = found[0]
    if character in "\x0b\x0c":
        return " "
    if character == "\ufffd":
        return "?"
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", errors="ignore")
    return ""


def plain_text(html: str) -> str:
    """Return the visible text of ``html`` in one line: white space collapsed, blocks apart."""
    if "<" not in html and "&" not in html:
        text = " ".join(xml_safe(html)[0].split())
        return html if text == html else text  # a title need not be in memory twice
    return _text(html, _everything)


def summary(html: str, *, limit: int = 300) -> str:
    """Return the start of an article as plain text of at most ``limit`` characters.

    It ends with a sentence, else with a word and "…". Headings, figures, tables and code are
    left out unless there is nothing else; an article of pictures only is told by their alt.
    """
    text = ""
    for part in (*(html[:enough] for enough in _ENOUGH if len(html) > enough), html):
        text = _text(_FOOTNOTE_MARK.sub("", part), _running_text)
        if len(text) > limit:
            break
    return shortened(text or _text(html, _everything) or _alternatives(html), limit)


def shortened(text: str, limit: int) -> str:
    """Return ``text`` cut after a sentence in its second half, else after a word, with "…"."""
    if len(text) <= limit:
        return text
    ends = [end.end() for end in _SENTENCE_END.finditer(text, limit // 2, limit + 1)]
    if ends and ends[-1] <= limit:
        return text[: ends[-1]]
    cut = text.rfind(" ", limit // 2, limit)
    if cut < 0:  # one long word, or a script without blanks
        cut = limit - 1
        while cut > 1 and _joins(text[cut - 1], text[cut]):
            cut -= 1
    return text[:cut].rstrip(" ,;:–—-(„“‘«") + "…"


def _joins(before: str, after: str) -> bool:
    """Whether the two characters are part of one sign: an accent, an emoji made of several."""
    return (
        before == "\u200d"
        or after in "\u200d\ufe0f"
        or unicodedata.category(after).startswith("M")
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or "\U0001f1e6" <= after <= "\U0001f1ff"
    )


def _text(html: str, cleaner: nh3.Cleaner) -> str:
    html = cleaner.clean(xml_safe(flattened(html))[0])
    text = entities.unescape(_TAG.sub(" ", html))
    return " ".join(xml_safe(text)[0].split())


def _alternatives(html: str) -> str:
    texts = (double or single for double, single in _ALTERNATIVE.findall(html))
    return " ".join(entities.unescape(" ".join(texts)).split())
