"""What a person is, before the name: "by community member Kim Test"."""

from __future__ import annotations

from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.people import is_company
from pelican_safespace.credits.text import Clause

_NO_OFFICE = ("at", "of", "by", "verbs", "adverbs", "stops", "clauses", "writer", "permission")
_OFFICE = 7  # words from "by" to the name of "by el miembro de la comunidad Kim Test"


def past_office(notes: Notes, clause: Clause, index: int) -> int:
    """Skip the "community member" of "by community member Kim Test"; else return ``index``."""
    if named := _behind_named_office(notes, clause, index):
        return named  # "Sample Distinguished Architect, Kim Test"
    first = index
    while first < clause.end and notes.text.is_small(first):
        length = notes.tokens[first].length("determiners", notes.lang)
        if not length:
            break
        first += length
    for ahead in range(first, min(first + _OFFICE, clause.end)):
        token = notes.tokens[ahead]
        if token.is_word and notes.text.is_capital(ahead):
            people = notes.names_at(ahead).people if ahead > index else ()
            full = len(people) == 1 and " " in people[0].name
            if people and notes.is_particle(ahead - 1):
                ahead = _behind_comma(notes, clause, ahead) or ahead
            return ahead if full and not is_company(clause, people) else index
        small = notes.is_particle(ahead) or token.length("the", notes.lang)
        if not small and token.plays(notes.lang, *_NO_OFFICE):
            return index
    return index


def _behind_comma(notes: Notes, clause: Clause, index: int) -> int:
    """Return where who is meant by "el amigo de Ben Sample, Kim Test" begins; 0 for nobody."""
    comma = next((one for one in range(index, clause.end) if notes.tokens[one].text == ","), None)
    people = notes.names_at(comma + 1).people if comma and comma + 1 < clause.end else ()
    return comma + 1 if comma and len(people) == 1 and " " in people[0].name else 0


def _behind_named_office(notes: Notes, clause: Clause, index: int) -> int:
    """Return where a person begins behind an office in capitals and a comma; 0 for none."""
    offices = notes.text.words.languages.words("names", "offices")
    comma = index
    while comma < clause.end and notes.tokens[comma].is_word and notes.text.is_capital(comma):
        comma += 1
    after = comma + 1
    if not index + 1 < comma < after < clause.end or notes.tokens[comma].text != ",":
        return 0
    said = notes.text.line.text[notes.tokens[comma - 1].start : notes.tokens[comma - 1].end]
    people = notes.names_at(after).people if said in offices else ()
    return after if people and all(" " in one.name for one in people) else 0
