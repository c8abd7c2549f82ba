"""What is found out about an article, in the form that the ledger keeps it in, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pelican_safespace.models import (
    Attribution,
    Person,
    Problem,
    Publication,
    SeriesLink,
    SeriesLinks,
)
from pelican_safespace.source.spans import Span


@dataclass(frozen=True, slots=True)
class Told:
    """What an article's text and metadata tell, and which ``spans`` of its HTML do so."""

    attribution: Attribution | None
    series: SeriesLinks
    spans: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()


#: What most articles tell; one for all of them.
NO_SERIES = SeriesLinks()
TOLD_NOTHING = Told(None, NO_SERIES)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a Post shows of an article: who wrote it, summary, first picture and recording."""

    authors: tuple[Person, ...]
    summary: str
    picture: str | None
    alt: str
    recording: str | None
    problems: tuple[Problem, ...] = ()


def told(found: Told) -> list[Any]:
    """Return ``found`` as lists that JSON can hold."""
    return [
        found.attribution and _attribution(found.attribution),
        _series(found.series) if found.series else None,
        found.spans,
        _problems(found.problems),
    ]


def read_told(kept: list[Any]) -> Told:
    """Return what ``told`` wrote."""
    attribution, series, spans, problems = kept
    if not (attribution or series or spans or problems):
        return TOLD_NOTHING
    return Told(
        _read_attribution(*attribution) if attribution else None,
        _read_series(*series) if series else NO_SERIES,
        tuple((start, end) for start, end in spans),
        _read_problems(problems),
    )


def shown(found: Shown) -> list[Any]:
    """Return ``found`` as lists that JSON can hold."""
    problems = _problems(found.problems)
    return [
        _people(found.authors),
        found.summary,
        found.picture,
        found.alt,
        found.recording,
        problems,
    ]


def read_shown(kept: list[Any]) -> Shown:
    """Return what ``shown`` wrote."""
    authors, summary, picture, alt, recording, problems = kept
    return Shown(_read_people(authors), summary, picture, alt, recording, _read_problems(problems))


def _attribution(found: Attribution) -> list[Any]:
    authors = _people(found.authors)
    also = [[one.name, one.url] for one in found.also]
    return [authors, also, found.kind, found.publication, found.url, found.date, found.sentence]


def _read_attribution(
    authors: list[list[str]], also: list[list[str | None]], kind: Any, *rest: Any
) -> Attribution:
    first = Attribution(kind, _read_people(authors), *rest)
    return replace(first, also=tuple(Publication(*one) for one in also))


def _people(found: tuple[Person, ...]) -> list[list[str]]:
    return [[one.name, one.credentials, one.title] for one in found]


def _read_people(kept: list[list[str]]) -> tuple[Person, ...]:
    return tuple(Person(*one) for one in kept)


def _series(found: SeriesLinks) -> list[Any]:
    neighbours = [one and [one.title, one.url] for one in (found.previous, found.next)]
    return [*neighbours, found.name, found.part, found.of]


def _read_series(previous: Any, following: Any, *rest: Any) -> SeriesLinks:
    return SeriesLinks(
        SeriesLink(*previous) if previous else None,
        SeriesLink(*following) if following else None,
        *rest,
    )


def _problems(found: tuple[Problem, ...]) -> list[Any]:
    return [[one.source, one.message, one.remedy, one.blocking] for one in found]


def _read_problems(kept: list[Any]) -> tuple[Problem, ...]:
    return tuple(Problem(*one) for one in kept)
