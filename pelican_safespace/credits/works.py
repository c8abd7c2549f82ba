"""Whose work an article is taken from: "Kim Test's book *Small Rooms*", "Kim Test, *Rooms*"."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from pelican_safespace import names
from pelican_safespace.credits.lead_in import past_issue
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.people import is_byline, is_company
from pelican_safespace.credits.publication import Place, marked
from pelican_safespace.credits.text import Clause
from pelican_safespace.models import AttributionKind, Person

_NAMES_WITHIN = 16  # words and marks of "Prof. Kim L. Test-Sample and Prof. Ben C. Sample"
_NOUN_WITHIN = 4  # words from "Kim Test's" to its title: "new self-help book,"


def read_work(notes: Notes, clause: Clause, index: int) -> int:
    """Read the author and the marked title at ``index``; return the index after them, or 0."""
    index = past_issue(clause, index)
    if after := _read_cited(notes, clause, index):
        return after
    owned = _owned(clause, index)
    title = _title(clause, owned + len("'s"), notes.trigger.kind) if owned else None
    if title is None:
        return 0
    people = _owners(notes, index, owned)
    if not people or not is_byline(clause, people):
        return 0
    notes.note_authors(people, index)
    notes.found.places.append(title)
    return title.end


def _read_cited(notes: Notes, clause: Clause, index: int) -> int:
    """Read "Kim Test, *Small Rooms*" that a text is adapted from; 0 for anything else."""
    reading = notes.names_at(index) if notes.trigger.kind == "adapted" else None
    if reading is None or not reading.people or not is_byline(clause, reading.people):
        return 0
    comma = notes.text.next_from(index, reading.end)
    title = comma + 1
    named = title < clause.end and notes.tokens[comma].text == "," and marked(clause, title)
    if not named:
        return 0
    notes.note_authors(reading.people, index)
    notes.found.places.append(replace(named, quoted=False))
    return named.end


def _owned(clause: Clause, index: int) -> int:
    """Return the token of the apostrophe of "Kim Test's"; 0 where nobody is named first."""
    for ahead in range(index, min(index + _NAMES_WITHIN, clause.end - 2)):
        token = clause.tokens[ahead]
        if token.text == "'" and clause.tokens[ahead + 1].text == "s":
            return ahead if ahead > index else 0
        and_ = clause.is_and(ahead) or token.text in ",.-"
        if not and_ and not (token.is_word and clause.text.is_capital(ahead)):
            return 0
    return 0


def _title(clause: Clause, index: int, kind: AttributionKind) -> Place | None:
    """Return the title set in italics, quotation marks or a link, behind "book" or at once.

    At once only of what an article is adapted from: "in Psychology Daily's *Mind*" is a column.
    """
    book = False
    for ahead in range(index, min(index + _NOUN_WITHIN + 1, clause.end)):
        token, link = clause.tokens[ahead], clause.text.link_at(ahead)
        named = marked(clause, ahead)
        told = book or (ahead == index and kind == "adapted")
        if named and told:
            return replace(named, quoted=False)
        if link and link.start == token.start and told:
            name = clause.text.line.text[link.start : link.end]
            return Place(name, link.url, clause.text.next_from(ahead, link.end))
        if link or not (token.text == "," or clause.text.is_small(ahead)):
            return None
        book = book or token.length("books", clause.lang) > 0
    return None


def read_owner_of_article(notes: Notes, clause: Clause, index: int) -> int:
    """Read the author of "a translation of Kim Test's article [TITLE](…)"; or 0."""
    owned = _owned(clause, index)
    first = owned + len("'s")
    behind = range(first, min(first + _NOUN_WITHIN, clause.end))  # "'s excellent article"
    small = takewhile(notes.text.is_small, behind)
    noun = next((one for one in small if notes.tokens[one].length("articles", notes.lang)), 0)
    if notes.trigger.kind != "adapted" or notes.found.authors or not (owned and noun):
        return 0
    people = _owners(notes, index, owned)
    if len(people) != 1 or " " not in people[0].name or is_company(clause, people):
        return 0
    notes.note_authors(people, index)
    return noun + notes.tokens[noun].length("articles", notes.lang)


def _owners(notes: Notes, index: int, owned: int) -> tuple[Person, ...]:
    """The people whose names stand from ``index`` to the apostrophe at ``owned``."""
    said = notes.text.line.text[notes.tokens[index].start : notes.tokens[owned].start]
    return names.people(said, languages=notes.text.words.languages)
