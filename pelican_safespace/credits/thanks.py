"""Who is thanked for a permission: "Thanks to NAME for permission to republish this"."""

from __future__ import annotations

from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.people import is_byline, is_profile
from pelican_safespace.credits.place import place_at
from pelican_safespace.credits.publication import marked
from pelican_safespace.credits.text import Sentence
from pelican_safespace.names import Reading, leading

_THANKS_WITHIN = 3  # words of "Many thanks" and "We would thank"


def read_thanked(notes: Notes, sentence: Sentence) -> None:
    """Read author and publication of "Thanks to NAME and [X](…) for permission to republish"."""
    if not notes.trigger.is_thanked:
        return
    clause, index = notes.clause(notes.trigger.start), sentence.start
    thanked = (one for one in range(index, clause.end) if _thanks(notes, one))
    index = next(thanked, index)
    # "Thanks to [Kim Test](…) for letting us share this from her [blog](…)"
    sourced = notes.text.link_from(notes.trigger.end, sentence.end) is not None
    while index < clause.end:
        if _thanks(notes, index) or not notes.text.is_capital(index):
            index += _thanks(notes, index) or 1
            continue
        link = notes.text.link_at(index)
        reading = notes.names_at(index) if link else _names_before_link(notes, index)
        after = notes.text.next_from(index, reading.end)
        person = reading.people and is_byline(clause, reading.people)
        named = link is not None and not (sourced or is_profile(link.url))
        if person and not (named or marked(clause, index)):
            notes.note_authors(reading.people, index)
        elif place := place_at(clause, index):
            notes.found.places.append(place)
            after = place.end
        index = max(after, index + 1)


def _names_before_link(notes: Notes, index: int) -> Reading:
    """Return the people named from token ``index`` on, before any link: "NAME and [X](…)"."""
    line, start = notes.text.line, notes.tokens[index].start
    stop = next((one.start for one in line.links if one.start > start), len(line.text))
    return leading(line.text[:stop], start, languages=notes.text.words.languages, lang=notes.lang)


def _thanks(notes: Notes, index: int) -> int:
    return notes.tokens[index].length("thanks", notes.lang)


def read_who_is_thanked(notes: Notes, later: Sentence) -> None:
    """Read the author of "I thank my friend Kim Test for the permission"."""
    said = notes.tokens[later.start : later.end]
    thanks = any(one.length("thanks", notes.lang) for one in said[:_THANKS_WITHIN])
    if not thanks or not any(one.length("permission", notes.lang) for one in said):
        return
    for index in range(later.start + 1, later.end):
        people = notes.names_at(index).people if notes.text.is_capital(index) else ()
        if people:
            full = all(" " in one.name for one in people)
            if full and is_byline(notes.clause(later.end), people):
                notes.note_authors(people, index)
            return
