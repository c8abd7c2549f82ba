"""A snippet of navigation -> a cell: "Previous: TITLE", "Part 2", "Home", a title, or prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from pelican_safespace.models import Direction
from pelican_safespace.navigation.directions import direction_around, direction_of_link
from pelican_safespace.navigation.headings import read_heading
from pelican_safespace.navigation.labels import (
    BACK_ARROWS,
    ON_ARROWS,
    Label,
    has_no_title,
    is_beside,
    part_number,
    read_label,
)
from pelican_safespace.navigation.snippets import LinkSpan, Snippet, snippets, words_of
from pelican_safespace.navigation.titles import (
    announced_title,
    arrow_direction,
    is_title,
    title_of,
    unmarked_title,
)
from pelican_safespace.navigation.words import FILLERS, KINDS, SERIES, Vocabulary, Word
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import Link

Kind = Literal["step", "label", "part", "beside", "heading", "link", "title", "prose"]

MOST_UNLINKED = 320
"""Characters of a line outside its links; with more it is running text."""

# A note may follow a linked title: after a dash, a colon, in brackets; not simply more words.
_NOTE = re.compile(
    rf"[”\"’'»›)\]*_\s]*(?:$|[-–—:：(,;.|<>\U0001f300-\U0001faff{BACK_ARROWS}{ON_ARROWS}])"
)
_LETTER = re.compile(r"[^\W\d_]")
_PAGES = re.compile(r"(?:^|/)page/?\d+/?(?:[?#]|$)|[?&](?:paged?|offset|start)=\d", re.IGNORECASE)


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """What one link, or one label with its title, says.

    ``weak``: only an arrow or a word like "back" tells the direction, so it needs company.
    ``labelled``: a label in words tells it; ``told``: markup does. ``name`` is the series that a
    heading names, ``number`` a part's; ``pages``: the link leads through an index' pages.
    """

    kind: Kind
    direction: Direction | None = None
    title: str | None = None
    link: Link | None = None
    weak: bool = False
    labelled: bool = False
    told: bool = False
    name: str | None = None
    number: int | None = None
    pages: bool = False

    @property
    def href(self) -> str | None:
        """Where the cell leads."""
        return self.link.href.strip() if self.link else None


PROSE = Cell("prose")
BESIDE = Cell("beside")


def read_cells(line: Line, vocabulary: Vocabulary, *, newlines: bool) -> tuple[Cell, ...]:
    """Return the cells of a line in order, at least one.

    ``newlines``: whether a newline in the text ends a cell, or is white space.
    """
    text = line.text if newlines else line.text.replace("\n", " ")
    return cells_of(line, text, words_of(line, text, vocabulary), vocabulary, newlines=newlines)


def cells_of(
    line: Line,
    text: str,
    words: tuple[Word, ...],
    vocabulary: Vocabulary,
    *,
    newlines: bool = False,
) -> tuple[Cell, ...]:
    """Return the cells of a line whose ``text`` and ``words`` are known."""
    if len(text) - sum(end - start for start, end, _ in line.links) > MOST_UNLINKED:
        return (PROSE,)
    around = direction_around(line.run.parent)
    cells = tuple(
        _read(snippet, around, vocabulary)
        for snippet in snippets(line, text, words, newlines=newlines)
    )
    if not any(cell.kind in ("step", "part") for cell in cells):
        heading = read_heading(line, words)
        if heading is not None:
            return (Cell("heading", name=heading.name),)
    return cells or (BESIDE,)


def _read(snippet: Snippet, around: Direction | None, vocabulary: Vocabulary) -> Cell:
    """A label in words comes first, then what the markup tells, then an arrow."""
    link = _main_link(snippet)
    label = _leading_label(snippet)
    if label is not None:
        cell = _read_labelled(snippet, label, link, vocabulary)
    elif link is not None:
        cell = _read_linked(snippet, link, around, vocabulary)
    else:
        cell = _read_unlinked(snippet, vocabulary)
    if (link and _PAGES.search(link[2].href)) or (label and label.plural):
        return replace(cell, pages=True)
    return cell


def _main_link(snippet: Snippet) -> LinkSpan | None:
    """The link that leads to the neighbour: the first with a title, else the first."""
    links = [one for one in snippet.links if _leads_somewhere(one[2])]
    for one in links:
        if not has_no_title(snippet.words_between(one[0], one[1])):
            return one
    return links[0] if links else None


def _leads_somewhere(link: Link) -> bool:
    href = link.href.strip().lower()
    return bool(href) and not href.startswith(("#", "javascript:"))


# With a label ---------------------------------------------------------------------------------


def _leading_label(snippet: Snippet) -> Label | None:
    if not snippet.words:
        return None
    lead = snippet.text[snippet.start : snippet.words[0].start]
    if any(mark in lead for mark in "?!."):
        return None
    return read_label(snippet.text, snippet.words, snippet.joints, snippet.end)


def _read_labelled(
    snippet: Snippet, label: Label, link: LinkSpan | None, vocabulary: Vocabulary
) -> Cell:
    direction, weak = label.direction, label.weak
    rest, start = _after_label(snippet, label)
    if weak and rest and is_beside(rest):
        return BESIDE
    if not rest:
        if link is None:
            return Cell("label", direction, weak=weak)
        title = _hidden_title(link[2], vocabulary)
        return Cell("step", direction, title, link[2], weak=weak, labelled=True)
    if link is None:
        title = announced_title(title_of(snippet.text[start : snippet.end]))
        if not label.closed or not is_title(title):
            return PROSE
        return Cell("step", direction, title, weak=weak, labelled=True)
    title = _linked_title(snippet, start, rest, link)
    if title is None:
        return PROSE
    is_part = part_number(title, vocabulary.words(title)) is not None
    weak = weak and not label.closed and not is_part
    return Cell("step", direction, title, link[2], weak=weak, labelled=True)


def _after_label(snippet: Snippet, label: Label) -> tuple[tuple[Word, ...], int]:
    """The words of the title and where it begins; none where the label is only said again."""
    words, end = snippet.words[label.count :], label.end
    while words:
        gap = snippet.text[end : words[0].start]
        again = read_label(snippet.text, words, snippet.joints, snippet.end)
        if ":" in gap or again is None or again.direction != label.direction:
            break
        end, words = again.end, words[again.count :]
    closed = bool(words) and ":" in snippet.text[end : words[0].start]
    if not closed and all(word.role & (KINDS | FILLERS | SERIES) for word in words):
        return (), end
    return words, end


def _linked_title(
    snippet: Snippet, start: int, rest: tuple[Word, ...], link: LinkSpan
) -> str | None:
    """The title that follows a label; None when the text is running on instead."""
    if start >= link[1]:
        # The label is the link: "[Next](url): TITLE".
        title = title_of(snippet.text[start : snippet.end])
        runs_on = not snippet.text[link[1] : rest[0].start].strip()
        return None if runs_on or not is_title(title) else title
    first = max(start, link[0])
    if _LETTER.search(snippet.text, start, first) or not _NOTE.match(
        snippet.text, link[1], snippet.end
    ):
        return None
    return title_of(snippet.text[first : link[1]])


def _hidden_title(link: Link, vocabulary: Vocabulary) -> str | None:
    """The title that a link shows only when it is pointed at."""
    title = link.attribute("title") if "title" in link.attributes else ""
    words = vocabulary.words(title)
    if label := read_label(title, words, frozenset(), len(title)):
        title = title[label.end :]
        words = words[label.count :]
    return None if has_no_title(words) or not is_title(title) else title_of(title)


# Without a label ------------------------------------------------------------------------------


def _read_linked(
    snippet: Snippet, link: LinkSpan, around: Direction | None, vocabulary: Vocabulary
) -> Cell:
    inner = snippet.text[link[0] : link[1]]
    words = snippet.words_between(link[0], link[1])
    if told := direction_of_link(link[2]) or around:
        title = _hidden_title(link[2], vocabulary) if has_no_title(words) else title_of(inner)
        return Cell("step", told, title or None, link[2], told=True)
    number = part_number(snippet.text, snippet.words)
    before = snippet.words_between(snippet.start, link[0])
    title, is_this = unmarked_title(title_of(snippet.inner), vocabulary)
    if is_this and not before:
        return Cell("title" if number is None else "part", title=title, number=number)
    arrow = arrow_direction(snippet.inner)
    if number is not None and len(before) <= 2 and not arrow:
        return Cell("part", title=title_of(inner), link=link[2], number=number)
    if before and is_beside(before):
        return BESIDE
    if before or not _NOTE.match(snippet.text, link[1], snippet.end):
        return PROSE
    if is_beside(words):
        return BESIDE
    if arrow:
        return Cell("step", arrow, title_of(inner), link[2], weak=number is None)
    return Cell("link", title=title_of(inner), link=link[2])


def _read_unlinked(snippet: Snippet, vocabulary: Vocabulary) -> Cell:
    if not snippet.words:
        return BESIDE
    title, _ = unmarked_title(title_of(snippet.inner), vocabulary)
    if not is_title(title):
        return PROSE
    number = part_number(snippet.text, snippet.words)
    if number is not None:
        return Cell("part", title=title, number=number)
    if is_beside(snippet.words):
        return BESIDE
    if arrow := arrow_direction(snippet.inner):
        return Cell("step", arrow, title, weak=True)
    return Cell("title", title=title)
