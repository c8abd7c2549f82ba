"""A line of an article -> rows: as cells of navigation, or as a statement in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pelican_safespace.navigation.asked_for import asked_for
from pelican_safespace.navigation.behind_text import (
    behind_sentence,
    is_navigation,
    stated_before_steps,
)
from pelican_safespace.navigation.cells import PROSE, Cell
from pelican_safespace.navigation.items import is_in_item
from pelican_safespace.navigation.linked_parts import linked_parts, points_to_parts
from pelican_safespace.navigation.literal_links import with_literal_links
from pelican_safespace.navigation.mentions import (
    awaited,
    earlier_parts,
    mentions,
    mentions_series,
    parts_before,
    told_links,
)
from pelican_safespace.navigation.newlines import broken_at_newlines
from pelican_safespace.navigation.others import says_others
from pelican_safespace.navigation.pointed_back import pointed_back
from pelican_safespace.navigation.pointers import earlier_posts, points_to_neighbours
from pelican_safespace.navigation.reader import cells_of, read_cells
from pelican_safespace.navigation.row import Row, as_field, only_cell
from pelican_safespace.navigation.sentence import sentence_of
from pelican_safespace.navigation.sentences import (
    LONGEST_REST,
    OPENING_QUOTES,
    Said,
    find_said,
    last_sentence,
)
from pelican_safespace.navigation.sequels import begun, continued_from
from pelican_safespace.navigation.series_names import name_of
from pelican_safespace.navigation.snippets import words_of
from pelican_safespace.navigation.statements import (
    Statement,
    may_state,
    read_statement,
)
from pelican_safespace.navigation.titles import LONGEST_TITLE
from pelican_safespace.navigation.to_come import (
    announced,
    awaited_part,
    continued,
    led_to,
    promised,
    to_come,
)
from pelican_safespace.navigation.words import (
    COLONS,
    FILLERS,
    KINDS,
    PLURALS,
    REST,
    SEQUEL,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import Line
from pelican_safespace.source.programs import PROGRAM

_FENCE = "```"
_BRACKETED = re.compile(r"^ \([^()\n]{1,40}\)")  # "[TITLE](…) (example.org)"
_DRAWN = re.compile(r"[┌┐└┘├┤┬┴╔╗╚╝╠╣█░▒▓]")


def read_rows(source: str, line: Line, vocabulary: Vocabulary) -> list[Row]:
    """Return the rows of one line of ``source``, in order, at least one."""
    if PROGRAM.match(line.text) or ("\n" in line.text and _DRAWN.search(line.text)):
        return [Row(line, (PROSE,))]  # of a program, the picture of a page in letters
    if _FENCE in line.text:
        return [Row(line, (PROSE,))]  # a sample in code that Markdown did not see
    if literal := with_literal_links(line):
        cells = read_cells(literal, vocabulary, newlines=False)
        if is_navigation(cells):
            return [Row(line, cells)]
    broken = broken_at_newlines(source, line, vocabulary) if "\n" in line.text else None
    if broken is not None:
        rows = read_rows(source, broken.above, vocabulary) if broken.above else []
        for part, cells in broken.below:
            if broken.fields:
                rows += _field(source, part, vocabulary)
                continue
            stands_above = part is not line and _stands_above(part, cells, vocabulary)
            rows += read_rows(source, part, vocabulary) if stands_above else [Row(part, cells)]
        return rows
    text = line.text.replace("\n", " ")
    words = words_of(line, text, vocabulary)
    cells = cells_of(line, text, words, vocabulary)
    # "This is a continuation of [TITLE]" has a word of labels in it and is none.
    continues = (
        bool(line.links and words)
        and (
            any(word.role & SEQUEL for word in words)
            or begun("carries_on", text, words, vocabulary) is not None
        )
        and continued_from(text, line.links[0][:2], vocabulary)
    )
    kinds = {cell.kind for cell in cells}
    if kinds == {"beside", "label"} and (pointed := points_to_neighbours(line, vocabulary)):
        return [Row(line, pointed, Statement(points=True))]  # "Click [here] for the next part"
    if not continues and is_navigation(cells):
        linked_part = any(cell.kind == "part" and cell.link for cell in cells)
        # "[Read part 2]", an item of a list, is a part of it and no sentence.
        item = is_in_item(line.run.parent) and line.linked == [(0, len(text))]
        points = linked_part and not item and points_to_parts(line, (0, len(text)), vocabulary)
        if points:
            # "Here are [part one], [part two] and [part three]."
            parts = tuple(linked_parts(line, vocabulary))
            more = len(parts) > sum(cell.kind == "part" for cell in cells)
            return [Row(line, parts if more else cells, Statement(points=True))]
        behind = behind_sentence(source, line, vocabulary) if cells[0].kind == "title" else []
        return behind or [Row(line, cells)]
    apart = line.links or line.marks or any(mark in text for mark in OPENING_QUOTES)
    apart = apart or text.endswith(COLONS)
    may_say = may_state(words) or (apart and _may_label(words, vocabulary))
    if not may_say and not _leads_on(line, text, words, vocabulary):
        return behind_sentence(source, line, vocabulary) or [Row(line, cells)]
    return list(_rows_by_sentence(source, line, cells, vocabulary))


def _leads_on(line: Line, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell "To be continued: [TITLE]", whose words tell nothing of parts or series."""
    continues = vocabulary.phrases["to_be_continued"]
    return bool(line.links and words) and continues.match(text, words[0].start) is not None


def _stands_above(part: Line, cells: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """Tell a heading or "Part 2 of 3 in the NAME series." from a part of the list below it."""
    cell = cells[0]
    if cell.kind != "part" or cell.link or cell.here:
        return cell.kind in ("heading", "statement")
    said = read_statement(part.text, part.marks, vocabulary)
    return said is not None and bool(said.name and said.of)


def _field(source: str, line: Line, vocabulary: Vocabulary) -> list[Row]:
    """The rows of "Series: NAME" or of "Author: NAME", which is no title of a part."""
    return [as_field(row) for row in read_rows(source, line, vocabulary)]


def _may_label(words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell at little cost whether "Previous post" or "next in this series" is among ``words``.

    Or the "last installment", which only a series has.
    """
    return any(vocabulary.says("instalments", word) for word in words if word.role & KINDS) or any(
        (one.direction and other.role & (KINDS | SERIES | FILLERS | PLURALS))
        or (one.role & KINDS and other.direction)
        for one, other in pairwise(words)
    )


def _introduction(source: str, line: Line, vocabulary: Vocabulary) -> list[Row]:
    """The end of a paragraph that stands above the parts of the series."""
    rows = read_rows(source, line, vocabulary)
    rest = any(word.role & REST for word in vocabulary.words(line.text))
    introduces = ("title", "prose", "beside") if rest else ("title", "prose")
    if len(rows) > 1 or rows[0].statement or rows[0].cells[0].kind not in introduces:
        return rows
    return [Row(line, (Cell("heading", rest=rest),))]


def _leads_to_others(line: Line, vocabulary: Vocabulary) -> bool:
    """Tell "The others are", above a list of them, from a sentence that says more."""
    words = vocabulary.words(line.text)
    others = any(word.role & REST for word in words)
    return others and all(word.role for word in words) and line.text[-1].isalpha()


# Sentences of running text ------------------------------------------------------------------


def _rows_by_sentence(
    source: str, line: Line, cells: tuple[Cell, ...], vocabulary: Vocabulary
) -> Iterator[Row]:
    """The line with the sentence that speaks of the series as a row, where it can be cut out."""
    if stated := stated_before_steps(source, line, vocabulary):
        yield from stated
        return
    if earlier := earlier_posts(line, vocabulary):
        yield Row(line, (earlier,))
        return
    said = find_said(line, vocabulary)
    if said is None:
        yield from (
            _led_up_to(source, line, vocabulary)
            or behind_sentence(source, line, vocabulary)
            or [_passing_row(line, cells, vocabulary)]
        )
        return
    statement = said.statement
    if statement and _is_of_linked(line, said, vocabulary):
        yield Row(line, (PROSE,))
        return
    if statement and statement.weak and (steps := behind_sentence(source, line, vocabulary)):
        # "End of part 2. Next: [Part 3]"
        yield Row(steps[0].line, (), statement)
        yield from steps[1:]
        return
    if statement and (statement.weak or statement.amid):
        # "This first article tells of …", "…, and this is part 2 of": left where it is.
        cells = mentions(line, vocabulary) if statement.amid else ()
        if statement.amid and statement.part and not cells:
            cells = parts_before(line, statement.part, vocabulary)
        yield Row(line, cells, statement, kept=True)
        return
    pointed: tuple[Cell, ...] = ()
    if statement and statement.part:
        place = said.start, said.end
        if back := pointed_back(line, place, statement.part, vocabulary):
            pointed, said = back[:1], replace(said, end=back[1])
    part = line.part(source, said.start, said.end)
    if part is None:
        yield Row(line, told_links(line, vocabulary) if statement else cells, statement)
        return
    if before := line.part(source, 0, said.start):
        rows = [*_rows_of_rest(source, before, vocabulary)]
        # "This is an entry for [NAME]. It is the first in a series": a sentence is lost by no cell.
        idle = all(only_cell(row, "beside") for row in rows)
        yield from [Row(before, (PROSE,))] if idle and before.text.rstrip().endswith(".") else rows
    if statement:
        links = told_links(part, vocabulary)
        if statement.part and not links:
            links = parts_before(part, statement.part, vocabulary)
        yield Row(part, links or pointed, statement)
    else:
        yield Row(part, read_cells(part, vocabulary, newlines=False), sentence=True)
    if after := line.part(source, said.end, len(line.text)):
        label = awaited(line, said.start, vocabulary) if statement else None
        if label is not None:
            yield Row(after, (label,), Statement(weak=True, points=True), kept=True)
        else:
            yield from _rows_behind(source, after, statement, vocabulary)


def _is_of_linked(line: Line, said: Said, vocabulary: Vocabulary) -> bool:
    """Tell what an item of a list says of its link: "[TITLE](…). The second post in a series"."""
    if not line.links or not is_in_item(line.run.parent):
        return False
    start, end, _ = line.links[0]
    between = line.text[end : said.start]
    between = _BRACKETED.sub("", between, count=1) if "\n" in between else between
    leads = not start and end <= said.start and between.strip() in (".", "")
    this = vocabulary.phrases["this"].match(line.text, said.start) is not None
    return leads and ("\n" in between or not this)


def _led_up_to(source: str, line: Line, vocabulary: Vocabulary) -> list[Row]:
    """The rows of a paragraph that ends with "Here are the other posts in this series:"."""
    start = last_sentence(line, vocabulary) if line.text.endswith(COLONS) else 0
    before, last = line.part(source, 0, start), line.part(source, start, len(line.text))
    if before is None or last is None:
        return []
    rows = read_rows(source, last, vocabulary)
    heads = len(rows) == 1 and [cell.kind for cell in rows[0].cells] == ["heading"]
    return [Row(before, (PROSE,)), *rows] if heads else []


def _rows_behind(
    source: str, after: Line, statement: Statement | None, vocabulary: Vocabulary
) -> Iterator[Row]:
    """The rows behind a statement; neighbours that are linked there in passing are read."""
    rest = list(_rows_of_rest(source, after, vocabulary))
    steps = mentions(after, vocabulary) if statement else ()
    if statement and statement.part and not steps:
        steps = earlier_parts(after, statement.part)
    told = any(row.statement or any(one.kind == "step" for one in row.cells) for row in rest)
    # What stands between the two would keep the second from the statement.
    told = told and not any(one.kind in ("title", "prose") for one in rest[0].cells)
    yield from [Row(after, steps, kept=True)] if steps and not told else rest


def _passing_row(line: Line, cells: tuple[Cell, ...], vocabulary: Vocabulary) -> Row:
    """The row of running text; where it links neighbours in passing, a statement may use them."""
    text = line.text.replace("\n", " ")
    prose = any(cell.kind == "prose" for cell in cells)
    passing = mentions(line, vocabulary) if prose and line.links else ()
    if prose and (pointed := points_to_neighbours(line, vocabulary)):
        return Row(line, pointed, Statement(points=True))
    if (prose or text.endswith(".")) and (said := says_others(line, vocabulary)):
        return Row(line, passing, _without_title(said, passing), kept=True)
    step = prose and line.links and (led_to(line, vocabulary) or promised(line, vocabulary))
    if step:
        # "To be continued: [TITLE]", all of a line, is taken out.
        whole = vocabulary.phrases["to_be_continued"].match(text.lstrip("*_([ "))
        return Row(line, (step,), kept=whole is None)
    if not passing:
        cell = awaited_part(line, vocabulary)
        cell = cell or (to_come(line, vocabulary) if prose or text.endswith(".") else None)
        cell = cell or continued(line, vocabulary) or asked_for(line, vocabulary)
        cell = cell or announced(line, vocabulary)
        # "[To be continued in part 1.2](…)", all of a line, is taken out.
        return Row(line, (cell,), kept=cell.link is None) if cell else Row(line, cells)
    sure = mentions_series(line, vocabulary)
    name = name_of(sentence_of(text, [], vocabulary, line.linked)) if sure else None
    said = Statement(name=name, weak=not sure, points=True)
    return Row(line, passing, _without_title(said, passing), kept=True)


def _without_title(said: Statement, cells: Sequence[Cell]) -> Statement:
    """The statement, unnamed where the name is a neighbour's: "the previous part: [TITLE]"."""
    name = said.name
    titled = name is not None and any(name in (cell.title or "") for cell in cells)
    return replace(said, name=None) if titled else said


def _rows_of_rest(source: str, line: Line, vocabulary: Vocabulary) -> Iterator[Row]:
    """The rows of what stands beside a statement; a long rest is prose."""
    if len(line.text) > LONGEST_REST:
        yield Row(line, (PROSE,))
    elif (
        not line.links
        and len(line.text) < LONGEST_TITLE
        and (line.text.endswith(COLONS) or _leads_to_others(line, vocabulary))
    ):
        yield from _introduction(source, line, vocabulary)
    else:
        yield from read_rows(source, line, vocabulary)
