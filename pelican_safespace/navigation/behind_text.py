"""Steps behind running text: "Thanks for reading! Previous: [A] | Next: [B]", "Part 2 – [← A]"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pelican_safespace.navigation.cells import PROSE, Cell
from pelican_safespace.navigation.labels import has_no_title
from pelican_safespace.navigation.reader import read_cells
from pelican_safespace.navigation.row import Row
from pelican_safespace.navigation.series_names import titled
from pelican_safespace.navigation.statements import read_statement
from pelican_safespace.navigation.words import Vocabulary
from pelican_safespace.source.lines import Line

_SENTENCE = re.compile(r"[.!?…][”\"’')\]]*\s+|\s[|·•]\s")
LONGEST_LABEL = 2  # words of a link such as "Next work", of which one may be unknown
_BEFORE_STEPS = " –—-|·•([*_:"


def behind_sentence(source: str, line: Line, vocabulary: Vocabulary) -> list[Row]:
    """The rows of "Thanks for reading! Previous: [A] | Next: [B]", where steps end a paragraph."""
    text = line.text.replace("\n", " ")
    first = line.links[0][0] if line.links else 0
    ends = [found.end() for found in _SENTENCE.finditer(text, 0, first)]
    before = line.part(source, 0, ends[-1]) if ends else None
    behind = line.part(source, ends[-1], len(text)) if ends else None
    if before is None or behind is None:
        return []
    cells = read_cells(behind, vocabulary, newlines=False)
    steps = [cell for cell in cells if cell.kind == "step" and cell.link and not cell.weak]
    if not all(cell.labelled for cell in steps) or not is_navigation(cells) or not steps:
        return []
    named = titled(before.text.rstrip(" .!"), vocabulary)
    told = Cell("heading", name=named) if named else PROSE
    return [Row(before, (told,)), Row(behind, cells)]


def is_navigation(cells: Sequence[Cell]) -> bool:
    """Tell steps, labels and parts that are linked or this one from running text."""
    return all(cell.kind != "prose" for cell in cells) and any(
        cell.kind in ("step", "label")
        or (cell.kind == "part" and (cell.link is not None or cell.here))
        for cell in cells
    )


def stated_before_steps(source: str, line: Line, vocabulary: Vocabulary) -> list[Row]:
    """The rows of "Sample Rooms, part 2 – [← A] · [B →]", where no full stop stands between.

    So is "Part 2 of the [NAME] series [Next →]", whose name is linked.
    """
    first = _first_step(line, vocabulary)
    text = line.text[:first].replace("\n", " ").rstrip(_BEFORE_STEPS)
    before = line.part(source, 0, first) if text and text[-1] not in ".!?" else None
    behind = line.part(source, first, len(line.text)) if before else None
    if before is None or behind is None:
        return []
    names = [(start, end) for start, end, _ in line.links if end <= first]
    said = read_statement(text, [*line.marks, *names], vocabulary)
    if said is None or said.amid:
        return []
    cells = read_cells(behind, vocabulary, newlines=False)
    if not all(cell.kind == "step" and cell.link for cell in cells):
        return []
    return [Row(before, (), said), Row(behind, cells)]


def _first_step(line: Line, vocabulary: Vocabulary) -> int:
    """Where the first link stands that is a label by itself; the first link's place without one."""
    for start, end, _ in line.links:
        words = vocabulary.words(line.text, start, end)
        if has_no_title(words) or (len(words) == LONGEST_LABEL and words[0].direction):
            return start
    return line.links[0][0] if line.links else 0
