"""Lines that have a credit's words and give none: quotations, forms, entries of lists."""

from __future__ import annotations

import re

from pelican_safespace.credits.address import domain
from pelican_safespace.credits.opening import line_start
from pelican_safespace.credits.reading import Reading
from pelican_safespace.credits.this_article import NOUN_WITHIN, is_article
from pelican_safespace.source.programs import FORGES, PROGRAM

_BIBLIOGRAPHY = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\bpp?\.\s?\d|\bdoi\b|\bisbn\b|\bet al\b|\(pdf\)|\bvol\.\s?\d"
    r"|\b97[89]-\d"
)
_PAGES = re.compile(r"\bpp?\.?\s?\d{2}|\bdoi\b|\bisbn\b|\bet al\b")
# "<div title=" and "!!! info", an admonition of Python-Markdown that no reader has taken for one
_TITLED = re.compile(r"(?:=|(?:!!!|\?\?\?\+?)\s*[\w-]+)\s*$")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_BLANK = re.compile(
    r"\[(?:[\w'’ ]+ )?(?:url|link|handle|date|time|name|title|publication|data|datum|fecha)"
    r"(?:/\w+)?\]"
)
# "https://yourdomain.com/slug", "link-to-original-article"
_TO_FILL_IN = re.compile(
    r"//(?:www\.)?your-?(?:domain|site|blog|website)\.|\b(?:link|url|path)-to-"
)
_STRING = re.compile(r"\s*([\"']).*\1[,;]\s*$", re.DOTALL)  # of a program
_BAR = re.compile(r"\s[|·•]\s")
_INTRODUCTION = 3  # characters before a quotation that are more than a bullet


def is_listed_work(reading: Reading) -> bool:
    """Tell "“TITLE.” This article was published in X", an entry of a list of works.

    Amid an article so is "[TITLE](…)", and below it "This essay was first published in X".
    """
    if reading.subject != "this":
        return False
    line = reading.text.line
    trigger = reading.text.tokens[reading.trigger.start].start
    if reading.tag == "li" and any(one.end < trigger and one.start < 2 for one in line.quoted):
        return True
    first = line_start(reading.text, reading.sentence, reading.trigger)
    opening = reading.text.tokens[first].start
    above = [one.end for one in line.links if one.start < 2 and one.end < opening]
    if reading.position != "middle" or not above:
        return False
    return not any(map(str.isalnum, line.text[above[0] : opening]))


def is_quoted(reading: Reading) -> bool:
    """Tell a sentence that somebody else says, or a sample in code."""
    text = reading.text
    start = text.tokens[reading.trigger.start].start
    coded = any(one.start <= start < one.end for one in text.line.code)
    if (
        _STRING.match(text.line.text)
        or PROGRAM.match(text.line.text)
        or (coded and not _is_set_in_code(reading))
    ):
        return True
    opening = text.tokens[reading.sentence.start].start
    trigger, closing = text.tokens[reading.trigger.end - 1].end, text.tokens[-1].end
    for quote in text.line.quoted:
        if not quote.start <= start < quote.end or _TITLED.search(text.line.folded[: quote.start]):
            continue
        if len(text.line.folded[opening : quote.start].strip()) > _INTRODUCTION:
            return True
        if quote.end > trigger + 1 and _goes_on(text.line.folded[quote.end : closing]):
            return True  # "“This piece first appeared in issue 1” is what they print"
    return False


def _is_set_in_code(reading: Reading) -> bool:
    """Tell a note whose author likes the letters of code from a sample: all of a line is code.

    It is about "this post", or has a link.
    """
    line, kept, place = reading.text.line, "", 0
    for one in sorted((*line.code, *line.links), key=lambda span: span.start):
        kept, place = kept + line.text[place : one.start], max(place, one.end)
    whole = not any(map(str.isalnum, kept + line.text[place:]))
    return (
        whole and reading.position != "middle" and (reading.subject == "this" or bool(line.links))
    )


def is_form(reading: Reading) -> bool:
    """Tell "Cross-posted from [Substack URL]", which somebody is to fill in."""
    variable = any(name.startswith("{{") for name in reading.found.names)
    urls = (
        *reading.urls,
        *(one.url or "" for one in (reading.found.organisation, *reading.found.places) if one),
    )
    variable = variable or any(map(_TO_FILL_IN.search, urls))
    return variable or _BLANK.search(reading.text.line.folded) is not None


def tells_of_work(reading: Reading) -> bool:
    """Tell whether the text begins "“TITLE” is an essay by NAME", which "this essay" then is."""
    text, lang = reading.text, reading.trigger.lang
    spans = (*text.line.quoted, *text.line.emphasis, *text.line.links)
    title = next((one for one in spans if one.start <= 1), None)
    first = text.sentences[0]
    if title is None or first == reading.sentence:
        return False
    index = text.next_from(0, title.end)
    for role in ("being", "the"):
        length = text.tokens[index].length(role, lang) if index < first.end else 0
        if not length:
            return False
        index += length
    said = text.tokens[index : min(index + NOUN_WITHIN, first.end)]
    return any(is_article(one, lang) for one in said)


def is_repository(reading: Reading) -> bool:
    """Tell "[owner/name](…)", where a program was before, from a publication."""
    line, urls = reading.text.line, {one.url for one in reading.found.places}
    return any(
        link.url in urls
        and domain(link.url) in FORGES
        and _REPOSITORY.fullmatch(line.text, link.start, link.end)
        for link in line.links
    )


def is_reference(reading: Reading) -> bool:
    """Tell "Muster, J. (2014). The title. Originally published in …", an entry of a list."""
    tokens, folded = reading.text.tokens, reading.text.line.folded
    opening, trigger = tokens[reading.sentence.start].start, tokens[reading.trigger.start].start
    if _PAGES.search(folded, opening, trigger) or "et al" in _BAR.split(folded[trigger:])[0]:
        return True
    if reading.sentence.start == 0:
        return False
    if any(one.end <= reading.sentence.start for one in reading.found.places):
        return False  # "[Sample Weekly](…), May 2020. Reprinted with permission."
    before = reading.text.line.folded[: tokens[reading.sentence.start].start]
    # "© 2019 Sample Press." is no entry of a list.
    noted = tokens[0].length("update", reading.trigger.lang) > 0 or any(
        one.length("licence", reading.trigger.lang) for one in tokens[: reading.sentence.start]
    )
    listed = reading.tag == "li" and reading.subject == "bare"
    return listed or (_BIBLIOGRAPHY.search(before) is not None and not noted)


def _goes_on(behind: str) -> bool:
    """Tell whether a sentence goes on behind a quotation, or another cell of a table follows."""
    return behind[:1] in (" ", ",") and any(letter.isalpha() for letter in behind)
