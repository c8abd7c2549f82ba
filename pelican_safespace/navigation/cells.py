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
    announced_part,
    has_no_title,
    is_beside,
    part_number,
    read_label,
)
from pelican_safespace.navigation.snippets import LinkSpan, Snippet, snippets, words_of
from pelican_safespace.navigation.statements import may_state, read_statement
from pelican_safespace.navigation.titles import (
    announced_title,
    arrow_direction,
    is_title,
    title_of,
    unmarked_title,
)
from pelican_safespace.navigation.words import (
    FILLERS,
    KINDS,
    NAVIGATION,
    NEXT,
    OTHERS,
    PIECES,
    PREVIOUS,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import Link

Kind = Literal["step", "label", "part", "statement", "beside", "heading", "link", "title", "prose"]

MOST_UNLINKED = 320
"""Characters of a line outside its links; with more it is running text."""
LONGEST_LABEL = 24
MOST_BEFORE_PART = 8  # words before the title in "You will find part 1 here: TITLE"

# A note may follow a linked title: after a dash, a colon, in brackets; not simply more words.
_NOTE = re.compile(
    rf"[”\"’'»›)\]*_\s]*(?:$|[-–—:：(,;.|<>\U0001f300-\U0001faff{BACK_ARROWS}{ON_ARROWS}])"
)
_GAP = re.compile(r"\n|\s{2,}")
_LETTER = re.compile(r"[^\W\d_]")
# An address that a template would have filled in: this is the template.
_VARIABLE = re.compile(r"[{$]+[^'\"/%]*}+")
_PAGES = re.compile(
    r"(?:^|/)(?:page/?|index|comment-page-)\d+(?:\.html?)?/?(?:[?#]|$)|[?&](?:paged?|offset|start)=\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """What one link, or one label with its title, says.

    ``weak``: only an arrow or a word like "back" tells the direction, so it needs company; or,
    beside the steps, that it is hardly a title.
    ``labelled``: a label in words tells it, ``bare``: in a single word; ``told``: markup does.
    ``name`` is the series that a heading or statement names, ``number`` a part's, ``of`` how
    many there are; ``pages``: the link leads through an index' pages.
    """

    kind: Kind
    direction: Direction | None = None
    title: str | None = None
    link: Link | None = None
    weak: bool = False
    labelled: bool = False
    told: bool = False
    bare: bool = False
    name: str | None = None
    number: int | None = None
    of: int | None = None
    pages: bool = False

    @property
    def may_be_title(self) -> bool:
        """Tell whether it can be the title that a label waits for."""
        return self.kind in ("title", "link") or (
            self.kind == "beside" and bool(self.title) and not self.weak
        )

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
    # "Next in this series:" waits for its title; "The previous parts:" stands above a list.
    waits = len(cells) == 1 and cells[0].kind == "label" and not cells[0].pages
    if not waits and not any(cell.kind in ("step", "part") for cell in cells):
        heading = read_heading(line, words)
        if heading is not None:
            return (Cell("heading", heading.direction, name=heading.name),)
    return cells or (BESIDE,)


def _read(snippet: Snippet, around: Direction | None, vocabulary: Vocabulary) -> Cell:
    """A label in words comes first, then what the markup tells, then an arrow."""
    link = _main_link(snippet)
    label = _leading_label(snippet)
    told = (direction_of_link(link[2]) or around) if link else None
    if label is not None:
        cell = _read_labelled(snippet, label, link, vocabulary)
    elif link is not None and told:
        cell = _read_told(snippet, link, told, vocabulary)
    elif link is not None:
        cell = _read_linked(snippet, link, vocabulary)
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
    nowhere = not href or href.startswith(("#", "javascript:")) or _VARIABLE.fullmatch(href)
    return not nowhere


# With a label ---------------------------------------------------------------------------------


def _leading_label(snippet: Snippet) -> Label | None:
    words = snippet.words
    if not words or any(mark in snippet.text[snippet.start : words[0].start] for mark in "?!."):
        return None
    label = read_label(snippet.text, words, snippet.joints, snippet.end)
    if label is None and len(words) == 2 and words[0].role & (PREVIOUS | NEXT):
        # "Previous lab", "Next lab": all of a link, and a word that we do not know.
        first, last = words
        linked = any(a <= first.start and last.end <= b for a, b, _ in snippet.links)
        if linked and first.direction and not last.role and last.number is None:
            return Label(first.direction, last.end, 2, True, True, False)
    return label


def _read_labelled(
    snippet: Snippet, label: Label, link: LinkSpan | None, vocabulary: Vocabulary
) -> Cell:
    rest, start = _after_label(snippet, label)
    if label.weak and rest and is_beside(rest):
        return BESIDE
    if link is None:
        return _read_labelled_text(snippet, label, start if rest else None, vocabulary)
    step = Cell("step", label.direction, link=link[2], weak=label.weak, labelled=True)
    if not rest:
        return replace(step, title=_hidden_title(link[2], vocabulary))
    title = _linked_title(snippet, start, rest, link)
    if title is None:
        return PROSE
    is_part = part_number(title, vocabulary.words(title)) is not None
    return replace(step, title=title, weak=label.weak and not label.closed and not is_part)


def _read_labelled_text(
    snippet: Snippet, label: Label, start: int | None, vocabulary: Vocabulary
) -> Cell:
    """A label without a link, with its title from ``start`` on or alone."""
    if start is None:
        return Cell("label", label.direction, weak=label.weak)
    title = announced_title(title_of(snippet.text[start : snippet.end]))
    if vocabulary.phrases["nothing"].fullmatch(title):
        return BESIDE
    if not label.closed or not is_title(title):
        return PROSE
    bare = label.count == 1
    return Cell("step", label.direction, title, weak=label.weak, labelled=True, bare=bare)


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
    if not closed and all(word.role & (KINDS | PIECES | FILLERS | SERIES) for word in words):
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


def _read_told(snippet: Snippet, link: LinkSpan, told: Direction, vocabulary: Vocabulary) -> Cell:
    """Markup tells the direction; the text is the title, unless it is only a label."""
    if has_no_title(snippet.words_between(link[0], link[1])):
        title = _hidden_title(link[2], vocabulary)
    else:
        title = title_of(_without_label(snippet.text[link[0] : link[1]]))
    return Cell("step", told, title or None, link[2], told=True)


def _without_label(text: str) -> str:
    """The title below a label in a language that we have no words of: "Bài trước <br> TITLE"."""
    label, *rest = _GAP.split(text.strip(), maxsplit=1)
    return rest[0] if rest and len(label) <= LONGEST_LABEL else text


def _read_linked(snippet: Snippet, link: LinkSpan, vocabulary: Vocabulary) -> Cell:
    inner = title_of(snippet.text[link[0] : link[1]])
    before = snippet.words_between(snippet.start, link[0])
    start = snippet.start
    if _introduces(snippet, before, link):
        if before[-1].role & SERIES:
            return Cell("heading", name=inner)
        start, before = before[-1].end, ()
    number = part_number(snippet.text, snippet.words_between(start, snippet.end))
    title, is_this = unmarked_title(title_of(snippet.text[start : snippet.end]), vocabulary)
    if is_this and not before:
        return Cell("title" if number is None else "part", title=title, number=number)
    arrow = arrow_direction(snippet.text[start : snippet.end])
    if number is None and len(before) == 1 and ":" in snippet.text[before[0].end : link[0]]:
        number = before[0].number  # "One: TITLE"
    if number is not None and len(before) <= 2 and not arrow:
        return Cell("part", title=inner, link=link[2], number=number)
    announced = announced_part(snippet.text, before, link[0]) if len(before) > 2 else None
    if announced is not None and len(before) <= MOST_BEFORE_PART:
        return Cell("part", title=inner, link=link[2], number=announced)
    if before or not _NOTE.match(snippet.text, link[1], snippet.end):
        return BESIDE if before and is_beside(before) else PROSE
    if is_beside(words := snippet.words_between(link[0], link[1])):
        return _beside(inner, words, link[2])
    if arrow:
        return Cell("step", arrow, inner, link[2], weak=number is None)
    return Cell("link", title=inner, link=link[2])


def _introduces(snippet: Snippet, before: tuple[Word, ...], link: LinkSpan) -> bool:
    """Tell whether the words before a link introduce it: "Navigation:", "Series:"."""
    if not before or not before[-1].role & (NAVIGATION | SERIES) or not is_beside(before):
        return False
    gap = snippet.text[before[-1].end : link[0]]
    colon = ":" in gap or bool(before[-1].role & SERIES and len(before) > 1)
    return colon and not _LETTER.search(gap)


def _beside(title: str, words: tuple[Word, ...], link: Link | None = None) -> Cell:
    """Something beside the steps, though "The first week" might be a title after all."""
    return Cell("beside", title=title, link=link, weak=any(word.role & OTHERS for word in words))


def _read_unlinked(snippet: Snippet, vocabulary: Vocabulary) -> Cell:
    if not snippet.words:
        return BESIDE
    title, _ = unmarked_title(title_of(snippet.inner), vocabulary)
    if not is_title(title):
        return PROSE
    said = read_statement(snippet.inner, (), vocabulary) if may_state(snippet.words) else None
    if said is not None and (said.of is not None or said.name):
        return Cell("statement", name=said.name, number=said.part, of=said.of)
    number = part_number(snippet.text, snippet.words)
    if number is not None:
        # "Page 2 of 10" leads through an index.
        kind, *_, last = snippet.words
        counts = len(snippet.words) == 4 and last.number is not None
        pages = bool(counts and kind.role & PIECES and not kind.role & KINDS)
        return Cell("part", title=title, number=number, pages=pages)
    if is_beside(snippet.words):
        # "Read on." is a sentence; "Home" and "Back to the list" are not.
        return PROSE if snippet.inner.endswith(".") else _beside(title, snippet.words)
    if arrow := arrow_direction(snippet.inner):
        return Cell("step", arrow, title, weak=True)
    return Cell("title", title=title)
