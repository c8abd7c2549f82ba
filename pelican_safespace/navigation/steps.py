"""The neighbours that labels, arrows and markup tell; a title may stand below its label."""

from __future__ import annotations

import re
from dataclasses import replace

from pelican_safespace.models import SeriesRule
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labelled import EXPLANATION
from pelican_safespace.navigation.row import Row
from pelican_safespace.navigation.titles import title_of
from pelican_safespace.navigation.told import Told
from pelican_safespace.source.outline import HEADINGS

# Where an author writes; a bare <div> without a link is a page's furniture.
_WRITTEN = HEADINGS | {"p", "li", "blockquote", "dd", "aside"}
# "Next: shows the following picture" in a list or a table explains a button.
_LISTED = frozenset({"li", "td", "th", "dd"})
# "Next" as a heading or a term begins a section, unless a link stands below; a site builder's
# labels are text.
_BEGINS_SECTION = HEADINGS | {"dt"}

_CODE = re.compile(r"\w\(\)|\w::\w")  # "next: short for NODES::getNext()"

MOST_MARKED = 2  # addresses that markup calls the next one
SHORTEST_TITLE = 3  # characters
LONGEST_PAGE = 3  # digits of a page's number


def tell_label(told: Told, label: Cell, row: Row) -> None:
    """A title will follow; a label said twice expects one title, two labels expect two."""
    direction = label.direction
    if direction is None or any(one.direction == direction for one in told.pending):
        told.labels += [direction] if direction else []
        return
    if row.line.run.parent.name in _BEGINS_SECTION | _LISTED:
        label = replace(label, kind="heading")
    else:
        told.labels.append(direction)
    told.pending.append(label)


def tell_step(told: Told, cell: Cell, row: Row) -> None:
    if told.pending and cell.told and not cell.labelled:
        # The words above a link are believed, not its markup.
        cell = replace(cell, direction=told.pending[0].direction)
    if cell.weak and any(one.direction == cell.direction and not one.weak for one in told.pending):
        cell = replace(cell, weak=False, labelled=True)  # "Next step:", below it "[TITLE →]"
    told.pending.clear()
    if cell.told and (cell.title or "").isdecimal() and len(cell.title or "") <= LONGEST_PAGE:
        told.pages = True  # a link on "2" that markup calls the next page
    if cell.told and cell.direction and cell.href:
        # Several cards of a class "read-next" are related posts.
        marked = told.marked.setdefault(cell.direction, set())
        marked.add(cell.href)
        told.pages = told.pages or len(marked) > MOST_MARKED
    listed = row.line.run.parent.name in _LISTED
    told_of = (cell.title or "").endswith(".")
    explains = listed and (cell.bare or told.place.amid or told_of or _is_sign(cell.title))
    if cell.link is None and (explains or _CODE.search(cell.title or "")):
        return
    alone = sum(one.kind == "step" for one in row.cells) == 1  # "[prev: A] | [next: B]"
    if alone and row.line.run.parent.name in HEADINGS and _is_field(row.line.text):
        return
    if cell.number and told.part and not _is_beside(cell, told.part):
        told.numbered.setdefault(cell.number, cell)
        return
    rule: SeriesRule = "markup" if cell.told else "label" if cell.labelled else "arrow"
    told.put(cell.direction, cell, rule)
    if cell.link is not None:
        told.sure = told.sure or not (cell.weak or (row.sentence and not told.at_edge))
    elif cell.labelled and not cell.weak and told.at_edge and cell.title:
        written = row.line.run.parent.name in _WRITTEN and (
            cell.in_series or cell.general or not cell.title[0].islower()
        )
        told.sure = told.sure or written


def _is_beside(cell: Cell, part: int) -> bool:
    """Tell part 2, on part 3, from "[Read Part 1 →]", whose arrow is a button's, and any other."""
    return cell.number == part + (1 if cell.direction == "next" else -1)


def _is_field(text: str) -> bool:
    """Tell "previous: Sample.Object", the heading of a property's description."""
    name, colon, _ = text.partition(":")
    return bool(colon) and name.isalpha() and name.islower()


def tell_title(told: Told, cell: Cell, label: Cell, row: Row) -> None:
    """A title below its label; the label said twice is a site builder's."""
    explained = label.kind == "heading" or row.line.run.parent.name in _LISTED
    twice = label.direction is not None and told.labels.count(label.direction) > 1
    loose = not twice and (told.place.amid or row.line.text.endswith("."))
    begins_section = row.line.run.parent.name in HEADINGS and label.kind != "heading"
    if cell.link is None and (explained or loose or (begins_section and not twice)):
        return
    if cell.link is None and (marked := marked_title(row)):
        cell = replace(cell, title=marked)
    told.put(label.direction, cell, "title below its label")
    alone = (told.at_edge or label.in_series) and not label.weak
    told.sure = told.sure or cell.link is not None or twice or alone


def marked_title(row: Row) -> str | None:
    """The title of "**TITLE** – what it tells of", where a line begins so."""
    text = row.line.text
    start, end = next(iter(row.line.marks), (0, 0))
    begins = end > 0 and not any(map(str.isalnum, text[:start]))
    return title_of(text[start:end]) if begins and EXPLANATION.match(text, end) else None


def _is_sign(title: str | None) -> bool:
    """Tell whether a title is hardly more than a key on a keyboard."""
    return title is not None and len(title) < SHORTEST_TITLE
