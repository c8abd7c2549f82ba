"""What later sentences add: "Reposted with permission from …", "You can find the original here"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from pelican_safespace import names
from pelican_safespace.credits.address import address_at, domain, is_home, whole_address
from pelican_safespace.credits.after import read_after
from pelican_safespace.credits.byline import (
    after_by,
    read_byline,
    read_co_authors,
    read_handle,
    read_person,
    read_who_wrote,
)
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.link_text import is_title
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.people import is_byline
from pelican_safespace.credits.place import place_at
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.subject import find_subject
from pelican_safespace.credits.text import Sentence
from pelican_safespace.credits.trigger import Trigger, find_trigger
from pelican_safespace.models import Person

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_DATED = 20  # words and marks of "The original publication date was: Monday, March 3, 2021."
_BEFORE_LINK = 8  # words from "original" to its link: "read the original post over at [X]"
_BEHIND_LINK = 2  # words from a link to "here"
_POINTERS = 2  # words such as "see" and "full" that surely lead to the original
_TO_OWNER = 5  # words and marks of "Copyright © 2018 by"
_DATE_WORDS = 5  # of "Monday, 3rd of March 2021"


def read_later(notes: Notes, later: Sentence) -> None:
    """Read one of the sentences after the trigger's."""
    found = notes.found
    _read_mere_date(notes, later)
    if not found.authors and _is_byline(notes, later):
        read_byline(notes, notes.clause(later.end), _by(notes, later))
    if not found.authors:
        read_handle(notes, notes.clause(later.end), _by(notes, later))
    if not found.authors and found.kind in ("adapted", "reprint"):
        _read_owner_of_copyright(notes, later)
    if not found.authors:
        read_who_wrote(notes, later)
    if not found.authors:
        read_co_authors(notes, later)
    for index in range(later.start, later.end):
        permitted = notes.tokens[index].plays(notes.lang, "permission", "reprint")
        if permitted and found.kind in ("original", "cross-post"):
            found.kind = "reprint"
        if permitted and not found.authors:
            read_person(notes, notes.clause(later.end), index)
        if permitted and not found.authors:
            _read_who_permits(notes, later, index)
        if _leads_from(notes, index, later) and not any(one.name for one in found.places):
            read_after(notes, index + 1, later.end)
    read_first_publication(notes, later)
    again = None if found.places else find_trigger(notes.text, later)
    if again and (again.strength == "label" or _goes_on_about_it(notes, later, again)):
        read_after(notes, again.end, later.end)
    if found.original_url is None:
        found.original_url = next(_addresses_of_original(notes, later), None)


def read_first_publication(notes: Notes, later: Sentence) -> None:
    """Read "Originally published in X" behind "Reprinted with permission of NAME"."""
    found = notes.found
    if notes.trigger.kind != "reprint" or not found.places or found.places[0].url:
        return
    again = find_trigger(notes.text, later)
    if again is None or not _goes_on_about_it(notes, later, again):
        return
    before, found.places = found.places, []
    read_after(notes, again.end, later.end)
    if not found.places:
        found.places = before
    elif not found.authors:
        owner = _owner(notes, before[0])
        clause = notes.clause(later.end)
        found.authors += owner if owner and is_byline(clause, owner) else ()


def _owner(notes: Notes, place: Place) -> tuple[Person, ...]:
    """Return who gave the permission, with what follows the name."""
    line, languages = notes.text.line.text, notes.text.words.languages
    start = line.find(place.name) if place.name else -1
    if start < 0:
        return ()
    named = names.people(place.name or "", languages=languages)
    return names.leading(line, start, languages=languages).people if named else ()


def _is_byline(notes: Notes, later: Sentence) -> bool:
    """Tell "Author: NAME." and "Written by NAME.", a sentence of its own, from prose."""
    index = _by(notes, later)
    if index == later.end:
        return False
    reading = notes.names_at(after_by(notes, notes.clause(later.end), index))
    after = notes.text.next_from(index, reading.end)
    return bool(reading.people) and not any(one.is_word for one in notes.tokens[after : later.end])


def _read_owner_of_copyright(notes: Notes, later: Sentence) -> None:
    """Read the author of an excerpt: "Copyright © 2018 by Kim Test."."""
    if not notes.tokens[later.start].length("licence", notes.lang):
        return
    for index in range(later.start + 1, min(later.start + _TO_OWNER, later.end)):
        if notes.tokens[index].length("by", notes.lang):
            read_byline(notes, notes.clause(later.end), index)
            return


def _read_who_permits(notes: Notes, later: Sentence, index: int) -> None:
    """Read the author of "Permission to publish granted by Kim Test, LCSW"."""
    for by in range(index + 1, min(index + _TO_OWNER, later.end)):
        if notes.tokens[by].length("by", notes.lang):
            reading = notes.names_at(after_by(notes, notes.clause(later.end), by))
            if any(one.credentials or one.title for one in reading.people):
                notes.note_authors(reading.people, by + 1)
            return


def _by(notes: Notes, later: Sentence) -> int:
    """Return the "by" that a sentence begins with, perhaps after "written"; else its end."""
    written = later.start + notes.tokens[later.start].length("writing", notes.lang)
    places = [one for one in (later.start, written) if one < later.end]
    return next((one for one in places if notes.tokens[one].length("by", notes.lang)), later.end)


def _read_mere_date(notes: Notes, later: Sentence) -> None:
    """Read "March 2021.", a date and nothing else, and "Original date: March 2021."."""
    tokens = notes.tokens[later.start : later.end]
    roles = ("first_publication", "adverbs", "original")
    original = any(one.plays(notes.lang, *roles) for one in tokens) or _is_told_when(notes, later)
    if (
        original
        and len(tokens) <= _DATED
        and not any(one.length("update", notes.lang) for one in tokens)
    ):
        for index in range(later.start, later.end):
            if notes.note_date(index):
                return
    words = [one for one in range(later.start, later.end) if notes.tokens[one].is_word]
    if not words or len(words) > _DATE_WORDS or notes.found.date:
        return
    date = notes.date_at(words[0])
    if date and date.end >= notes.tokens[words[-1]].end:
        notes.found.date = date.iso


def _is_told_when(notes: Notes, later: Sentence) -> bool:
    """Tell "It was published on May 3, 2019" from what is told of anything else."""
    tokens, lang, index = notes.tokens, notes.lang, later.start
    while index < later.end and tokens[index].plays(lang, "this", "articles", "auxiliaries"):
        index += 1
    acts = later.start < index < later.end and tokens[index].length("verbs", lang) > 0
    date = (
        next((one for one in (index + 1, index + 2) if notes.date_at(one)), None) if acts else None
    )
    return date is not None and date < later.end


def _leads_from(notes: Notes, index: int, later: Sentence) -> bool:
    """Tell "with permission from" and "republished by" from "republished in May to mark"."""
    token = notes.tokens[index]
    if length := token.length("permission", notes.lang):
        last, *behind = notes.tokens[index + length - 1 : min(index + length + 1, later.end)]
        return any(one.plays(notes.lang, "adapted_from", "by", "of") for one in (last, *behind))
    after = index + token.length("reprint", notes.lang)
    if after == index or after >= later.end:
        return False
    return notes.tokens[after].plays(notes.lang, "adapted_from", "by", "permission")


def _goes_on_about_it(notes: Notes, later: Sentence, again: Trigger) -> bool:
    """Tell "It first ran on …" from a sentence about something else."""
    told = again.strength == "strong" and again.kind == "original"
    return told and find_subject(notes.text, later, again) is not None


def _addresses_of_original(notes: Notes, later: Sentence) -> Iterator[str]:
    """Tell "read the [original]" from "never published here; I was writing my [book] then"."""
    said = [
        one
        for one in range(later.start, later.end)
        if notes.tokens[one].length("original_link", notes.lang)
    ]
    start, end = notes.tokens[later.start].start, notes.tokens[later.end - 1].end
    links = [one for one in notes.text.line.links if start <= one.start < end]
    if any(one.length("licence", notes.lang) for one in notes.tokens[later.start : later.end]):
        return  # what is linked there is the licence, or who gave it
    if not links and said:
        yield from _addresses(notes, later)
    placed = any(one.url for one in notes.found.places)
    for link in links:
        led = any(_leads_to(notes, word, link) for word in said)
        if not (led and link.url and "//" in link.url) or _PICTURE.search(link.url):
            continue  # this site's own pages are no originals
        if placed and not (_are_surely_of_original(notes, said) or _is_page_of(notes, link)):
            continue  # "see an [example](…)", where the publication has its address
        if not _is_guests_own(notes, link, link.url):
            yield link.url


def _is_page_of(notes: Notes, link: Span) -> bool:
    """Tell the "[Link](…)" behind "in Sample.org" that leads to a page there."""
    first, stop = (notes.text.next_from(0, place) for place in (link.start, link.end))
    if not all(one.length("pointers", notes.lang) for one in notes.tokens[first:stop]):
        return False
    url = link.url or ""
    host = (domain(url) or "").lower()
    homes = {one.url for one in notes.found.places if one.url and is_home(one.url)}
    return not is_home(url) and any((domain(home) or "").lower() == host for home in homes)


def _are_surely_of_original(notes: Notes, said: Sequence[int]) -> bool:
    """Tell "the original is" and "read it here" from "see" and "subscribe here"."""
    tokens, lang = [notes.tokens[one] for one in said], notes.lang
    asked = any(not one.length("pointers", lang) for one in tokens)
    return any(
        one.plays(lang, "original", "adverbs") or (asked and one.length("pointers", lang))
        for one in tokens
    )


def _is_guests_own(notes: Notes, link: Span, url: str) -> bool:
    """Tell "You can find her at [@kimt](…)", where a guest is found, from "the original"."""
    handle = notes.text.line.text[link.start : link.end].startswith("@")
    return notes.trigger.kind == "guest" and (handle or is_home(url))


def read_pointed_to(notes: Notes, sentence: Sentence) -> None:
    """Read the place of "first published elsewhere, see [Sample](…) to read it in full"."""
    found = notes.found
    if found.places or found.organisation or notes.trigger.strength != "strong":
        return
    behind = range(notes.trigger.end, sentence.end)
    said = [one for one in behind if notes.tokens[one].length("original_link", notes.lang)]
    if len({notes.tokens[one].text for one in said}) < _POINTERS:
        return
    for index in behind:
        link = notes.text.link_at(index)
        if link and link.url and "//" in link.url and _leads_to(notes, said[0], link):
            place = place_at(notes.clause(sentence.end), index)
            found.places += [place] if place else []
            return


def _leads_to(notes: Notes, word: int, link: Span) -> bool:
    """Tell a word in a link, a few words before it or right behind it."""
    first, stop = (notes.text.next_from(0, place) for place in (link.start, link.end))
    return first - _BEFORE_LINK <= word < stop + _BEHIND_LINK


def _addresses(notes: Notes, sentence: Sentence) -> Iterator[str]:
    for index in range(sentence.start, sentence.end):
        link = notes.text.link_at(index)
        if link and link.url:
            if "//" in link.url:  # what leads to this site's own pages leads to no original
                yield link.url
        elif address := address_at(notes.text.line.text, notes.tokens[index].start):
            yield address.url


def read_address(notes: Notes, sentence: Sentence) -> None:
    """Read the one address that is written out behind a credit that has none but a front page."""
    found = notes.found
    known = (found.trigger_url, found.title_url, found.original_url, found.date_url)
    homes = {one.url for one in found.places if one.url}
    if any(known) or not found.places or not all(map(is_home, homes)):
        return
    hosts = {domain(one) for one in homes}
    shown = {one for one in _shown(notes, sentence, hosts) if not hosts or domain(one) in hosts}
    shown -= homes
    if len(shown) == 1:
        found.original_url = shown.pop()


def read_own_address(notes: Notes, sentence: Sentence) -> None:
    """Read the front page shown behind "on my personal blog": "For more, visit [kim.org](…)"."""
    places, text, tokens = notes.found.places, notes.text, notes.tokens
    if not places or not all(one.is_kind and one.is_other and not one.url for one in places):
        return
    behind = range(sentence.end, len(tokens))
    links = {link for one in behind if (link := text.link_at(one)) and link.url}
    if len(links) != 1:
        return
    (link,) = links
    address = whole_address(text.line.text[link.start : link.end])
    if address and is_home(address.url) and notes.found.original_url is None:
        notes.found.original_url = link.url


def _is_title_of(notes: Notes, link: Span) -> bool:
    """Tell the title's link of "on Sample Pulse on March 3, 2023 [A Title](…sample.com…)"."""
    host = (domain(link.url) or "").removeprefix("www.").partition(".")[0]
    said = notes.text.line.text[link.start : link.end]
    places = ("".join((one.name or "").lower().split()) for one in notes.found.places)
    return any(place.startswith(host) for place in places if host) and is_title(said, link.url)


def _shown(notes: Notes, sentence: Sentence, hosts: Set[str | None]) -> Iterator[str]:
    """Find the addresses after the trigger that are there to be read, not put on words.

    In the credit's own sentence also links to the place itself: "on sample.org: [A Title](…)".
    """
    text, tokens, past = notes.text, notes.tokens, 0
    for index in range(notes.trigger.end, len(tokens)):
        start, link = tokens[index].start, text.link_at(index)
        begins = link is not None and link.start == start and index < sentence.end
        if link and begins and link.url and _is_title_of(notes, link):
            yield link.url
        if start < past or tokens[index - 1].is_word:
            continue
        address = address_at(text.line.text, start)
        if link and link.start == start:
            own = tokens[index - 1].text in (":", "\n") or domain(link.url) in hosts
            led = own and index < sentence.end
            if link.url and (led or (address and address.end >= link.end)):
                yield link.url
        elif link is None and address:
            yield address.url
            past = address.end
