"""Several publications: "on [A](…) and [B](…)", "first in A, then on B", "on Medium and DEV"."""

from __future__ import annotations

from dataclasses import replace

from pelican_safespace.credits.address import PLATFORMS, address_at
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.place import place_at
from pelican_safespace.credits.publication import marked
from pelican_safespace.credits.text import Clause

_SKIPPED = ("verbs", "adverbs", "alone", "reprint", "cross_post", "auxiliaries")


def is_further(notes: Notes, clause: Clause, index: int) -> bool:
    """Tell the "in" of "and republished in X" and ", then in X" from that of the first place."""
    if not any(one.name or one.url for one in notes.found.places):
        return False
    lang, first = notes.lang, notes.trigger.end
    while index > first:
        index -= 1
        token = notes.tokens[index]
        if clause.is_and(index) or token.length("further", lang):
            return True
        if not token.plays(lang, *_SKIPPED) and not _ends_phrase(notes, index):
            return False
    return False


def _ends_phrase(notes: Notes, index: int) -> bool:
    """Tell the "posted" of "cross-posted", which is one with what stands before it."""
    tokens = notes.tokens
    for start in range(max(index - 2, notes.trigger.end), index):
        for role in ("further", *_SKIPPED):
            if tokens[start].length(role, notes.lang) > index - start:
                return True
    return False


def read_listed(notes: Notes, clause: Clause, index: int) -> int:
    """Read the next name of a list, which has no preposition of its own; return the index after it.

    0 for none: only a link, an address, mark-up or the name of a platform is surely another name,
    for "Body and Mind" is one.
    """
    places = notes.found.places
    start = _past_and(notes, clause, index) if any(one.name or one.url for one in places) else 0
    if not start or not _is_surely_named(notes, clause, start):
        return 0
    place = place_at(clause, start)
    if place is None or place.name is None or place.is_title:
        return 0
    places.append(replace(place, is_further=True))
    return place.end


def _past_and(notes: Notes, clause: Clause, index: int) -> int:
    """Return the token after "and", "and also", "as well as" or the comma of a list; 0 for none."""
    listed = clause.is_and(index) or _is_comma_of_list(notes, clause, index)
    after = index + 1 if listed else index
    if after < clause.end:
        after += notes.tokens[after].length("further", notes.lang)
    return after if index < after < clause.end else 0


def _is_comma_of_list(notes: Notes, clause: Clause, index: int) -> bool:
    """Tell the comma of "[A](…), [B](…) and [C](…)"."""
    link = notes.text.link_at(index + 1)
    if notes.tokens[index].text != "," or link is None or notes.found.places[-1].end != index:
        return False
    after = notes.text.next_from(index, link.end)
    return after < clause.end and (clause.is_and(after) or notes.tokens[after].text == ",")


def _is_surely_named(notes: Notes, clause: Clause, index: int) -> bool:
    """Tell a name at ``index`` or behind the "the" there."""
    after = index + notes.tokens[index].length("determiners", notes.lang)
    return any(_is_marked(notes, clause, one) for one in {index, after} if one < clause.end)


def _is_marked(notes: Notes, clause: Clause, index: int) -> bool:
    token, link = notes.tokens[index], notes.text.link_at(index)
    if address_at(notes.text.line.text, token.start):
        return True
    begins = link is not None and link.start == token.start
    if not notes.text.is_capital(index):
        return begins and token.text in PLATFORMS
    return begins or token.text in PLATFORMS or marked(clause, index) is not None
