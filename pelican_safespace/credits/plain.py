"""Whether "published in …", which has no "originally", says it: of this article, as a headline."""

from __future__ import annotations

import re

from pelican_safespace.credits.address import is_home
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.reading import Reading

_OWNED = 5  # words and marks of "'s internal blog"

_SHELF = re.compile(r"/(?:category|categories|tags?|topics?|kategorie|categorie|categoria)/")
_ELSEWHERE = re.compile(r"(?:https?:)?//")


def says_plainly(reading: Reading) -> bool:
    """Tell "this article was published in X" and a headline "Appeared in X" from prose."""
    says_so = reading.subject == "this" or _is_headed(reading)
    if reading.position == "middle" and not (reading.names_article or reading.urls):
        return False  # "so this came out to"
    return says_so and _is_plainly_placed(reading)


def _is_headed(reading: Reading) -> bool:
    """Tell "Appeared in …" and "Article published in …", a line of its own, from prose."""
    text, trigger = reading.text, reading.trigger
    if reading.position == "middle" or text.sentences[0] != reading.sentence:
        return False
    words = (one for one in text.tokens if one.is_word and not one.length("titled", trigger.lang))
    first = next(words, None)
    if first is None or not any(one.name for one in reading.found.places):
        return False
    behind = text.tokens[trigger.end : reading.sentence.end][:1]
    if any(one.length("the", trigger.lang) for one in behind):
        return False  # "Wrote a [post](…)"
    noun = first.length("articles", trigger.lang) > 0
    if reading.subject == "the":
        return noun
    begins = text.tokens[trigger.start : trigger.end]
    leads = any(first is one for one in begins)
    came_out = any(one.length("came_out", trigger.lang) for one in begins[:1])
    return (leads or noun) and (came_out or _is_linked(reading) or _is_complete(reading))


def _is_complete(reading: Reading) -> bool:
    """Tell "Written by Kim Test for Sample Weekly, May 3, 2019.", all of a line."""
    found, last = reading.found, reading.text.sentences[-1]
    if reading.sentence != last or not any(one.name for one in found.places):
        return False
    begins = reading.text.tokens[reading.trigger.start]
    as_published = begins.length("titled", reading.trigger.lang) > 0  # "As published in X, 2019"
    sure = any(one.credentials for one in found.authors)
    return sure or bool(found.date and (found.authors or as_published))


def _is_linked(reading: Reading) -> bool:
    """Tell a link to elsewhere; "As seen in" needs an article's, and nothing said after it."""
    places = [one for one in reading.found.places if _ELSEWHERE.match(one.url or "")]
    if not reading.text.tokens[reading.trigger.start].length("titled", reading.trigger.lang):
        return bool(places)
    after = reading.text.tokens[places[-1].end : reading.sentence.end] if places else []
    ends = reading.found.date or not any(one.is_word for one in after)
    return bool(ends) and any(one.url and not is_home(one.url) for one in places)


def _is_plainly_placed(reading: Reading) -> bool:
    """Tell whether "this article was published in …" names a place beyond doubt.

    "Written for" may be followed by a reader or a version: only a link or an author makes the
    place a publication.
    """
    trigger, found = reading.trigger, reading.found
    link = reading.text.link_at(trigger.start)
    if link and link.url and not _ELSEWHERE.match(link.url):
        return False  # "[this article in The Sample](press/2014.html)", in a list of them
    if any(_SHELF.search(one.url or "") for one in found.places):
        return False
    said = reading.text.tokens[trigger.end : reading.sentence.end]
    licensed = any(one.length("licence", trigger.lang) for one in said)
    if licensed and not found.places:
        return False  # "published under CC BY 4.0. Link back to the [original](…)."
    if not reading.text.tokens[trigger.start].length("writing", trigger.lang):
        published = found.organisation is not None and reading.subject == "this"
        titled = any(_ELSEWHERE.match(url) and not is_home(url) for url in reading.urls)
        moved = any(one.is_kind and one.is_other for one in found.places)  # "from my old blog"
        return reading.is_placed or published or titled or (moved and reading.subject == "this")
    if _tells_manner(reading):
        return False
    named = any(one.name for one in found.places)
    sure = (one.is_sure and not one.is_title for one in found.places)  # "for a [competition](…)"
    linked = any(sure) or any(one.is_kind and one.is_other for one in found.places)
    linked = linked or any(one.name and _is_owners_blog(reading, one) for one in found.places)
    spoken = any(one.length("spoken", trigger.lang) for one in said)  # "for my talk at X"
    return linked or (named and (spoken or bool(found.authors or reading.urls)))


def _tells_manner(reading: Reading) -> bool:
    """Tell "written in Markdown" and "I wrote this article with Emacs" from "written in 2019"."""
    text, lang, index = reading.text, reading.trigger.lang, reading.trigger.end
    while index < reading.sentence.end - 1:
        token = text.tokens[index]
        if token.length("manner", lang):
            return text.date_at(index + 1, lang) is None
        length = max(token.length(role, lang) for role in ("this", "articles"))
        if not length:
            return False
        index += length
    return False


def _is_owners_blog(reading: Reading, place: Place) -> bool:
    """Tell "for Sample Care's internal blog" and "for the Sample blog" from readers' names.

    And "pour le magazine Calme", whose kind is said before its name.
    """
    tokens, lang = reading.text.tokens, reading.trigger.lang
    first = place.end - len((place.name or "").split())
    if tokens[place.end - 1].length("generic", lang) or tokens[first - 1].length("generic", lang):
        return True
    said = tokens[place.end : min(place.end + _OWNED, reading.sentence.end)]
    owned = [one.text for one in said[:2]] == ["'", "s"]
    return owned and any(one.length("generic", lang) for one in said)
