"""Whether what a text is "based on" is a text itself: "an essay by NAME", not "v0.92"."""

from __future__ import annotations

import re

from pelican_safespace.credits.address import domain
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.reading import Reading
from pelican_safespace.credits.this_article import is_article

_MADE_FROM = 6  # words from "adapted" to "talk"
_VERSION = re.compile(r"(?:[\w ]+ )?v?\d+(?:\.\d+)*")


def rests(reading: Reading) -> bool:
    """Tell "based on", which is said of facts and versions too, from "adapted from"."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    said = tokens[reading.sentence.start : reading.sentence.end]
    again = any(one.plays(lang, "reprint", "permission") for one in said)
    return not again and tokens[reading.trigger.start].length("resting", lang) > 0


def is_ground(reading: Reading) -> bool:
    """Tell whether what a text rests on is named as a text is: by a link, a title or an author."""
    found = reading.found
    if (reading.subject == "bare" and _says_before(reading)) or _is_version(reading):
        return False  # "It is based on the protocol"
    if any(_VERSION.fullmatch(one.name or "") for one in found.places):
        return False  # "this article is based on v0.92"
    first = next((one for one in found.places if one.name or one.url), None)
    if first and _is_phrase(reading, first):
        return False
    sure = [one for one in found.places if one.is_sure and not _is_own_page(one.url)]
    quoted = reading.subject == "this" or any(one.url for one in sure)
    by = found.organisation is not None and found.organisation.url is not None
    named = (found.authors or by or _says_published(reading)) and names_source(reading)
    return bool(reading.urls or named or (sure and quoted))


def _is_phrase(reading: Reading, place: Place) -> bool:
    """Tell "the idea of [pure functions](…)" and "[Sample](…) users as reported" from a source."""
    lang, last = reading.trigger.lang, reading.text.tokens[place.end - 1]
    behind = reading.text.tokens[place.end : reading.sentence.end]
    marked = bool(behind) and behind[0].text in "®™"
    behind = behind[marked : marked + 1]
    goes_on = any(one.is_word and not one.roles for one in behind)
    small = (place.name or "A")[0].islower() and domain(place.name) is None
    # "based on songs of the [X Dataset](…)", "on analysis of X® data"
    data = any(one.length("others", lang) for one in (last, *behind))
    return data or (small and not names_source(reading)) or (goes_on and reading.subject == "bare")


def _is_version(reading: Reading) -> bool:
    """Tell "this new version is based on", a program's, from "this is based on an essay by"."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    said = tokens[reading.sentence.start : reading.trigger.start]
    nouns = [one for one in said if is_article(one, lang)]
    versions = bool(nouns) and all(one.length("versions", lang) for one in nouns)
    return versions and not names_source(reading)


def _says_before(reading: Reading) -> bool:
    """Tell whether anything but a label or "loosely" stands before the trigger."""
    said = reading.text.tokens[reading.sentence.start : reading.trigger.start]
    return any(
        one.is_word and not one.plays(reading.trigger.lang, "labels", "manners") for one in said
    )


def names_source(reading: Reading) -> bool:
    """Tell "based on an essay by NAME" from "based on work by NAME", which may be anything."""
    lang, after = reading.trigger.lang, reading.trigger.end
    said = reading.text.tokens[after : reading.sentence.end]
    return any(one.plays(lang, "articles", "spoken", "books") for one in said)


def _says_published(reading: Reading) -> bool:
    """Tell "based on a post originally published on X" from "based on a post I like"."""
    lang, after = reading.trigger.lang, reading.trigger.end
    said = reading.text.tokens[after : reading.sentence.end]
    again = any(one.length("adverbs", lang) for one in said)
    named = any(one.name for one in reading.found.places)
    return again and named and reading.subject == "this"


def is_from_speech(reading: Reading) -> bool:
    """Tell "adapted from a talk" and "based on an essay I wrote", which need no publication."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    for index in range(reading.trigger.end, min(reading.trigger.end + _MADE_FROM, len(tokens))):
        if tokens[index].length("spoken", lang):
            return True
        after = index + tokens[index].length("articles", lang)
        said = tokens[after : after + 2] if after > index else []
        if said and said[0].text == '"' and not rests(reading):
            return True  # "adapted from the article “TITLE”"
        if len(said) > 1 and said[0].length("auxiliaries", lang) and said[1].length("verbs", lang):
            return not said[0].length("this", lang)
    return False


def _is_own_page(url: str | None) -> bool:
    """Tell "/2010/comments", a page of this site, from an address elsewhere."""
    return url is not None and "//" not in url
