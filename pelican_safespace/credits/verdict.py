"""Whether what was read is a credit: it names a place, an address or a person, and is meant."""

from __future__ import annotations

import re

from pelican_safespace.credits.address import PLATFORMS, domain
from pelican_safespace.credits.ground import is_from_speech, is_ground, names_source, rests
from pelican_safespace.credits.inline import fold
from pelican_safespace.credits.pictures import are_pictures_owned, is_of_picture
from pelican_safespace.credits.plain import says_plainly
from pelican_safespace.credits.quoted import (
    is_form,
    is_listed_work,
    is_quoted,
    is_reference,
    is_repository,
    tells_of_work,
)
from pelican_safespace.credits.reading import Reading
from pelican_safespace.credits.this_article import is_article
from pelican_safespace.source.programs import FORGES

_OF_PROGRAM = re.compile(r".*\bv\d+(?:\.\d+)+")
_ISSUE_TRACKED = re.compile(r"(?:[\w./-]+)?#\d+")
_ET_AL = re.compile(r"\bet al\b")
_FILES = (".pdf", ".epub", ".mobi", ".zip", ".doc", ".docx", ".mp3", ".mp4")
_FORM = 4  # words of "as a short video"


def is_figure(reading: Reading) -> bool:
    """Tell the credit of a picture, table or dataset, which the line begins with.

    "Photo: Kim Test. This article was …" has both.
    """
    first = reading.sentence.start == 0 or reading.subject != "this"
    folded = reading.text.line.folded
    before = folded[: reading.text.tokens[reading.sentence.start].start]
    owned = reading.subject == "bare" and are_pictures_owned(before)
    return owned or (first and is_of_picture(folded))


def is_credit(reading: Reading) -> bool:
    """Weigh a reading: the surer its subject, the less has to be known of the publication."""
    found = reading.found
    if is_quoted(reading) or is_listed_work(reading) or is_form(reading):
        return False
    if any(map(_OF_PROGRAM.fullmatch, found.names[:1])):
        return False  # "published with the blog on Sample v7.3.1"
    if any(map(_ISSUE_TRACKED.fullmatch, found.names)):
        return False  # "Originally posted by @kim in [#12](…)", a comment of an issue tracker
    if any(_ET_AL.search(name) for name in found.names[:1]):
        return False  # "It was originally published by [Sample et al. (1994)](…)"
    if is_repository(reading):
        return False
    if reading.trigger.strength == "plain":
        return says_plainly(reading)
    if _is_of_licence(reading):
        return False
    if not _may_be_ours(reading) or _stays_here(reading):
        return False
    if reading.trigger.kind == "adapted" and reading.subject == "this" and is_from_speech(reading):
        return True
    if reading.trigger.strength == "label":
        return any("//" in url for url in (*reading.urls, *(one.url or "" for one in found.places)))
    if reading.subject == "bare" and _is_for_thing(reading):
        return False
    if rests(reading):
        return is_ground(reading)
    vague = reading.subject == "the" or (reading.position == "middle" and reading.subject != "this")
    told = any(one.is_kind and (one.is_other or reading.subject == "this") for one in found.places)
    elsewhere = any("//" in url for url in reading.urls)
    by = found.organisation and (reading.trigger.kind != "adapted" or names_source(reading))
    by = by and not _is_signed(reading)  # nor "translated by Sample Words"
    translated = reading.subject == "this" and _names_translated(reading)
    published = reading.is_placed or elsewhere or by or told or translated
    known = found.authors and (found.person_url or found.date or not vague)
    known = known and not (reading.subject == "bare" and _is_licensed(reading))
    return bool(published or (known and not _is_date_line(reading)))


def _is_of_licence(reading: Reading) -> bool:
    """Tell "This page was originally published under a Creative Commons licence", and no more."""
    lang, end, found = reading.trigger.lang, reading.trigger.end, reading.found
    behind = reading.text.tokens[end : end + 1]
    placed = any(one.end <= reading.sentence.end for one in found.places) or found.organisation
    return not (placed or found.authors) and any(one.length("licence", lang) for one in behind)


def _is_licensed(reading: Reading) -> bool:
    """Tell "MIT, see LICENSE. Originally written in 2014 by NAME", of a program."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    written = tokens[reading.trigger.start : reading.trigger.end]
    before = tokens[: reading.sentence.start]
    return any(one.length("writing", lang) for one in written) and any(
        one.length("licence", lang) for one in before
    )


def _is_date_line(reading: Reading) -> bool:
    """Tell "Originally published by Kim on May 3", a post's own date, from whose text it is."""
    found, tokens, after = reading.found, reading.text.tokens, reading.trigger.end
    if reading.subject != "bare" or found.person_url or found.date is None:
        return False
    record = after < len(tokens) and tokens[after].text == ":"
    return record or not any(" " in one.name or one.credentials for one in found.authors)


def _is_signed(reading: Reading) -> bool:
    """Tell "Originally published by Robin on May 3", which says who and when, from "by SITE"."""
    found = reading.found
    by = found.organisation
    behind = reading.text.tokens[reading.trigger.end : reading.sentence.end]
    updated = any(one.length("update", reading.trigger.lang) for one in behind)
    if by is None or by.url or by.quoted or found.date is None:
        return False
    if reading.subject != "bare" and not updated:
        return False
    name = by.name or ""
    return name.istitle() and name.isalpha() and not found.places


def _is_for_thing(reading: Reading) -> bool:
    """Tell "Originally written for the [Sample Board](…wikipedia.org/wiki/…)", of a program.

    So is "written for [Sample](https://github.com/sample)".
    """
    url = next((one.url for one in reading.found.places), None) or ""
    behind = reading.text.tokens[reading.trigger.end : reading.trigger.end + 1]
    readers = any(one.length("audience", reading.trigger.lang) for one in behind)
    host = domain(url) or ""
    return readers and (host in FORGES or host.endswith("wikipedia.org"))


def _may_be_ours(reading: Reading) -> bool:
    """Tell whether a line that does not say "this article" may be about it, where it stands."""
    lang = reading.trigger.lang
    if reading.trigger.kind == "adapted" and _introduces(reading):
        return False
    if reading.position == "middle" and tells_of_work(reading):
        return False
    if reading.subject == "this":
        inside = reading.position != "first" and reading.names_component
        if inside and reading.trigger.kind in ("adapted", "reprint"):
            return False  # "this exercise is adapted from", "this handout is reprinted from"
        if reading.trigger.kind == "guest" and reading.position == "middle" and reading.tag == "li":
            return False  # one of a list of links, and what its page says of itself
        bare = reading.position == "middle" and reading.trigger.kind == "adapted"
        translated = reading.text.tokens[reading.trigger.start].length("translations", lang) > 0
        return not bare or reading.names_article or translated
    if reading.subject == "the":
        if reading.trigger.kind == "adapted" and _is_translation(reading):
            return True
        if reading.tag == "li" and reading.text.link_at(0):
            return False  # "[TITLE](…): what it tells. The interview first appeared in X"
        return reading.position != "middle" and (
            reading.trigger.kind != "adapted" or _is_entitled(reading)
        )
    if reading.subject == "bare" and reading.position == "middle":
        return _is_set_apart(reading)
    if reading.subject == "title" and reading.tag == "li" and not reading.names_article:
        return False  # "**The method** first published in X", one of a list
    if reading.subject == "title" and reading.position == "middle" and _tells_on(reading):
        return False  # "“Quiet lamps” was first posted on YouTube. Then it spread."
    if reading.subject == "title" and reading.trigger.kind == "adapted":
        return reading.position != "middle" and not is_reference(reading)
    return not is_reference(reading)


def _tells_on(reading: Reading) -> bool:
    """Tell whether more is told behind a sentence that links nothing and names no article."""
    linked = any(reading.urls) or any(one.url for one in reading.found.places)
    return not (linked or reading.names_article) and reading.sentence.end < len(reading.text.tokens)


def _is_set_apart(reading: Reading) -> bool:
    """Tell "*Originally posted on [X](…).*", a paragraph in italics, from an entry of a list."""
    if reading.tag != "p" or reading.trigger.kind not in ("original", "cross-post", "reprint"):
        return False
    line = reading.text.line
    whole = len(line.text.rstrip(" .)"))
    apart = any(span.start <= 1 and span.end >= whole for span in line.emphasis)
    placed = any(one.url and "//" in one.url for one in reading.found.places)
    return apart and placed and reading.sentence.start <= 1


def _names_translated(reading: Reading) -> bool:
    """Tell "this is a translation of [TITLE][1]", a link without an address, from "of it"."""
    noun = reading.text.tokens[reading.trigger.start].length("translations", reading.trigger.lang)
    return noun > 0 and any(one.is_title for one in reading.found.places)


def _is_translation(reading: Reading) -> bool:
    """Tell "The article is a translation of [TITLE](…)", all of a line's beginning."""
    lang, tokens = reading.trigger.lang, reading.text.tokens
    said = tokens[reading.sentence.start : reading.trigger.start]
    is_one = any(one.length("being", lang) for one in said)
    linked = any("//" in (one.url or "") for one in reading.found.places)
    noun = tokens[reading.trigger.start].length("translations", lang) > 0
    return noun and is_one and linked and reading.sentence.start <= 1


def _is_entitled(reading: Reading) -> bool:
    """Tell "Summary adapted from an article in" from "The summary adapted" and "It was adapted"."""
    first, lang = reading.text.tokens[reading.sentence.start], reading.trigger.lang
    noun = is_article(first, lang) or first.length("versions", lang) > 0
    return noun and reading.is_placed


def _stays_here(reading: Reading) -> bool:
    """Tell "also available on [the web](/letters/3)" and "I'm also available" from elsewhere.

    Amid an article "a recording is [also available](…)" is said of the recording.
    """
    lang, tokens = reading.trigger.lang, reading.text.tokens
    first, behind = tokens[reading.trigger.start], tokens[reading.trigger.end :]
    if first.length("reading", lang) and behind and behind[0].length("by", lang):
        return True  # "this can also be found by the tool"
    if not first.length("available", lang):
        return False
    before = tokens[reading.sentence.start : reading.trigger.start]
    urls = (*reading.urls, *(one.url or "" for one in reading.found.places))
    of_another = reading.subject == "title" and reading.position == "middle"
    of_another = of_another or _is_of_others(reading)
    if of_another or any(one.length("agents", lang) for one in before):
        return True
    if any(fold(name) in PLATFORMS for name in reading.found.names):
        return False  # "this guide is also available on Medium"
    away = [url for url in urls if "//" in url]
    return not away or all(url.lower().endswith(_FILES) for url in away)


def _is_of_others(reading: Reading) -> bool:
    """Tell "Newsletters are also available" and "also available as a video" from this article."""
    text, lang, trigger = reading.text, reading.trigger.lang, reading.trigger
    behind = text.tokens[trigger.end : trigger.end + _FORM]
    if any(one.length("others", lang) for one in behind):
        return True
    first = text.tokens[reading.sentence.start]
    bare = first.length("articles", lang) > 0 and not first.plays(lang, "auxiliaries", "this")
    linked = text.link_at(trigger.start) is not None
    return reading.subject in ("the", "title") and bool((bare and first.is_word) or linked)


def _introduces(reading: Reading) -> bool:
    """Tell "Here's an excerpt from X:", which a quotation follows, from a credit."""
    last = reading.text.tokens[reading.sentence.end - 1]
    linked = reading.text.link_at(reading.sentence.end - 1)  # "Adapted from [Sample Kitchen:](…)"
    return reading.subject == "bare" and last.text == ":" and linked is None
