"""What stands above a series block: "About this series", "Post navigation", "The NAME series:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pelican_safespace.models import Direction
from pelican_safespace.navigation.quotes import quotations
from pelican_safespace.navigation.titles import is_title, title_of
from pelican_safespace.navigation.words import (
    ABOUT,
    ALL_PARTS,
    COLONS,
    FILLERS,
    KINDS,
    NAVIGATION,
    OTHERS,
    PIECES,
    PLURALS,
    REST,
    SERIES,
    Word,
)
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import HEADINGS

MOST_WORDS = 14

_TITLES = HEADINGS | {"summary", "legend", "caption"}
_AFTER_NOUN = re.compile(r"\s*[:：–—-]\s*(?=\w)")
_COUNTED = re.compile(r"\s*[(\[]([^()\[\]]{5,30})[)\]]\s*$")  # "NAME (7 Part Series)"
_ICON = re.compile(r":[a-z]\w*(?:-\w+)+:")  # of Material for MkDocs, in a text that no other reads
_BESIDE = re.compile(r"\s[|·•]\s")
_COMPOUND = ("navigation", "navigatie")  # "Kapitelnavigation", "cursusnavigatie"
_PLAIN = ABOUT | REST | FILLERS | KINDS | PIECES | PLURALS | OTHERS


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a series block, the series it names, and what the parts below it are.

    ``rest``: the other parts, without this one; ``in_series``: those before it in the series;
    ``of``: how many it says there are.
    """

    name: str | None
    direction: Direction | None = None
    rest: bool = False
    in_series: bool = False
    of: int | None = None


def read_heading(line: Line, words: tuple[Word, ...]) -> Heading | None:
    """Return the heading that a line of ``words`` is; None when it is none of navigation."""
    text = line.text.replace("\n", " ")
    strong = line.strong or (0, len(text)) in line.marks
    box = line.run.parent.name == "div" and bool(words) and bool(words[-1].role & SERIES)
    named = "series" in re.split(r"[\W_]", line.run.parent.attribute("class").lower())
    stands_out = strong or box or named or line.run.parent.name in _TITLES
    stands_out = stands_out or text.endswith(COLONS)
    if text.endswith(".") and _leads_to_list(words):
        return Heading(None)  # "Here is a list of all the posts in the series so far."
    if not is_title(text) or text.endswith(".") or len(words) > MOST_WORDS:
        return None
    if counted := _counted(text, words):
        return counted
    if not stands_out:
        return None
    directions = {word.direction for word in words} - {None}
    back = directions == {"previous"} and any(word.role & PLURALS for word in words)
    if any(word.role & SERIES for word in words):
        # "Other series" are no parts of this one.
        rest = any(one.role & REST and not other.role & SERIES for one, other in pairwise(words))
        if back:
            return Heading(None, "previous", rest, in_series=True)
        return Heading(None if _ICON.search(text) else _name(text, words), None, rest)
    if back:
        return Heading(None, "previous")
    if any(word.role & ALL_PARTS for word in words) and len(words) > 1:
        rest = any(word.role & REST for word in words)
        return Heading(None, rest=rest) if all(word.role & _PLAIN for word in words) else None
    both = len(directions) == 2 and all(word.role for word in words)
    navigates = any(word.role & NAVIGATION or word.text.endswith(_COMPOUND) for word in words)
    return Heading(None) if both or navigates else None


def _counted(text: str, words: Sequence[Word]) -> Heading | None:
    """The heading "NAME (7 Part Series)"."""
    bracket = _COUNTED.search(text)
    inside = [word for word in words if bracket and word.start >= bracket.start(1)]
    if bracket is None or len(inside) == len(words) or not any(one.role & SERIES for one in inside):
        return None
    number = inside[0].number if all(word.role for word in inside[1:]) else None
    return Heading(title_of(text[: bracket.start()]), of=number) if number else None


def _leads_to_list(words: Sequence[Word]) -> bool:
    """Tell whether a sentence says no more than that parts of the series follow."""
    parts = any(word.role & PLURALS and not word.role & (KINDS | PIECES) for word in words)
    series = any(word.role & SERIES for word in words)
    return parts and series and all(word.role & (_PLAIN | SERIES) for word in words)


def _counts_in_series(words: Sequence[Word]) -> bool:
    """Tell "links to other posts in the", behind which "series" has no name."""
    plain = [word for word in words if not word.role & FILLERS]
    return bool(plain) and plain[-1] is not words[-1] and bool(plain[-1].role & PLURALS)


def _name(text: str, words: tuple[Word, ...]) -> str | None:
    """The series' name: in quotes, after "series:", before "series"."""
    if quoted := next(quotations(text), None):
        return text[slice(*quoted)]
    noun = next(index for index, word in enumerate(words) if word.role & SERIES)
    if after := _AFTER_NOUN.match(text, words[noun].end):
        return title_of(text[after.end() :]) or None
    if not noun and not all(word.role & (_PLAIN | NAVIGATION) for word in words[1:]):
        # "Série NAME :", "Series NAME · 3 parts"
        return title_of(_BESIDE.split(text[words[noun].end :])[0].rstrip(" :：")) or None
    if all(word.role & _PLAIN or word.direction or word.number for word in words[:noun]):
        return None
    before = words[noun - 1] if noun else None
    if _counts_in_series(words[:noun]) or (before and before.role & FILLERS and noun > 1):
        return None  # "table of contents for this series"
    first = 0
    while words[first].role & _PLAIN and (not first or text[words[first].start].islower()):
        first += 1
    return title_of(text[words[first].start : words[noun].start]) if first < noun else None
