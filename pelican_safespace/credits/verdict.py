"""Whether what was read is a credit: it names a place, an address or a person, and is meant."""

from __future__ import annotations

import re

from pelican_safespace.credits.address import PLATFORMS, domain
from pelican_safespace.credits.inline import fold
from pelican_safespace.credits.opening import line_start
from pelican_safespace.credits.pictures import are_pictures_owned, is_of_picture
from pelican_safespace.credits.plain import says_plainly
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.reading import Reading
from pelican_safespace.credits.this_article import is_article
from pelican_safespace.source.programs import COMMENT

_BIBLIOGRAPHY = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\bpp?\.\s?\d|\bdoi\b|\bisbn\b|\bet al\b|\(pdf\)|\bvol\.\s?\d"
    r"|\b97[89]-\d"
)
_PAGES = re.compile(r"\bpp?\.?\s?\d{2}|\bdoi\b|\bisbn\b|\bet al\b")
_MADE_FROM = 6  # words from "adapted" to "talk"
# "<div title=" and "!!! info", an admonition of Python-Markdown that no reader has taken for one
_TITLED = re.compile(r"(?:=|(?:!!!|\?\?\?\+?)\s*[\w-]+)\s*$")
_VERSION = re.compile(r"(?:[\w ]+ )?v?\d+(?:\.\d+)*")
_ISSUE_TRACKED = re.compile(r"(?:[\w./-]+)?#\d+")
_ET_AL = re.compile(r"\bet al\b")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org"})
_BLANK = re.compile(
    r"\[(?:[\w ]+ )?(?:url|link|handle|date|name|title|publication|data|datum|fecha)\]"
)
_FILES = (".pdf", ".epub", ".mobi", ".zip", ".doc", ".docx", ".mp3", ".mp4")
_BAR = re.compile(r"\s[|·•]\s")
_FORM = 4  # words of "as a short video"
_INTRODUCTION = 3  # characters before a quotation that are more than a bullet


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
    if _is_quoted(reading) or _is_listed_work(reading) or _is_form(reading):
        return False
    if any(map(_ISSUE_TRACKED.fullmatch, found.names)):
        return False  # "Originally posted by @kim in [#12](…)", a comment of an issue tracker
    if any(_ET_AL.search(name) for name in found.names[:1]):
        return False  # "It was originally published by [Sample et al. (1994)](…)"
    if _is_repository(reading):
        return False
    if reading.trigger.strength == "plain":
        return says_plainly(reading)
    if not _may_be_ours(reading) or _stays_here(reading):
        return False
    if reading.trigger.kind == "adapted" and reading.subject == "this" and _is_from_speech(reading):
        return True
    if reading.trigger.strength == "label":
        return any("//" in url for url in (*reading.urls, *(one.url or "" for one in found.places)))
    if _rests(reading):
        if (reading.subject == "bare" and _says_before(reading)) or _is_version(reading):
            return False  # "It is based on the protocol"
        if any(_VERSION.fullmatch(one.name or "") for one in found.places):
            return False  # "this article is based on v0.92"
        if any(_is_phrase(reading, one) for one in found.places[:1]):
            return False
        sure = [one for one in found.places if one.is_sure and not _is_own_page(one.url)]
        quoted = reading.subject == "this" or any(one.url for one in sure)
        named = found.authors and _names_source(reading)
        return bool(reading.urls or named or (sure and quoted))
    if _is_made_over(reading):
        return False
    vague = reading.subject == "the" or (reading.position == "middle" and reading.subject != "this")
    told = any(one.is_kind and (one.is_other or reading.subject == "this") for one in found.places)
    elsewhere = any("//" in url for url in reading.urls)
    by = found.organisation and (reading.trigger.kind != "adapted" or _names_source(reading))
    by = by and not _is_signed(reading)
    published = reading.is_placed or elsewhere or by or told  # not "translated by Sample Words"
    known = found.authors and (found.person_url or found.date or not vague)
    return bool(published or (known and not _is_date_line(reading)))


def _is_repository(reading: Reading) -> bool:
    """Tell "[owner/name](…)", where a program was before, from a publication."""
    line, urls = reading.text.line, {one.url for one in reading.found.places}
    return any(
        link.url in urls
        and domain(link.url) in _FORGES
        and _REPOSITORY.fullmatch(line.text, link.start, link.end)
        for link in line.links
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


def _rests(reading: Reading) -> bool:
    """Tell "based on", which is said of facts and versions too, from "adapted from"."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    said = tokens[reading.sentence.start : reading.sentence.end]
    again = any(one.plays(lang, "reprint", "permission") for one in said)
    return not again and tokens[reading.trigger.start].length("resting", lang) > 0


def _is_made_over(reading: Reading) -> bool:
    """Tell "a rewrite of the Sample framework" from "a rewrite of an essay for Sample Weekly"."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    if not tokens[reading.trigger.start].length("made_over", lang) or _names_source(reading):
        return False
    return not (reading.found.authors or any(one.is_sure for one in reading.found.places))


def _is_phrase(reading: Reading, place: Place) -> bool:
    """Tell "the idea of [pure functions](…)" and "[Sample](…) users as reported" from a source."""
    behind = reading.text.tokens[place.end : min(place.end + 1, reading.sentence.end)]
    goes_on = any(one.is_word and not one.roles for one in behind)
    small = (place.name or "A")[0].islower() and domain(place.name) is None
    last = reading.text.tokens[place.end - 1]
    data = last.length("others", reading.trigger.lang) > 0  # "based on songs of the [X Dataset](…)"
    return data or (small and not _names_source(reading)) or (goes_on and reading.subject == "bare")


def _is_version(reading: Reading) -> bool:
    """Tell "this new version is based on", a program's, from "this is based on an essay by"."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    said = tokens[reading.sentence.start : reading.trigger.start]
    nouns = [one for one in said if is_article(one, lang)]
    versions = bool(nouns) and all(one.length("versions", lang) for one in nouns)
    return versions and not _names_source(reading)


def _says_before(reading: Reading) -> bool:
    """Tell whether anything but a label stands before the trigger."""
    said = reading.text.tokens[reading.sentence.start : reading.trigger.start]
    return any(one.is_word and not one.length("labels", reading.trigger.lang) for one in said)


def _names_source(reading: Reading) -> bool:
    """Tell "based on an essay by NAME" from "based on work by NAME", which may be anything."""
    lang, after = reading.trigger.lang, reading.trigger.end
    said = reading.text.tokens[after : reading.sentence.end]
    return any(one.plays(lang, "articles", "spoken", "books") for one in said)


def _is_from_speech(reading: Reading) -> bool:
    """Tell "adapted from a talk" and "based on an essay I wrote", which need no publication."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    for index in range(reading.trigger.end, min(reading.trigger.end + _MADE_FROM, len(tokens))):
        if tokens[index].length("spoken", lang):
            return True
        after = index + tokens[index].length("articles", lang)
        said = tokens[after : after + 2] if after > index else []
        if said and said[0].text == '"' and not _rests(reading):
            return True  # "adapted from the article “TITLE”"
        if len(said) > 1 and said[0].length("auxiliaries", lang) and said[1].length("verbs", lang):
            return not said[0].length("this", lang)
    return False


def _may_be_ours(reading: Reading) -> bool:
    """Tell whether a line that does not say "this article" may be about it, where it stands."""
    lang = reading.trigger.lang
    if reading.trigger.kind == "adapted" and _introduces(reading):
        return False
    if reading.subject == "this":
        inside = reading.position != "first" and reading.names_component
        if inside and reading.trigger.kind == "adapted":
            return False  # "this exercise is adapted from"
        if reading.trigger.kind == "guest" and reading.position == "middle" and reading.tag == "li":
            return False  # one of a list of links, and what its page says of itself
        bare = reading.position == "middle" and reading.trigger.kind == "adapted"
        translated = reading.text.tokens[reading.trigger.start].length("translations", lang) > 0
        return not bare or reading.names_article or translated
    if reading.subject == "the":
        return reading.position != "middle" and (
            reading.trigger.kind != "adapted" or _is_entitled(reading)
        )
    if reading.subject == "bare" and reading.position == "middle":
        return _is_set_apart(reading)
    if reading.subject == "title" and reading.tag == "li" and not reading.names_article:
        return False  # "**The method** first published in X", one of a list
    if reading.subject == "title" and reading.trigger.kind == "adapted":
        return reading.position != "middle" and not _is_reference(reading)
    return not _is_reference(reading)


def _is_listed_work(reading: Reading) -> bool:
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
    return reading.tag == "li" or not any(map(str.isalnum, line.text[above[0] : opening]))


def _is_set_apart(reading: Reading) -> bool:
    """Tell "*Originally posted on [X](…).*", a paragraph in italics, from an entry of a list."""
    if reading.tag != "p" or reading.trigger.kind not in ("original", "cross-post", "reprint"):
        return False
    line = reading.text.line
    whole = len(line.text.rstrip(" .)"))
    apart = any(span.start <= 1 and span.end >= whole for span in line.emphasis)
    placed = any(one.url and "//" in one.url for one in reading.found.places)
    return apart and placed and reading.sentence.start <= 1


def _is_entitled(reading: Reading) -> bool:
    """Tell "Summary adapted from an article in" from "The summary adapted" and "It was adapted"."""
    first, lang = reading.text.tokens[reading.sentence.start], reading.trigger.lang
    noun = is_article(first, lang) or first.length("versions", lang) > 0
    return noun and reading.is_placed


def _is_own_page(url: str | None) -> bool:
    """Tell "/2010/comments", a page of this site, from an address elsewhere."""
    return url is not None and "//" not in url


def _stays_here(reading: Reading) -> bool:
    """Tell "also available on [the web](/letters/3)" and "I'm also available" from elsewhere.

    Amid an article "a recording is [also available](…)" is said of the recording.
    """
    lang, tokens = reading.trigger.lang, reading.text.tokens
    if not tokens[reading.trigger.start].length("available", lang):
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


def _is_quoted(reading: Reading) -> bool:
    """Tell a sentence that somebody else says, or a sample in code."""
    text = reading.text
    start = text.tokens[reading.trigger.start].start
    if COMMENT.match(text.line.text) or any(one.start <= start < one.end for one in text.line.code):
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


def _is_form(reading: Reading) -> bool:
    """Tell "Cross-posted from [Substack URL]", which somebody is to fill in."""
    variable = any(name.startswith("{{") for name in reading.found.names)
    return variable or _BLANK.search(reading.text.line.folded) is not None


def _goes_on(behind: str) -> bool:
    """Tell whether a sentence goes on behind a quotation, or another cell of a table follows."""
    return behind[:1] in (" ", ",") and any(letter.isalpha() for letter in behind)


def _is_reference(reading: Reading) -> bool:
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
