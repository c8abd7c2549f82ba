"""Titles of all parts behind a statement: "The second of a series of three: [A], B, [C]".

Or behind a heading: "In this series: [A], B, [C]".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.named_parts import LEAST_PARTS, MOST_IN_STATEMENT, heading_before
from pelican_safespace.navigation.statements import Statement, read_statement
from pelican_safespace.navigation.title_numbers import leading_number
from pelican_safespace.navigation.titles import LONGEST_TITLE, title_of
from pelican_safespace.navigation.words import Vocabulary, Word
from pelican_safespace.source.lines import Line

LEAST_TITLES = 3  # of "In this series: [A], B, [C]", where nothing is counted

_BORDER = re.compile(r"[:：]\s+|\s[–—-]\s+")
_APART = r"(?:\s*[,;|｜·•/>→›»]|\s[–—-](?=\s))\s*"
_ARROWS = re.compile(r"\s*[>→›»]\s*")
_BETWEEN = re.compile(rf"{_APART}(?:(.*?\S){_APART})?")
_BEHIND = re.compile(rf"{_APART}(.*?)[\s.]*")
_BEFORE = re.compile(rf"(?:(.*?\S){_APART})?")
_ENDS = re.compile(r"(?<!\d)[.!?…]\s")


def listed_titles(
    line: Line, text: str, words: Sequence[Word], vocabulary: Vocabulary
) -> tuple[Cell, ...] | None:
    """What the statement says, and the parts behind it, of which this article has no link."""
    if len(line.links) < LEAST_PARTS:
        return None
    if chained := _chained(line, text, words):
        return chained
    border = _BORDER.search(text, 0, line.links[0][0])
    before = [word for word in words if border and word.end <= border.start()]
    if border is None or not before or len(before) > MOST_IN_STATEMENT:
        return None
    parts = _parts(line, text, border.end())
    here = [place for place, part in enumerate(parts, 1) if part.link is None]
    if len(here) != 1:
        return None
    said = read_statement(text[: border.start()], line.marks, vocabulary)
    if said is None or said.weak or said.part is None:
        behind = () if _are_counted(parts) else words[len(before) :]
        head = _heading(line, text, (before, behind), said)
        return (head, *parts) if head and len(parts) >= LEAST_TITLES else None
    if said.part != here[0] or len(parts) > (said.of or len(parts)):
        return None
    return (said.cell, *parts)


def _chained(line: Line, text: str, words: Sequence[Word]) -> tuple[Cell, ...] | None:
    """The parts of "[1. A] > [2. B] > **3. C** > [4. D]", all of a line.

    Where fewer than all have numbers, "**C**" stands amid links: a path to a page ends with it.
    """
    parts = _parts(line, text, 0)
    here = [place for place, part in enumerate(parts) if part.link is None]
    if len(parts) < LEAST_TITLES or len(here) != 1 or any(word.direction for word in words):
        return None
    arrows = [*_ARROWS.finditer(text)]
    amid = line.marks and len(arrows) == len(parts) - 1 and 0 < here[0] < len(parts) - 1
    return tuple(parts) if amid or _are_counted(parts) else None


def _are_counted(parts: Sequence[Cell]) -> bool:
    """Tell "[1. A] | 2. B | [3. C]", whose numbers are in order."""
    numbers = [leading_number(part.title or "") for part in parts]
    return numbers == [*range(1, len(parts) + 1)]


def _heading(
    line: Line,
    text: str,
    words: tuple[Sequence[Word], Sequence[Word]],
    said: Statement | None,
) -> Cell | None:
    """The heading before titles, by the ``words`` of the two: "In this series: [A], B, [C]".

    ``said``: "This post belongs to the NAME series: …" states it.
    """
    before, behind = words
    if any(word.direction or word.number for word in behind):
        return None
    if said is not None and not said.weak:
        return Cell("heading", name=said.name)
    return heading_before(line, text, tuple(before))


def _parts(line: Line, text: str, start: int) -> list[Cell]:
    """The linked parts from ``start`` on and what stands between them; empty where it is prose."""
    first, *_, last = line.links
    gaps = [(_BEFORE, start, first[0])]
    gaps += [(_BETWEEN, one[1], other[0]) for one, other in pairwise(line.links)]
    gaps += [(_BEHIND, last[1], len(text.rstrip(" .")))]
    parts: list[Cell] = []
    for place, (form, begin, end) in enumerate(gaps):
        said = form.fullmatch(text, begin, end) if begin < end else None
        if begin < end and (said is None or _is_prose(said[1] or "")):
            return []
        if said and said[1]:
            parts.append(Cell("part", title=title_of(said[1])))
        for _, _, link in line.links[place : place + 1]:
            title = title_of(text[slice(*line.links[place][:2])])
            parts.append(Cell("part", title=title, link=link))
    return parts


def _is_prose(said: str) -> bool:
    return len(said) > LONGEST_TITLE or _ENDS.search(said) is not None
