"""The address of the original: linked in the credit or behind it, or written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from pelican_safespace.credits.address import address_at, domain, is_home, whole_address
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.link_text import is_title
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.place import place_at
from pelican_safespace.credits.text import Sentence

_BEFORE_LINK = 8  # words from "original" to its link: "read the original post over at [X]"
_BEHIND_LINK = 2  # words from a link to "here"
_POINTERS = 2  # words such as "see" and "full" that surely lead to the original
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)


def addresses_of_original(notes: Notes, later: Sentence) -> Iterator[str]:
    """Tell "read the [original]" from "never published here; I was writing my [book] then"."""
    said = [
        one
        for one in range(later.start, later.end)
        if notes.tokens[one].length("original_link", notes.lang)
    ]
    if any(one.length("subscribing", notes.lang) for one in notes.tokens[later.start : later.end]):
        # "To get stories like this, sign up [here]"
        said = [one for one in said if notes.tokens[one].plays(notes.lang, "original", "adverbs")]
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
    """Read the place of "first published elsewhere, see [Sample](…) to read it in full".

    ``sentence`` is the trigger's, or one behind it: "Visit [Sample](…) to read the full article."
    """
    found = notes.found
    if found.places or found.organisation or notes.trigger.strength != "strong":
        return
    behind = range(max(notes.trigger.end, sentence.start), sentence.end)
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


def read_address_in_brackets(notes: Notes) -> None:
    """Read the address of "Sample Weekly (https://sample.example.org), 2019"."""
    found, text = notes.found, notes.text.line.text
    index = found.places[0].end if found.places and not found.places[0].url else len(notes.tokens)
    if found.original_url or index + 1 >= len(notes.tokens) or notes.tokens[index].text != "(":
        return
    address = address_at(text, notes.tokens[index + 1].start)
    if address and text[address.end :].startswith(")"):
        found.original_url = address.url


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
