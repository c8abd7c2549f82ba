"""Lists of a series' parts: of links of which one is this article, or that a label stands above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pelican_safespace.models import Direction
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.row import Row
from pelican_safespace.navigation.steps import marked_title
from pelican_safespace.navigation.titles import LONGEST_TITLE, title_of, without_note
from pelican_safespace.navigation.words import COLONS
from pelican_safespace.source.outline import Block, Run

LEAST_COUNTED = 3  # parts of a list that nothing introduces
LEVELS_IN_ITEM = 6
"""How deep inside its list item a row may stand."""

_NUMBERED = re.compile(r"\d{1,2}\s*(?:[.)]|[-–—]\s)")  # "01 — TITLE"
_CURRENT = frozenset({"current", "is-current", "active", "is-active", "current-post", "here"})
_PARTS = frozenset({"part", "link", "title", "beside"})
_HERE_MAY_BE = _PARTS | {"step"}


@dataclass(frozen=True, eq=False, slots=True)
class Parts:
    """A list of parts: its rows, the cell of each, and which of them is this article, if known.

    ``label`` is the row above that tells where all of them stand, "Previous:" with several links
    below, and ``direction`` what it tells. ``marked``: the list itself says which article is
    this one, in words ("this post"). ``guessed``: only the
    order tells it, the others being still to come. ``rest``: it is one of the other parts.
    ``introduced``: what stands above says that they are parts of a series.
    """

    rows: Sequence[Row]
    cells: Sequence[Cell]
    here: int | None
    label: Row | None = None
    marked: bool = False
    guessed: bool = False
    rest: bool = False
    introduced: bool = False

    @property
    def direction(self) -> Direction | None:
        """Where all parts stand, from here."""
        return self.label.cells[0].direction if self.label else None


def lists_of_parts(rows: Sequence[Row]) -> list[Parts]:
    """Return the lists among ``rows``; one item is no link, or something above introduces them."""
    above: dict[Row, Row] = dict(zip(rows[1:], rows, strict=False))
    above |= {
        row: statement
        for statement, lead_in, row in zip(rows, rows[1:], rows[2:], strict=False)
        if (_states(statement) or _is_heading(statement))
        and (_leads_in(lead_in) or _ends_paragraph(statement, lead_in))
    }
    found = (_parts(items, above.get(items[0])) for items in _lists(rows))
    return [parts for parts in found if parts is not None]


def _lists(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each list, those in one paragraph that could be one, and paragraphs of links."""
    lists: dict[tuple[Block, Row | None], list[Row]] = {}
    term: Row | None = None
    for row in rows:
        # What stands below two terms, "Previous" and "Next", is not one list.
        term = row if row.line.run.parent.name == "dt" else term
        if (around := _list_around(row)) is not None:
            lists.setdefault((around, term), []).append(row)
    yield from lists.values()
    for (_, fits), some in groupby(rows, _paragraph):
        if fits:
            yield [*some]
    for is_part, some in groupby(rows, _is_part):
        paragraphs = [*some]
        if is_part and len({row.line.run for row in paragraphs}) == len(paragraphs):
            yield paragraphs


def _paragraph(row: Row) -> tuple[Run, bool]:
    cells = row.cells
    fits = len(cells) == 1 and not _states(row) and cells[0].kind in _PARTS
    leads = fits and not cells[0].link and row.line.text.endswith(COLONS)  # "Links:"
    titled = fits and not leads and bool(cells[0].title)
    return row.line.run, titled and _list_around(row) is None


def _is_part(row: Row) -> bool:
    """Tell whether a paragraph is a link and no more, or a part with its number."""
    if row.in_table or not _paragraph(row)[1]:
        return False
    return row.cells[0].kind in ("part", "link") or _NUMBERED.match(row.line.text) is not None


def _list_around(row: Row) -> Block | None:
    item: Block | None = row.line.run.parent
    for _ in range(LEVELS_IN_ITEM):
        if item is None or item.name in ("li", "dd"):
            break
        item = item.parent
    return item.parent if item is not None and item.name in ("li", "dd") else None


def _parts(rows: Sequence[Row], above: Row | None) -> Parts | None:
    rest = above is not None and any(cell.rest for cell in above.cells)
    follows = above is not None and any(one.in_series and one.direction for one in above.cells)
    least = 1 if (rest or follows) and _list_around(rows[0]) is not None else 2
    titled = _list_around(rows[0]) is not None
    if len(rows) < least or not all(
        (len(row.cells) == 1 and not _states(row)) or (titled and _is_titled(row)) for row in rows
    ):
        return None
    cells = [_item(row) for row in rows]
    if len(rows) > LEAST_COUNTED and cells[-1].kind == "prose":
        rows, cells = rows[:-1], cells[:-1]  # what stands below the parts
    marked = any(cell.here or _is_current(row) for row, cell in zip(rows, cells, strict=True))
    label = above if above is not None and _directs(above) and not marked else None
    here = None if label or _ends_with_step(cells) else _here(rows, cells)
    if here is not None and {cell.kind for cell in cells} <= _HERE_MAY_BE:
        guessed = sum(cell.link is None and not cell.soon for cell in cells) > 1
        parts = Parts(
            rows,
            cells,
            here,
            marked=marked,
            guessed=guessed and not marked,
            introduced=follows or _is_heading(above),
        )
        return parts if _all_named(cells) else None
    introduced = _is_heading(above) or (above is not None and _states(above)) or _counts(cells)
    fits = {cell.kind for cell in cells} <= _PARTS and _all_named(cells)
    if fits and (label or introduced):
        linked = any(cell.link or _is_reference(row) for row, cell in zip(rows, cells, strict=True))
        rest = introduced and above is not None and any(cell.rest for cell in above.cells)
        told = label is not None and any(one.in_series or one.several for one in label.cells)
        said = linked or told or any(cell.soon or cell.number for cell in cells)
        said = said or (label is None and above is not None and _ends_with_colon(above))
        return Parts(rows, cells, None, label, rest=rest) if said else None
    return None


def _ends_with_step(cells: Sequence[Cell]) -> bool:
    """Tell "Next: [TITLE]" at the end of a list of other things."""
    last = cells[-1]
    return last.kind == "step" and last.labelled and last.link is not None and bool(last.title)


def _ends_with_colon(row: Row) -> bool:
    """Tell what leads to a list of parts from a statement, or a long sentence, above any list."""
    text = row.line.text.rstrip()
    return text.endswith(COLONS) and len(text) <= LONGEST_TITLE


def _counts(cells: Sequence[Cell]) -> bool:
    """Tell "[NAME (1)]", "[NAME (2): MORE]", "[NAME (3)]" from any links."""
    numbers = [cell.number or cell.within for cell in cells]
    return len(cells) >= LEAST_COUNTED and numbers == [*range(1, len(cells) + 1)]


def _is_heading(above: Row | None) -> bool:
    return above is not None and any(cell.kind == "heading" for cell in above.cells)


def _leads_in(row: Row) -> bool:
    """Tell "See other posts:", below a statement, from a label."""
    beside = all(cell.kind == "beside" and not cell.link for cell in row.cells)
    return bool(row.cells) and beside and row.line.text.endswith(":")


def _ends_paragraph(statement: Row, row: Row) -> bool:
    """Tell "There are five of them." behind a statement, above the list of them."""
    text = all(cell.kind in ("title", "prose") for cell in row.cells)
    return row.line.run is statement.line.run and row.statement is None and text


def _states(row: Row) -> bool:
    """Tell whether a row says where this article stands."""
    return row.statement is not None and not row.statement.points


def _is_titled(row: Row) -> bool:
    """Tell "NAME - Part 1 of 2", an item among others, from what is said of this article."""
    said, text = row.statement, row.line.text
    named = said is not None and said.name is not None and text.startswith(said.name)
    return named and len(row.cells) <= 1 and len(text) <= LONGEST_TITLE


def _item(row: Row) -> Cell:
    """The part that an item is; all of it emphasised it is a title, whatever it says."""
    if _is_titled(row):
        link = row.cells[0].link if row.cells else None
        return Cell("link" if link else "title", title=title_of(row.line.text), link=link)
    cell, line = row.cells[0], row.line
    if cell.kind == "prose" and line.strong and not line.links and len(line.text) < LONGEST_TITLE:
        return replace(cell, kind="title", title=title_of(line.text))
    if cell.link is None and cell.title:
        marked = marked_title(row)  # "**Part 1: TITLE** - what it tells of"
        apart = marked if marked and cell.title.startswith(marked) else None
        return replace(cell, title=apart or without_note(cell.title))
    return cell


def _directs(row: Row) -> bool:
    """Tell whether a row is "Previous:" and no more; "To be continued." leads to no list."""
    if len(row.cells) != 1 or (row.cells[0].weak and not row.line.text.endswith(COLONS)):
        return False
    return row.cells[0].kind in ("label", "heading") and row.cells[0].direction is not None


def _here(rows: Sequence[Row], cells: Sequence[Cell]) -> int | None:
    """The item that says so, the only one without a link, or the only one of these in bold.

    Where all that follow the last link have none, they are still to come, but for the first.
    """
    marked = [place for place, cell in enumerate(cells) if cell.here or _is_current(rows[place])]
    unlinked = [
        place
        for place, cell in enumerate(cells)
        if cell.link is None and not cell.soon and not _is_reference(rows[place])
    ]
    strong = [place for place in unlinked if rows[place].line.strong]
    for some in (marked, unlinked, strong, [] if unlinked else _set_apart(rows)):
        if len(some) == 1:
            return some[0]
    to_come = unlinked and unlinked == [*range(unlinked[0], len(cells))] and unlinked[0]
    return unlinked[0] if to_come else None


def _is_reference(row: Row) -> bool:
    """Tell whether an item is "[TITLE]", a link whose address is not there."""
    text = row.line.text.strip()
    return text.startswith("[") and text.endswith("]") and not row.line.links


def _set_apart(rows: Sequence[Row]) -> list[int]:
    """The items that stand out in a list of links, in bold."""
    return [place for place, row in enumerate(rows) if _is_bold(row)]


def _is_current(row: Row) -> bool:
    """Tell a link or item that markup calls the page one is on."""
    if any("aria-current" in link.attributes for _, _, link in row.line.links):
        return True
    item = row.line.run.parent
    return not _CURRENT.isdisjoint(item.attribute("class").lower().split())


def _is_bold(row: Row) -> bool:
    return row.line.bold or (0, len(row.line.text)) in row.line.marks


def one_is_here(cells: Sequence[Cell]) -> bool:
    """Tell whether all cells are linked parts but one, which is this article."""
    kinds = {cell.kind for cell in cells}
    return (
        kinds <= _HERE_MAY_BE
        and _all_named(cells)
        and sum(is_unlinked(cell) for cell in cells) == 1
    )


def is_unlinked(cell: Cell) -> bool:
    """Tell whether a part has no link, and is not one that is still to come."""
    return cell.link is None and not cell.soon


def _all_named(cells: Sequence[Cell]) -> bool:
    return all(cell.title for cell in cells)
