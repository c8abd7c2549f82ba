"""A stretch of navigation -> SeriesLinks: what its rows tell, where that is enough."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pelican_safespace.models import Direction, SeriesLink, SeriesLinks, SeriesRules
from pelican_safespace.navigation.addresses import is_tracked, page_of
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.directions import is_of_index
from pelican_safespace.navigation.parts import is_unlinked, lists_of_parts, one_is_here
from pelican_safespace.navigation.row import Row
from pelican_safespace.navigation.statements import Statement
from pelican_safespace.navigation.steps import tell_label, tell_step, tell_title
from pelican_safespace.navigation.title_numbers import NUMBERED, missing_number, shared_title
from pelican_safespace.navigation.told import Place, Told
from pelican_safespace.navigation.told_parts import put_by_number, tell_list, tell_parts
from pelican_safespace.source.lines import LONGEST_LABEL

LONGEST_UNSPACED = 10  # characters of a label in a script without spaces

_CALL = re.compile(r"\{\{-?\s*\w+\(")  # "{{ trans('next') }}"
# An address with "{previous.slug}", "/series/$name/cast" or "NEXT_SLUG" in it.
_VARIABLE = re.compile(
    r"(?<!\{)\{\w+(?:\.\w+)+\}(?!\})|(?:^|/)\$[A-Za-z{]"
    r"|(?:PREV(?:IOUS)?|NEXT)_(?:SLUG|URL|LINK|POST|PAGE|TITLE)|\blink-to-(?:prev|next)"
)
_EXPRESSION = re.compile(r"\{\{[^{}]+\}\}|\{\w+(?:\.\w+)+\}")  # all of a title
_TEMPLATES = ("/<", "<%", "%>", "<?", "<#", "% if ", "{ %", "){")


def read_stretch(rows: Sequence[Row], place: Place) -> tuple[SeriesLinks, SeriesRules] | None:
    """Return what a stretch says and by which rules, or None when it is no series block."""
    told = Told(place)
    lists = lists_of_parts(rows)
    listed = {row for parts in lists for row in (*parts.rows, parts.label)}
    for row in rows:
        if row not in listed:
            _tell(told, row)
    for parts in lists:
        tell_list(told, parts)
    if told.at_edge and missing_number(sorted(told.numbered), first=None) is not None:
        told.sure = True  # "Part 1: [A]" above "Part 3: [B]"
    return _end(told)


def _tell(told: Told, row: Row) -> None:
    """Take in one row."""
    if row.statement is not None:
        _tell_statement(told, row.statement)
    parts = [cell for cell in row.cells if cell.kind in ("part", "link")]
    steps = {cell.direction for cell in row.cells if cell.kind == "step" and cell.link}
    if len(steps) > 1:
        parts = []  # "← [A] · [Chapter 4: Preface] · Chapter 4 · [B] →"
    if len(parts) > 1 and any(cell.kind == "part" for cell in parts) and one_is_here(parts):
        tell_parts(told, parts, next(at for at, cell in enumerate(parts) if is_unlinked(cell)))
    elif row.statement is None and told.place.at_edge and len(parts) > 1:
        # "[Part 1] | [Part 3]" in a line of their own
        numbers = [cell.number for cell in parts]
        told.sure = told.sure or missing_number(numbers, first=None) is not None
    told.pages = told.pages or (bool(steps) and is_of_index(row.line.run.parent))
    for cell in row.cells:
        _tell_cell(told, cell, row)


def _tell_statement(told: Told, statement: Statement) -> None:
    if statement.pronoun and told.place.amid:
        return  # said of what is linked before it
    if statement.name and told.rules.get("name") != "statement":
        told.name = statement.name
        told.rules["name"] = "statement"
    if statement.part:
        told.rules.setdefault("part", "statement")
    told.part = told.part or statement.part
    told.of = told.of or statement.of
    told.points = told.points or statement.points
    told.final = told.final or statement.final
    told.belongs = told.belongs or (told.at_edge and not statement.weak)
    says = statement.name or (statement.part and not statement.points)
    told.sure = told.sure or bool(says) or told.at_edge
    told.introduced = told.introduced or not statement.points


def _tell_cell(told: Told, cell: Cell, row: Row) -> None:
    told.pages = told.pages or cell.pages
    if told.pending and (cell.title or "").isdecimal():
        told.pages = True  # "[Prev] [1] [2] [Next]"
    if cell.kind == "label":
        tell_label(told, cell, row)
    elif cell.kind == "step":
        tell_step(told, cell, row)
    elif (
        told.pending
        and (cell.may_be_title or cell.kind == "part")
        and not _is_on_other_side(told, cell)
    ):
        tell_title(told, cell, told.pending.pop(0), row)
    elif cell.kind == "part" and cell.number is not None and cell.link is not None:
        told.numbered.setdefault(cell.number, cell)
    elif _is_neighbour_by_arrow(told, cell):
        told.put(cell.direction, cell, "arrow")
    elif cell.kind == "heading":
        told.introduced = True
        if cell.name:
            told.rules.setdefault("name", "heading")
        told.name = told.name or cell.name
        told.of = told.of or cell.of
        told.sure = told.sure or bool(cell.name and cell.of)  # "NAME (3 Part Series)"
    elif cell.kind == "statement":
        _tell_statement(told, Statement(cell.number, cell.of, cell.name))


def _is_neighbour_by_arrow(told: Told, cell: Cell) -> bool:
    """Tell "← Part 3: TITLE", without a link, on part 4."""
    if cell.kind != "part" or told.part is None or cell.number is None or cell.soon:
        return False
    return cell.number - told.part == {"previous": -1, "next": 1}.get(cell.direction or "")


def _is_on_other_side(told: Told, cell: Cell) -> bool:
    """Tell whether part 1 stands below "To be continued" on part 2, in a list of all parts."""
    direction = told.pending[0].direction
    if told.part is None or cell.number is None:
        return False
    return cell.number < told.part if direction == "next" else cell.number > told.part


def _end(told: Told) -> tuple[SeriesLinks, SeriesRules] | None:
    """Return what was told and by which rules, if it is enough."""
    if told.sure:
        put_by_number(told)
    after = NUMBERED.match((told.steps["next"].title or "") if "next" in told.steps else "")
    if told.of and after and int(after[1]) > told.of:
        told.of = None  # "Part 4 (you are here)", "Next up in this series:", "[Part 5]"
    _forget_lone_arrow(told)
    # "the previous parts" are no pages beside "This is part 3 of my series".
    pages = told.pages and "statement" not in (told.rules.get("part"), told.rules.get("name"))
    if pages or not (told.sure or len(told.steps) == 2):
        return None
    if (told.place.amid and not _says_much(told)) or _is_one_page(told) or _is_of_program(told):
        return None
    if not (told.steps or told.name):
        told.name = shared_title([cell.title or "" for cell in told.links])
        told.rules |= {"name": "list of parts"} if told.name else {}
    links = SeriesLinks(_link(told, "previous"), _link(told, "next"), told.name, told.part, told.of)
    if not links and told.belongs:
        links = SeriesLinks(belongs=True)
    return (links, SeriesRules(**told.rules)) if links else None


def _is_one_page(told: Told) -> bool:
    """Tell a carousel, which leads to two places of one page, from two neighbours."""
    cells = [*told.steps.values()]
    pages = [page_of(cell.href or "") for cell in cells]
    # What has a title of its own may lead to a page that is still to come.
    return len(pages) == 2 and pages[0] == pages[1] and len({cell.title for cell in cells}) == 1


def _is_of_program(told: Told) -> bool:
    """Tell the source of a template, and steps from one of a program's issues to another."""
    steps = told.steps.values()
    if any(_is_filled_in(cell.href or "", cell.title or "") for cell in steps):
        return True
    return bool(steps) and all(cell.link and is_tracked(cell.link) for cell in steps)


def _is_filled_in(href: str, title: str) -> bool:
    """Tell an address or title that a program would fill in."""
    if _VARIABLE.search(href) or _EXPRESSION.fullmatch(title):
        return True
    said = href + title
    return _CALL.search(said) is not None or any(mark in said for mark in _TEMPLATES)


def _forget_lone_arrow(told: Told) -> None:
    """An arrow behind words without a link is a picture of a button, unless there are two."""
    if len(told.steps) == 1:
        ((direction, cell),) = told.steps.items()
        if cell.weak and not cell.labelled and not cell.told and cell.link is None:
            del told.steps[direction]


def _says_much(told: Told) -> bool:
    """Tell whether it can only be a series block: two things are said, or "in this series"."""
    said = (*told.steps, told.name, told.part, told.introduced)
    return sum(map(bool, said)) > 1 or any(cell.in_series for cell in told.steps.values())


def _link(told: Told, direction: Direction) -> SeriesLink | None:
    cell = told.steps.get(direction)
    if cell is None:
        return None
    title = None if _are_labels(told) or _are_alike(told) else cell.title
    return SeriesLink(title, cell.href or None) if title or cell.href else None


def _are_labels(told: Told) -> bool:
    """Tell whether two titles are alike: labels, in a language that we have no words of."""
    titles = [cell.title for cell in told.steps.values() if cell.title and cell.foreign]
    return len(titles) == 2 and _alike(titles[0], titles[1])


def _are_alike(told: Told) -> bool:
    """Tell whether both ways have one title, which then is none: "class in this package"."""
    titles = [cell.title for cell in told.steps.values() if cell.title and cell.link]
    return len(titles) == 2 and titles[0] == titles[1]


def _alike(one: str, other: str) -> bool:
    """Tell whether two texts differ as labels do, "上一页" and "下一页"; not "Part 1", "Part 2"."""
    if any(map(str.isdigit, one + other)) or max(len(one), len(other)) > LONGEST_LABEL:
        return False
    words, others = one.casefold().split(), other.casefold().split()
    if one == other or len(words) != len(others) or len(words) > 3:
        return False
    if len(words) > 1:
        apart = [pair for pair in zip(words, others, strict=True) if len({*pair}) > 1]
        # Of labels in another script the words that differ are in it, too.
        scripts = {one.isascii() for one in words}
        return len(apart) == 1 and (len(scripts) == 1 or not apart[0][0].isascii())
    shared = sum(map(str.__eq__, one, other))
    short = len(one) == len(other) <= LONGEST_UNSPACED
    return short and not one.isascii() and shared * 2 >= len(one)
