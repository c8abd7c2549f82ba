"""Whether a name is a publication or its readers: "for Python developers", "the 2019 Sample"."""

from __future__ import annotations

from pelican_safespace.credits.address import PLATFORMS, whole_address
from pelican_safespace.credits.capitals import name_end
from pelican_safespace.credits.publication import (
    Place,
)
from pelican_safespace.credits.text import Clause


def is_audience(clause: Clause, place: Place, index: int) -> bool:
    """Tell readers ("for Python developers") from a publication ("for Sample Weekly").

    What is said of them begins at ``index``; with "the" it is a publication.
    """
    told = clause.tokens[index].length("determiners", clause.lang) or place.url or place.quoted
    name = place.name or ""  # "for medium", "for [sample.org][1]"
    named = place.url or place.quoted or name in PLATFORMS or whole_address(name)
    if place.name and place.name.split()[0].islower() and not named:
        return True  # "for the community in Japan"
    if told or place.name is None or clause.tokens[place.end - 1].length("generic", clause.lang):
        return False
    if place.name[-1].isdigit():
        return True  # "for Sample Writer 1.7"
    if place.end >= clause.end:
        return False
    after = clause.tokens[place.end]
    return after.is_word and not after.roles and clause.text.is_small(place.end)


def is_named(clause: Clause, index: int) -> bool:
    """Tell the name behind a date, "the May 2019 Sample Weekly", from the next complement."""
    if index >= clause.end or clause.lang in clause.text.words.verb_last:
        return False
    token = clause.tokens[index]
    if not token.is_word or not clause.text.is_capital(index) or token.text.isdigit():
        return False
    stop = name_end(clause, index)
    return stop > index and (stop >= clause.end or clause.tokens[stop].text in ".,;(")
