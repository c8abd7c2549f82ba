"""Names without a preposition: "May 2019, Sample Weekly", "my blog, Sample", "Published: X"."""

from __future__ import annotations

import re

from pelican_safespace.credits.capitals import name_end
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.people import is_byline
from pelican_safespace.credits.place import place_at
from pelican_safespace.credits.publication import Place, marked
from pelican_safespace.credits.text import Clause

# "in: Test, K., & Sample, B. (2019)."; the names are short of their first ones.
_REFERENCE = re.compile(
    r"\W{0,3}(?:\w{2,4}\W{1,2})?[A-ZÀ-Þ][\w'’-]+, (?:[A-ZÀ-Þ]\.[ ,&]{0,4}|[A-ZÀ-Þ][\w'’-]+, ){1,24}"
    r"\(((?:19|20)\d\d)[^()]{0,12}\)\."
)
_VOLUME = " .,0123456789"  # which is set in italics with the journal's name
_NO_NAME = (
    *("update", "verbs", "adverbs", "reprint", "cross_post", "licence", "by", "labels", "titled"),
    "issues",  # ", Section A, Page 8"
)


def read_apposed(notes: Notes, clause: Clause, index: int, *, dated: bool = False) -> int:
    """Read the name without preposition of "May 2019, Sample Weekly", "my blog, Sample".

    ``dated``: behind a date; "in May 2019 under the name [TITLE](…)" tells the article's.
    """
    if index >= clause.end:
        return 0
    tokens = notes.tokens
    start = index + (tokens[index].length("titled", notes.lang) or 1)  # "a blog called Sample"
    titled = start < clause.end and tokens[index].length("titled", notes.lang) > 0 and not dated
    start += start < clause.end and tokens[start].text == '"'
    if start >= clause.end or not (titled or tokens[index].text in ",:"):
        return 0
    if any(one.name or one.url for one in notes.found.places):
        return 0
    token = tokens[start]
    if not token.is_word or not notes.text.is_capital(start) or token.plays(notes.lang, *_NO_NAME):
        return 0
    named = marked(clause, start)
    stop = named.end if named else name_end(clause, start)
    ends = stop >= clause.end or tokens[stop].text in ".,;()" or _is_dated(notes, clause, stop)
    if not ends or notes.date_at(start):
        return 0
    place = place_at(clause, start)
    if place is None or place.name is None:
        return 0
    notes.found.places.append(place)
    return place.end


def _is_dated(notes: Notes, clause: Clause, index: int) -> bool:
    """Tell the "on May 3, 2019" and "2019" behind "First publication: Sample Weekly"."""
    after = index + notes.tokens[index].length("at", notes.lang)
    return after < clause.end and notes.date_at(after) is not None


def read_reference(notes: Notes) -> None:
    """Read the journal of "in: Test, K. (2019). A title. *Sample Review*, 12(3)" (APA style)."""
    line, start = notes.text.line, notes.tokens[notes.trigger.end - 1].end
    found = _REFERENCE.match(line.text, start)
    if found is None:
        return
    journal = next((one for one in line.emphasis if one.start >= found.end()), None)
    if journal is not None:
        name, after = line.text[journal.start : journal.end], notes.text.next_from(0, journal.end)
        notes.found.places = [Place(name.rstrip(_VOLUME), None, after)]
        notes.found.date = notes.found.date or found[1]


def read_guest(notes: Notes, clause: Clause, index: int) -> int:
    """Read the author of "Guest contribution: Kim Test"."""
    start = index + 1
    reading = notes.names_at(start) if start < clause.end else None
    if not reading or not reading.people or not is_byline(clause, reading.people):
        return 0
    notes.note_authors(reading.people, start)
    return notes.text.next_from(start, reading.end)
