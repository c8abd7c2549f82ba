"""Whose text it is by what is said before: "© Kim Test, LCSW", "Kim Test is a therapist."."""

from __future__ import annotations

from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.people import is_byline
from pelican_safespace.credits.text import Sentence
from pelican_safespace.dates import YEAR
from pelican_safespace.names import people

_HOLDS = ("©", "copyright")
_MARKS, _DATE = " ,(.", "0123456789./-"  # behind "© Kim Test 2024-05-03 ("


def read_owner_before(notes: Notes, sentence: Sentence) -> None:
    """Read the author of "Kim Test is a therapist. This article is republished from …".

    And those of "© Kim Test, Ben Sample. Originally published in …"; anybody named is surer.
    """
    place = notes.text.sentences.index(sentence)
    if notes.found.authors or not place:
        return
    opening = notes.tokens[sentence.start : notes.trigger.start]
    if any(one.length("this", notes.lang) for one in opening):  # "A version of this article"
        told = place - 1
        while told and notes.tokens[notes.text.sentences[told].start].length(
            "pronouns", notes.lang
        ):
            told -= 1  # "Kim Test is a therapist. She lives in Anytown."
        _read_told_of(notes, notes.text.sentences[told])
        if not notes.found.authors and told:
            _read_told_of(notes, notes.text.sentences[0])  # "Kim Test is a nurse. Her plan is …"
    for before in reversed(notes.text.sentences[:place]):
        if not notes.found.authors:
            read_holder(notes, before.start, before.end)  # also before "All rights reserved."


def read_holder(notes: Notes, start: int, end: int) -> None:
    """Read who holds the copyright by "© 2019 Kim Test, LCSW", all that is said from ``start``."""
    first = start
    while first < end and _leads_to_holder(notes, first):
        first += 1
    marks = {one.text for one in notes.tokens[start:first]}
    if marks.isdisjoint(_HOLDS) or first == end or notes.text.link_at(first):
        return
    said = notes.text.line.text[notes.tokens[first].start : notes.tokens[end - 1].end]
    said = said.rstrip(_MARKS).rstrip(_DATE).rstrip(_MARKS)
    named = people(said, languages=notes.text.words.languages)
    full = all(" " in one.name or one.credentials for one in named)  # "© Sample"
    capital = notes.text.is_capital(first)  # "Copyright notice: this article was"
    published = [one.name for one in notes.found.places]
    own = any(one.name in published for one in named)  # "© Quiet Rooms", which printed it
    if named and full and capital and not own and is_byline(notes.clause(end), named):
        notes.note_authors(named, first)


def _leads_to_holder(notes: Notes, index: int) -> bool:
    """Tell the words of "Copyright © 2019" and its mark, before who holds it."""
    token = notes.tokens[index]
    by = token.length("by", notes.lang) > 0
    return by or token.text in (*_HOLDS, "(", "c", ")") or YEAR.fullmatch(token.text) is not None


def read_who_is_told_of(notes: Notes, sentence: Sentence) -> None:
    """Read the author of "Kim Test is a therapist. She wrote this for …"."""
    place = notes.text.sentences.index(sentence)
    if place and notes.tokens[sentence.start].length("pronouns", notes.lang):
        _read_told_of(notes, notes.text.sentences[place - 1])


def _read_told_of(notes: Notes, before: Sentence) -> None:
    """Read whom a sentence is about: "Kim Test is a therapist."."""
    reading = notes.names_at(before.start)
    after = notes.text.past_brackets(notes.text.next_from(before.start, reading.end), before.end)
    if after + 1 < before.end and notes.tokens[after].text == ",":
        after += 1  # "Kim Test, LCSW, is a therapist."
    if (
        reading.people
        and after < before.end
        and notes.tokens[after].length("being", notes.lang)
        and notes.tokens[before.start].is_word  # not “A Title” is an essay
    ):
        if is_byline(notes.clause(before.end), reading.people):
            notes.note_authors(reading.people, before.start)
