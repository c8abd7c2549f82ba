"""What later sentences add: "Reposted with permission from …", "You can find the original here"."""

from __future__ import annotations

from itertools import pairwise

from pelican_safespace import names
from pelican_safespace.credits.after import read_after
from pelican_safespace.credits.byline import (
    after_by,
    read_byline,
    read_co_authors,
    read_person,
    read_who_wrote,
)
from pelican_safespace.credits.handles import read_handle
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.originals import addresses_of_original
from pelican_safespace.credits.people import is_byline
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.subject import find_subject
from pelican_safespace.credits.text import Sentence
from pelican_safespace.credits.thanks import read_who_is_thanked
from pelican_safespace.credits.trigger import Trigger, find_trigger
from pelican_safespace.models import Person

_DATED = 20  # words and marks of "The original publication date was: Monday, March 3, 2021."
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
    if not found.authors:
        read_who_is_thanked(notes, later)
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
        found.original_url = next(addresses_of_original(notes, later), None)


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
    original = _is_told_when(notes, later) or any(
        one.plays(notes.lang, "first_publication", "original")
        or (one.length("adverbs", notes.lang) and not before.length("the", notes.lang))
        for before, one in pairwise(notes.tokens[later.start - 1 : later.end])
    )
    if original and len(tokens) <= _DATED:
        for index in range(later.start, later.end):
            if notes.tokens[index].length("update", notes.lang):
                break
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
