"""Dates in words and digits, as people write them in a credit, to ISO 8601.

"March 3rd, 2019", "3. März 2019", "le 1er mars 2019", "3/4/2019", "Nov/Dec 2000", "spring 2019":
as precise as written, never more. A date without a year is no date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pelican_safespace import languages
from pelican_safespace.languages import Language

Order = Literal["mdy", "dmy"]

YEAR = re.compile(r"(?:19|20)\d\d")
"""A word that is a year by itself, in a credit."""

_YEAR = r"(?P<year>1[89]\d\d|20\d\d)(?![\w]|[-/.]\d)"
_SHORT_YEAR = r"['’](?P<short_year>[0-4]\d)(?!\w)"
_DIGITS = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})(?:\s?[-/.月]\s?(?P<d>\d{1,2})日?)?月?(?:t\d\d:[\d:.]+z?)?"
    r"|(?P<of>0[1-9])/(?P<month_of>(?:19|20)\d\d)"
    r"|(?P<a>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<c>(?:19|20)?\d\d)"
    r")(?![\w]|[-/.]\d)",
    re.IGNORECASE,
)
_YEAR_ONLY = re.compile(r"(?<![\w/.-])" + _YEAR)
_EARLIEST_SHORT_YEAR = 70


@dataclass(frozen=True, slots=True)
class Date:
    """A date found in a text: ISO 8601 and where it stands (end exclusive)."""

    iso: str
    start: int
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class _Words:
    """One language's dates as a pattern; ``months`` maps every spelling to 1..12."""

    pattern: re.Pattern[str]
    months: dict[str, int]
    order: Order


def at(text: str, position: int, language: Language | None = None) -> Date | None:
    """Return the date that begins at ``position`` of ``text``, or None.

    ``language`` decides what the months are called (English is always understood) and the order
    of day and month where both could be either; without it, English.
    """
    words = _words(language or languages.load()["en"])
    if found := words.pattern.match(text, position):
        return _in_words(found, words)
    if found := _DIGITS.match(text, position):
        return _in_digits(found, words.order)
    if found := _YEAR_ONLY.match(text, position):
        return Date(found["year"], position, found.end())
    return None


def find(text: str, language: Language | None = None) -> Date | None:
    """Return the first date in ``text``, or None; the same reading as ``at``."""
    for start in re.finditer(r"(?<!\w)\w", text):
        if date := at(text, start.start(), language):
            return date
    return None


def _in_words(found: re.Match[str], words: _Words) -> Date:
    year = int(found["year"] or found["year_first"] or 2000 + int(found["short_year"]))
    named = ("month_before", "month_after", "month", "month_of_part", "month_behind")
    name = next((found[one] for one in named if found[one]), "")
    month = words.months.get(name.lower())
    day = found["day_before"] or found["day_after"] or found["day_behind"]
    return Date(_iso(year, month, int(day) if day else None), found.start(), found.end())


def _in_digits(found: re.Match[str], order: Order) -> Date | None:
    if found["of"]:
        year, month, day = int(found["month_of"]), int(found["of"]), 0
    elif found["y"]:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"] or 0)
    else:
        first, second, year = int(found["a"]), int(found["b"]), int(found["c"])
        year += 0 if year > 99 else 1900 if year >= _EARLIEST_SHORT_YEAR else 2000
        american = order == "mdy" and found["sep"] != "."
        month, day = (first, second) if american else (second, first)
        if month > 12:
            month, day = day, month
    if not 1 <= month <= 12:
        return None
    return Date(_iso(year, month, day or None), found.start(), found.end())


def _iso(year: int, month: int | None, day: int | None) -> str:
    """Write the date as precisely as it can be true: February 30 is only a February."""
    if month is None:
        return f"{year:04}"
    if day is None or not 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}"


@cache
def _words(language: Language) -> _Words:
    english = languages.load()["en"]
    months = _months(english) | _months(language)
    either = {one.code: one for one in (language, english)}.values()

    def any_of(key: str) -> str:
        return _alternatives(word for one in either for word in one.words("dates", key))

    month = _alternatives(months)
    day = rf"(?:{any_of('ordinals')}|\.)?"
    near = rf"(?:\s|(?:{any_of('fillers')})(?!\w)|[-/](?=\w)){{0,6}}"
    gap = rf"(?:[\s,]|(?:{any_of('fillers')})(?!\w)|[-/](?=\w)){{0,6}}"
    to = rf"\s?(?:[-–/]|(?<=\s)(?:{any_of('ranges')})(?=\s))\s?"
    later = rf"(?:{to}(?:(?:{month})(?!\w)\.?\s)?\d{{1,2}}{day})?"
    last = rf"(?:{to}\d{{1,2}}{day}{near}(?:{month})(?!\w)\.?)?"
    pattern = re.compile(
        rf"(?<!\w)(?:(?:{any_of('weekdays')})\.?,?\s+)?(?:the\s+)?(?:"
        rf"(?P<day_before>\d{{1,2}}){day}(?:{to}\d{{1,2}}{day})?{near}(?P<month_before>{month})(?!\w)\.?{last}{gap}"
        rf"|(?P<month_after>{month})(?!\w)\.?{gap}(?P<day_after>\d{{1,2}})(?!\d){day}{later}{gap}"
        rf"|(?P<month>{month})(?!\w)\.?(?:{to}(?:{month})(?!\w)\.?)?{gap}(?:/\s?)?"
        rf"|(?:(?:{any_of('seasons')})(?!\w)[\s-]*){{1,3}}(?:{gap}(?P<month_of_part>{month})(?!\w))?{gap}"
        rf")(?:{_YEAR}|{_SHORT_YEAR})"
        rf"|(?<!\w)(?P<year_first>(?:19|20)\d\d)[-\s/](?P<month_behind>{month})[-\s/.]{{1,2}}(?P<day_behind>\d{{1,2}})(?![\w/])",
        re.IGNORECASE,
    )
    order: Order = "mdy" if language.tables.get("dates", {}).get("order") == "mdy" else "dmy"
    return _Words(pattern, months, order)


@cache
def month_names(language: Language) -> frozenset[str]:
    """Return the language's full names of months, in small letters."""
    return frozenset(
        words[0].lower() for words in language.tables.get("dates", {}).get("months", ()) if words
    )


def is_month(word: str, language: Language) -> bool:
    """Tell whether a word in small letters is a month, in full or short: "sept"."""
    return word in _months(language)


def is_part_of_year(word: str, language: Language) -> bool:
    """Tell whether a word in small letters is a month or a season."""
    return is_month(word, language) or word in _seasons(language)


@cache
def _seasons(language: Language) -> frozenset[str]:
    return frozenset(one.lower() for one in language.tables.get("dates", {}).get("seasons", ()))


@cache
def _months(language: Language) -> dict[str, int]:
    table = language.tables.get("dates", {}).get("months", ())
    return {word.lower(): number for number, words in enumerate(table, 1) for word in words}


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first)) or r"(?!)"
