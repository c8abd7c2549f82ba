"""One line of series navigation -> cells: "Previous: TITLE", "Part 2", "Home", a title.

A line may hold several ("← A | Home | B →"); a cell is what one link, or one label, and the words
around it say. Cells are read one by one here; ``series`` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Literal

from pelican_safespace.labels import (
    BACK_ARROWS,
    ON_ARROWS,
    Direction,
    Label,
    Role,
    Vocabulary,
    Word,
    has_no_title,
    is_beside,
    part_number,
    read_label,
)
from pelican_safespace.lines import Line
from pelican_safespace.outline import HEADINGS, Block, Link

Kind = Literal["step", "label", "part", "beside", "heading", "link", "title", "prose"]

LONGEST_LINE = 2000
LONGEST_TITLE = 200
MOST_HEADING_WORDS = 14

_TITLES = HEADINGS | {"summary", "legend", "caption"}
_SEPARATOR = re.compile(r"[|•·∙│┃¦‖⋅●◦\t]")
_LINE_SEPARATOR = re.compile(r"[|•·∙│┃¦‖⋅●◦\t\n]")
_BACK = re.compile(rf"[{BACK_ARROWS}]|<")
_ON = re.compile(rf"[{ON_ARROWS}]|>")
_SENTENCE = re.compile(r"\w{2}[.!?…][”\"’')]*\s+[\w“\"'‘(]")
# A note may follow a linked title: after a dash, a colon, in brackets; not simply more words.
_NOTE = re.compile(
    r"[”\"’'»›)\]*_\s]*(?:$|[-–—:：(,;.|<>\U0001f300-\U0001faff" + BACK_ARROWS + ON_ARROWS + "])"
)
_QUOTED_TITLE = re.compile(r"[“„\"]([^“”„\"]{3,150}?)[,.]?[”“\"]\s*(?:[-–—:(]|$)")
_LETTER = re.compile(r"[^\W\d_]")
_PICTOGRAMS = r"\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\U0001f000-\U0001faff"
_SYMBOLS = rf"[{BACK_ARROWS}{ON_ARROWS}<>\s\u200b\u200d\ufe0f*_~#|•·:：,;–—\-{_PICTOGRAMS}]"
_LEADING_SYMBOLS = re.compile(rf"^{_SYMBOLS}+")
_TRAILING_SYMBOLS = re.compile(rf"{_SYMBOLS}+$")
_PAGES = re.compile(r"(?:^|/)page/?\d+/?(?:[?#]|$)|[?&](?:paged?|offset|start)=\d", re.IGNORECASE)
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Of such words the classes of navigation are made: "nav-previous" is, "next-steps" is not.
_CLASS_WORDS = frozenset(
    "nav navigation post posts page pager pagination paginav paginator link links item article"
    " articles entry prev previous next btn button older newer chapter chapters story card left"
    " right text single blog title label adjacent arrow nextpost prevpost go to paging series the"
    " col column pull align float more wrap wrapper inner container read up thumb".split()
)
_CLASS_BACK = frozenset({"prev", "previous", "older", "prevpost"})
_CLASS_ON = frozenset({"next", "newer", "nextpost"})


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """What one link, or one label with its title, says.

    ``weak``: only an arrow or a word like "back" tells the direction, so it needs company.
    ``labelled``: a label in words tells it. ``name`` is the series a heading names, ``number``
    a part's; ``pages``: it leads through an index' pages; ``told``: markup tells the direction.
    """

    kind: Kind
    direction: Direction | None = None
    title: str | None = None
    link: Link | None = None
    weak: bool = False
    labelled: bool = False
    name: str | None = None
    number: int | None = None
    pages: bool = False
    told: bool = False

    @property
    def href(self) -> str | None:
        """Where the cell leads."""
        return self.link.href.strip() if self.link else None


@dataclass(frozen=True, slots=True)
class Snippet:
    """The text of one cell, its links and the places where elements start or end."""

    text: str
    words: tuple[Word, ...]
    links: tuple[tuple[int, int, Link], ...]
    joints: Set[int]


def read_cells(line: Line, vocabulary: Vocabulary, *, newlines: bool) -> tuple[Cell, ...]:
    """Return the cells of a line in order; one of kind "prose" means running text.

    ``newlines``: whether a newline in the text ends a cell, or is white space.
    """
    if len(line.text) > LONGEST_LINE:
        return (Cell("prose"),)
    around = _direction_around(line.run.parent)
    cells = tuple(
        _read(snippet, around, vocabulary) for snippet in _snippets(line, vocabulary, newlines)
    )
    if not any(cell.kind in ("step", "part") for cell in cells):
        heading = _heading(line, vocabulary)
        if heading is not None:
            return (heading,)
    return cells or (Cell("beside"),)


# A line falls apart --------------------------------------------------------------------------


def _snippets(line: Line, vocabulary: Vocabulary, newlines: bool) -> Iterator[Snippet]:
    text = line.text if newlines else line.text.replace("\n", " ")
    separator = _LINE_SEPARATOR if newlines else _SEPARATOR
    start = 0
    for cut, after in _cuts(line, text, separator, vocabulary):
        yield from _snippet(line, text, start, cut, vocabulary)
        start = after
    yield from _snippet(line, text, start, len(text), vocabulary)


def _snippet(
    line: Line, text: str, start: int, end: int, vocabulary: Vocabulary
) -> Iterator[Snippet]:
    """The stretch as a snippet, unless there is nothing in it."""
    links = tuple(
        (a - start, b - start, link) for a, b, link in line.links if start <= a <= b <= end
    )
    stretch = text[start:end]
    if links or stretch.strip():
        yield Snippet(
            stretch, vocabulary.words(stretch), links, {joint - start for joint in line.joints}
        )


def _cuts(
    line: Line, text: str, separator: re.Pattern[str], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Where a cell ends and where the next one begins."""
    last, before = 0, None
    for start, end, link in line.links:
        if start < last:
            continue
        gap = text[last:start]
        separators = list(separator.finditer(gap))
        yield from ((last + found.start(), last + found.end()) for found in separators)
        if before is not None and not separators:
            cut = _cut_between(line, text, last, start, vocabulary)
            if cut is not None and before.href != link.href:
                yield cut, cut
        last, before = end, link
    tail = text[last:]
    separators = list(separator.finditer(tail))
    yield from ((last + found.start(), last + found.end()) for found in separators)
    if before is not None and not separators:
        cut = _label_between(line, text, last, len(text), vocabulary)
        if cut is not None:
            yield cut, cut


def _cut_between(line: Line, text: str, start: int, end: int, vocabulary: Vocabulary) -> int | None:
    """Where the text between two links falls apart: "[A] → ← [B]", "[A] Next: [B]"."""
    gap = text[start:end]
    if _LETTER.search(gap):
        return _label_between(line, text, start, end, vocabulary)
    back, on = _BACK.search(gap), _ON.search(gap)
    if on and not (back and back.start() < on.start()):
        leads = _BACK.search(text[: line.links[0][0]]) and not _ON.search(text[line.links[-1][1] :])
        return start + (on.start() if leads else on.end())
    return start + back.start() if back else end


def _label_between(
    line: Line, text: str, start: int, end: int, vocabulary: Vocabulary
) -> int | None:
    words = vocabulary.words(text[:end] if end < len(text) else text)
    for index, word in enumerate(words):
        if word.start >= start and word.direction is not None:
            first = index
            while (
                first and words[first - 1].start >= start and words[first - 1].role & Role.FILLERS
            ):
                first -= 1
            label = read_label(text, words[first:], line.joints)
            return words[first].start if label else None
    return None


# One cell is read ----------------------------------------------------------------------------


def _read(snippet: Snippet, around: Direction | None, vocabulary: Vocabulary) -> Cell:
    """A label in words comes first, then what the markup tells, then an arrow."""
    link = _main_link(snippet, vocabulary)
    label = _leading_label(snippet)
    if label is not None:
        cell = _labelled(snippet, label, link, vocabulary)
    elif link is not None:
        cell = _linked(snippet, link, around, vocabulary)
    else:
        cell = _unlinked(snippet, vocabulary)
    if (link and _PAGES.search(link[2].href)) or (label and label.plural):
        return replace(cell, pages=True)
    return cell


def _main_link(snippet: Snippet, vocabulary: Vocabulary) -> tuple[int, int, Link] | None:
    """The link that leads to the neighbour: the first with a title, else the first."""
    links = [one for one in snippet.links if _leads_somewhere(one[2])]
    titled = (
        one for one in links if not has_no_title(vocabulary.words(snippet.text[one[0] : one[1]]))
    )
    return next(titled, links[0] if links else None)


def _leads_somewhere(link: Link) -> bool:
    href = link.href.strip().lower()
    return bool(href) and not href.startswith(("#", "javascript:"))


def _leading_label(snippet: Snippet) -> Label | None:
    if not snippet.words or re.search(r"[?!.]", snippet.text[: snippet.words[0].start]):
        return None
    return read_label(snippet.text, snippet.words, snippet.joints)


def _labelled(
    snippet: Snippet, label: Label, link: tuple[int, int, Link] | None, vocabulary: Vocabulary
) -> Cell:
    direction = label.direction
    start = _after_label(snippet, label)
    rest = snippet.words[:0] if start is None else _words_from(snippet, start)
    if label.weak and rest and is_beside(rest):
        return Cell("beside")
    if not rest:
        if link is None:
            return Cell("label", direction, weak=label.weak)
        title = _hidden_title(link[2], vocabulary)
        return Cell("step", direction, title, link[2], weak=label.weak, labelled=True)
    assert start is not None
    if link is None:
        title = _announced(title_of(snippet.text[start:]))
        if not label.closed or not _is_title(title):
            return Cell("prose")
        return Cell("step", direction, title, weak=label.weak, labelled=True)
    title = _linked_title(snippet, start, link)
    if title is None:
        return Cell("prose")
    is_part = part_number(vocabulary.words(title), title) is not None
    weak = label.weak and not label.closed and not is_part
    return Cell("step", direction, title, link[2], weak=weak, labelled=True)


def _hidden_title(link: Link, vocabulary: Vocabulary) -> str | None:
    """The title that a link shows only when it is pointed at."""
    title = link.attribute("title") if "title" in link.attributes else ""
    words = vocabulary.words(title)
    if label := read_label(title, words, frozenset()):
        title = title[label.end :]
        words = vocabulary.words(title)
    return None if has_no_title(words) or not _is_title(title) else title_of(title)


def _linked_title(snippet: Snippet, start: int, link: tuple[int, int, Link]) -> str | None:
    """The title that follows a label; None when the text is running on instead."""
    if start >= link[1]:
        # The label is the link: "[Next](url): TITLE".
        title = title_of(snippet.text[start:])
        before = snippet.text[link[1] : _words_from(snippet, start)[0].start]
        return title if before.strip() and _is_title(title) else None
    between = snippet.text[start : max(start, link[0])]
    if _LETTER.search(between) or not _NOTE.match(snippet.text[link[1] :]):
        return None
    return title_of(snippet.text[max(start, link[0]) : link[1]])


def _after_label(snippet: Snippet, label: Label) -> int | None:
    """Where the title begins; None when there is only the label, or it is said again."""
    words = snippet.words[label.words :]
    end = label.end
    while words:
        gap = snippet.text[end : words[0].start]
        again = read_label(snippet.text, words, snippet.joints)
        if ":" in gap or again is None or again.direction != label.direction:
            break
        end, words = again.end, words[again.words :]
    said = ":" not in snippet.text[end : words[0].start] if words else True
    if said and all(word.role & (Role.KINDS | Role.FILLERS | Role.SERIES) for word in words):
        return None
    return end


def _words_from(snippet: Snippet, start: int) -> tuple[Word, ...]:
    return tuple(word for word in snippet.words if word.start >= start)


def _linked(
    snippet: Snippet,
    link: tuple[int, int, Link],
    around: Direction | None,
    vocabulary: Vocabulary,
) -> Cell:
    inner = snippet.text[link[0] : link[1]]
    words = vocabulary.words(inner)
    told = _direction_of_link(link[2]) or around
    if told:
        title = _hidden_title(link[2], vocabulary) if has_no_title(words) else title_of(inner)
        return Cell("step", told, title or None, link[2], told=True)
    number = part_number(snippet.words, snippet.text)
    before = tuple(word for word in snippet.words if word.start < link[0])
    title, current = _marked(title_of(snippet.text), vocabulary)
    if current and not before:
        return Cell("title" if number is None else "part", title=title, number=number)
    arrow = _arrow(snippet.text)
    if number is not None and len(before) <= 2 and not arrow:
        return Cell("part", title=title_of(inner), link=link[2], number=number)
    if before and is_beside(before):
        return Cell("beside")
    if before or not _NOTE.match(snippet.text[link[1] :]):
        return Cell("prose")
    if is_beside(words):
        return Cell("beside")
    if arrow:
        return Cell("step", arrow, title_of(inner), link[2], weak=number is None)
    return Cell("link", title=title_of(inner), link=link[2])


def _unlinked(snippet: Snippet, vocabulary: Vocabulary) -> Cell:
    if not snippet.words:
        return Cell("beside")
    title, _ = _marked(title_of(snippet.text), vocabulary)
    number = part_number(snippet.words, snippet.text)
    if not _is_title(title):
        return Cell("prose")
    if number is not None:
        return Cell("part", title=title, number=number)
    if is_beside(snippet.words):
        return Cell("beside")
    if arrow := _arrow(snippet.text):
        return Cell("step", arrow, title, weak=True)
    return Cell("title", title=title)


def _announced(text: str) -> str:
    """The title in "“TITLE” — what it will be about"."""
    quoted = _QUOTED_TITLE.match(text)
    return quoted[1] if quoted else text


def _marked(title: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    """The title without "(this post)", and whether it was marked so."""
    found = vocabulary.phrases["current"].search(title)
    if found is None:
        return title, False
    bare = title_of(title[: found.start()].rstrip(" ([<-–—←")) or title
    return bare, True


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and not _SENTENCE.search(text) and bool(_LETTER.search(text))


def _arrow(text: str) -> Direction | None:
    """The direction an arrow before or behind the text tells."""
    lead = _LEADING_SYMBOLS.match(text)
    tail = _TRAILING_SYMBOLS.search(text)
    back = bool(lead and _BACK.search(lead[0]))
    on = bool((tail and _ON.search(tail[0])) or (lead and _ON.search(lead[0])))
    if back == on or _is_quoted(text):
        return None
    return "previous" if back else "next"


def _is_quoted(text: str) -> bool:
    return "«" in text and "»" in text and text.index("«") < text.rindex("»")


def title_of(text: str) -> str:
    """A title without the arrows, symbols and brackets around it."""
    text = text.replace("\n", " ").strip()
    if not _is_quoted(text):
        text = _TRAILING_SYMBOLS.sub("", _LEADING_SYMBOLS.sub("", text))
    for opening, closing in ("()", "[]"):
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1]
    return text


# What markup tells ---------------------------------------------------------------------------


def _direction_of_link(link: Link) -> Direction | None:
    if "rel" in link.attributes:
        rel = link.attribute("rel").lower().split()
        if "next" in rel:
            return "next"
        if "prev" in rel or "previous" in rel:
            return "previous"
    return _direction_of(link)


def _direction_around(block: Block | None) -> Direction | None:
    """The direction that the classes of the surrounding blocks tell, the nearest first."""
    for _ in range(4):
        if block is None:
            return None
        if block.attributes and (direction := _direction_of(block)):
            return direction
        block = block.parent
    return None


def _direction_of(element: Block | Link) -> Direction | None:
    """The direction in "nav-previous", "pagination__link--next"; none in "next-steps"."""
    if "class" not in element.attributes and "id" not in element.attributes:
        return None
    found: list[Direction] = []
    for name in f"{element.attribute('class')} {element.attribute('id')}".split():
        parts = {part.lower() for part in _CLASS_WORD.findall(name)}
        back, on = bool(parts & _CLASS_BACK), bool(parts & _CLASS_ON)
        if back != on and parts <= _CLASS_WORDS:
            found.append("previous" if back else "next")
    return found[0] if len(set(found)) == 1 else None


# What stands above a block -------------------------------------------------------------------


def _heading(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """The heading of a block: "About this series", "Post navigation", "The Grief series:"."""
    text = line.text.strip()
    titles = line.run.parent.name in _TITLES
    stands_out = titles or line.strong or text.endswith((":", "："))
    if not stands_out or len(text) > LONGEST_TITLE or _SENTENCE.search(text):
        return None
    words = vocabulary.words(text)
    if not words or len(words) > MOST_HEADING_WORDS:
        return None
    if any(word.role & Role.SERIES for word in words):
        return Cell("heading", name=_heading_name(text, words))
    directions = {word.direction for word in words} - {None}
    if any(word.role & Role.NAVIGATION for word in words) or (
        len(directions) == 2 and all(word.role for word in words)
    ):
        return Cell("heading")
    return None


def _heading_name(text: str, words: tuple[Word, ...]) -> str | None:
    """The series' name: in quotes, after "series:", before "series"."""
    quoted = re.search(r"[“„«\"]\s?([^“”„«»\"]{2,120}?)\s?[”“»\"]", text)
    if quoted:
        return quoted[1]
    noun = next(index for index, word in enumerate(words) if word.role & Role.SERIES)
    after = re.match(r"\s*[:：–—-]\s*(?=\w)", text[words[noun].end :])
    if after:
        return title_of(text[words[noun].end + after.end() :]) or None
    first = 0
    plain = Role.ABOUT | Role.FILLERS | Role.KINDS | Role.PLURALS | Role.OTHERS
    if all(word.role & plain for word in words[:noun]):
        return None
    while (
        first < noun
        and words[first].role & plain
        and (not first or text[words[first].start].islower())
    ):
        first += 1
    return title_of(text[words[first].start : words[noun].start]) if first < noun else None
