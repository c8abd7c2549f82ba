"""The neighbours that lists and numbers of parts tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pelican_safespace.models import Direction
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.parts import Parts
from pelican_safespace.navigation.steps import marked_title
from pelican_safespace.navigation.title_numbers import leading_number, missing_number
from pelican_safespace.navigation.told import Told

_SITE = re.compile(r"(?:\w+:)?//([^/?#]*)")
SECOND = 2  # read next where it alone is linked: its own readers come from the first
TOLD_PARTS = 2  # with a link or still to come, of a list that only "(this post)" tells apart


def tell_list(told: Told, parts: Parts) -> None:
    """Take in a list of parts, known as one by its heading, its numbers or its own words."""
    cells = parts.cells
    numbered = sum(cell.kind == "part" or cell.within is not None for cell in cells)
    linked = any(cell.link for cell in cells)
    to_read = sum(cell.link is not None or cell.soon for cell in cells)
    if parts.direction:
        _tell_all(told, parts.direction, parts)
    elif parts.here is None or (parts.guessed and told.part not in (None, parts.here + 1)):
        told.links = told.links or cells
        told.sure = told.sure or parts.rest
        told.belongs = told.belongs or (parts.rest and all(cell.link for cell in cells))
        _tell_missing(told, parts)
    elif (
        (any(cell.here for cell in cells) and told.at_edge and to_read >= TOLD_PARTS)
        or told.introduced
        or parts.introduced
        or (numbered * 2 >= len(cells) and (linked or parts.marked))
        or _agrees(told, cells, parts.here)
    ):
        tell_parts(told, cells, parts.here)
    elif parts.marked:
        told.listed = told.listed or cells


def _agrees(told: Told, cells: Sequence[Cell], here: int) -> bool:
    """Tell whether a neighbour that was told already stands beside this article in a list."""
    before, after = told.steps.get("previous"), told.steps.get("next")
    return bool(
        (before and here and cells[here - 1].title == before.title)
        or (after and here + 1 < len(cells) and cells[here + 1].title == after.title)
    )


def _tell_all(told: Told, direction: Direction, parts: Parts) -> None:
    """Of the parts below "Previous:" the last comes before this one, by number or by place."""
    numbers = [cell.number or leading_number(cell.title or "") for cell in parts.cells]
    counted = zip(numbers, parts.cells, strict=True)
    ordered = [cell for _, cell in sorted(counted, key=lambda one: one[0] or 0)]
    cells = ordered if all(numbers) else parts.cells
    told.pages = told.pages or any(cell.pages for cell in cells)
    linked = [cell for cell in cells if cell.link]
    if direction == "previous" and linked and cells[-1].link is None:
        cells = linked  # this article may stand at the end of the list
    cell = cells[-1 if direction == "previous" else 0]
    row = parts.rows[parts.cells.index(cell)]
    if cell.link is None and (marked := marked_title(row)):
        cell = replace(cell, title=marked)  # "**TITLE** — what it tells of"
    told.put(direction, cell, "list of parts")
    label = parts.label.cells[0] if parts.label else None
    # "Previous:", in no more words, stands above what came before.
    alike = label is not None and label.bare and direction == "previous" and _of_one_site(cells)
    says = label is not None and (label.in_series or alike)
    told.sure = told.sure or told.introduced or says or all(numbers)


def _of_one_site(cells: Sequence[Cell]) -> bool:
    sites = (_SITE.match(cell.href or "") for cell in cells)
    return len({site[1] if site else "" for site in sites}) == 1


def tell_parts(told: Told, cells: Sequence[Cell], here: int) -> None:
    """Take in all parts; the one at ``here`` is this article."""
    if all(cell.number for cell in cells):
        cell = cells[here]
        cells = sorted(cells, key=lambda one: one.number or 0)
        here = cells.index(cell)
    others = [cell for cell in cells if cell.kind != "part"]
    if cells[here].piece and (others or not any(cell.link for cell in cells)):
        return  # "[How to do it]", "Step 2": steps of what is told here, phases of a plan
    told.sure = True
    if told.part and cells[here].number not in (None, told.part):
        # "Part 3: coming soon" has no link either.
        told.numbered.update((cell.number, cell) for cell in cells if cell.number)
        return
    _put_around(told, cells, here)
    within = all(cell.number or cell.within for cell in cells)
    number = cells[here].number or (cells[here].within if within else None)
    if number is not None:
        told.rules.setdefault("part", "list of parts")
        told.part = told.part or number
        if (cells[0].number or cells[0].within) in (None, 1) and all(
            cell.kind != "beside" for cell in cells
        ):
            # "Part 7.1" is no further part.
            counted = {cell.number or cell.within for cell in cells} - {None}
            total = len(counted or cells)
            told.of = told.of or (total if total >= number else None)


def _tell_missing(told: Told, parts: Parts) -> None:
    """In a list of links whose titles are numbered, the number that is missing is here.

    Where none is, and the list is one of the other parts, this article follows the last.
    """
    there = [cell for cell in parts.cells if cell.number or cell.within or not cell.soon]
    numbers = [cell.number or cell.within for cell in there]
    known = [number for number in numbers if number]
    if known == sorted({*known}) and len(known) * 2 > len(numbers):
        counted = {number: one for number, one in zip(numbers, there, strict=True) if number}
        told.numbered = counted | told.numbered
    else:
        told.listed = told.listed or parts.cells
    here = missing_number(numbers, least=1 if parts.rest else 2)
    if here is None and parts.rest and numbers == [*range(1, len(numbers) + 1)]:
        here = len(numbers) + 1
    if here is None or told.part not in (None, here):
        return
    told.sure = True
    _put_beside(told, here)


def _put_around(told: Told, cells: Sequence[Cell], here: int) -> None:
    cells = [cell for cell in cells if cell.kind != "beside" or not cell.soon]
    if here:
        told.put("previous", cells[here - 1], "list of parts")
    if here + 1 < len(cells):
        told.put("next", cells[here + 1], "list of parts")


def put_by_number(told: Told) -> None:
    """Where the article's number is known, its neighbours have the numbers beside it."""
    if told.part is None:
        _put_around_gap(told)
        return
    if 0 < told.part <= len(told.listed):
        _put_around(told, told.listed, told.part - 1)
    elif told.part == len(told.listed) + 1 > 1:
        told.put("previous", told.listed[-1], "list of parts")
    _put_beside(told, told.part)


def _put_beside(told: Told, number: int) -> None:
    if before := told.numbered.get(number - 1):
        _put_numbered(told, "previous", before)
    if after := told.numbered.get(number + 1):
        _put_numbered(told, "next", after)


def _put_numbered(told: Told, direction: Direction, cell: Cell) -> None:
    """Put a part where it stands; it also is the link of a title that was announced without one."""
    told.put(direction, cell, "part number")
    step = told.steps[direction]
    if step.link is None:
        told.steps[direction] = replace(step, link=cell.link)


def _put_around_gap(told: Told) -> None:
    """Of the parts that are linked the one that is missing is this article.

    "Part 1 is here, part 3 there." Where none is missing it is the one after them; a single
    later one is read next when it is announced at the end.
    """
    numbers = sorted(told.numbered)
    if told.of and len(numbers) == told.of:
        return  # "a series of three: [Part 1], [Part 2], [Part 3]" tells of no one
    if (gap := missing_number(numbers, first=None)) is not None:
        _put_beside(told, gap)
        return
    if told.of and len(numbers) == told.of - 1 and numbers == [*range(2, told.of + 1)]:
        told.part = 1  # "a three-part series: …, [part 2] and [part 3]"
        _put_beside(told, 1)
        return
    follow = numbers == [*range(2, len(numbers) + 2)]  # "part 2 is here, part 3 there"
    if not numbers or (1 not in numbers and len(numbers) > 1 and not follow):
        return
    if told.of and numbers == [*range(1, told.of)] and len(numbers) > 1:
        told.part = told.of  # "to round out our three-part series: [part 1] and [part 2]"
        _put_beside(told, told.of)
        return
    last = numbers[-1] + 1
    gap = next((number for number in range(2, last) if number not in numbers), last)
    if 1 not in numbers:
        # "[Part 2] and [part 3] are here": of several none comes before, nor of the second alone.
        onward = told.place.at_end or len(numbers) > 1 or numbers == [SECOND]
        direction: Direction = "next" if onward else "previous"
        if told.points:
            told.put(direction, told.numbered[numbers[0]], "part number")
    elif gap < numbers[-1] or told.points or told.final:
        told.put("previous", told.numbered[gap - 1], "part number")
        if after := told.numbered.get(gap + 1):
            told.put("next", after, "part number")
