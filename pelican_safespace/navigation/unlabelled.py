"""A snippet without a label -> a cell: a link that markup or an arrow directs, a part, a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pelican_safespace.models import Direction
from pelican_safespace.navigation.addresses import (
    leads_through_pages,
    leads_to_overview,
    leads_to_section,
)
from pelican_safespace.navigation.cells import BESIDE, PROSE, Cell
from pelican_safespace.navigation.labelled import ADDRESS
from pelican_safespace.navigation.labels import (
    announced_part,
    has_no_title,
    is_beside,
    linked_number,
    part_number,
    read_label,
)
from pelican_safespace.navigation.link_titles import NOTE, hidden_title
from pelican_safespace.navigation.opening import opening_label
from pelican_safespace.navigation.pointing_links import (
    behind_pointer,
    number_pointed_to,
    without_pointer,
)
from pelican_safespace.navigation.series_names import titled
from pelican_safespace.navigation.snippets import LinkSpan, Snippet
from pelican_safespace.navigation.statements import may_state, read_statement
from pelican_safespace.navigation.title_numbers import title_number
from pelican_safespace.navigation.titles import (
    announced_later,
    arrow_direction,
    is_day,
    is_title,
    title_of,
    unmarked_title,
)
from pelican_safespace.navigation.words import (
    BACK,
    FILLERS,
    KINDS,
    LETTER,
    NAVIGATION,
    NEXT,
    OTHERS,
    PIECES,
    PLURALS,
    PREVIOUS,
    REST,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import LONGEST_LABEL
from pelican_safespace.source.outline import Link

MOST_OF_ALL = 3  # words of "All the articles"
MOST_BEHIND = 3  # words of a note behind a link beside the steps; with more it is a sentence
MOST_OF_RESOURCE = 3  # words before the colon of "Slides: [here]", "Source code on: [GitHub]"
LEAST_OF_LEAD = 4  # words of "Previous posts looked at"
MOST_OF_NOTE = 8  # words behind "[Part 1]"; with more it is a sentence
MOST_BEFORE_PART = 8  # words before the title in "You will find part 1 here: TITLE"

_HOME = "🏠🏡⌂"
_NO_PAGE = ("mailto:", "tel:")
_CODE = re.compile(r"^\s*<\w|\w=[\"']|[\w\"'/]>\s*$")  # "<item", "on='yes'>": no arrows
_CHAPTER = re.compile(r"\W*\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+")  # "4.3 [TITLE]"
_GAP = re.compile(r"\n|\s{2,}")


def read_told(snippet: Snippet, link: LinkSpan, told: Direction, vocabulary: Vocabulary) -> Cell:
    """Markup tells the direction; the text is the title, unless it is only a label."""
    if "rel" not in link[2].attributes and _leads_to_all(snippet, link, vocabulary):
        return BESIDE
    if has_no_title(snippet.words_between(link[0], link[1])):
        title = hidden_title(link[2], vocabulary)
    else:
        title = title_of(_without_label(snippet.text[link[0] : link[1]], vocabulary))
        if has_no_title(vocabulary.words(title)):
            title = ""  # "Previous" below the picture of an arrow
    known = any(word.role or word.number for word in snippet.words)
    foreign = bool(snippet.words) and not known
    return Cell("step", told, title or None, link[2], told=True, foreign=foreign)


def _leads_to_all(snippet: Snippet, link: LinkSpan, vocabulary: Vocabulary) -> bool:
    """Tell "Monthly Archives", and "All articles" above a title, from a neighbour's title."""
    first = _GAP.split(snippet.text[link[0] : link[1]].strip(), maxsplit=1)[0]
    words = vocabulary.words(first)
    if not 0 < len(words) <= MOST_OF_ALL or any(word.role & (PREVIOUS | NEXT) for word in words):
        return False
    every = words[0].role & OTHERS and all(word.role for word in words) and len(words) > 1
    return bool(every or vocabulary.says("collections", words[-1]))


def _without_label(text: str, vocabulary: Vocabulary) -> str:
    """The title below a label, perhaps behind a picture's text, or one that we have no words of.

    "Bài trước <br> TITLE"
    """
    *above, _ = lines = text.split("\n")
    for place, line in enumerate(above, 1):
        words = vocabulary.words(line)
        label = read_label(line, words, frozenset(), len(line))
        if label and label.count == len(words):
            return "\n".join(lines[place:])
    first, *rest = _GAP.split(text.strip(), maxsplit=1)
    titled = bool(rest) and LETTER.search(rest[0]) is not None  # not an arrow behind the title
    return rest[0] if titled and len(first) <= LONGEST_LABEL else text


def read_linked(snippet: Snippet, link: LinkSpan, vocabulary: Vocabulary) -> Cell:
    inner = title_of(snippet.text[link[0] : link[1]])
    if inner.isdecimal() and leads_through_pages(link[2]):
        return BESIDE
    if any(sign in snippet.inner for sign in _HOME) or link[2].href.startswith(_NO_PAGE):
        return BESIDE
    before = snippet.words_between(snippet.start, link[0])
    start = snippet.start
    if _CHAPTER.fullmatch(snippet.text, start, link[0]):
        start, before = link[0], ()
    if len(before) > 1 and before[-1].role & (OTHERS | FILLERS) and before[-2].role & SERIES:
        before = before[:-1]  # "Series index: [NAME]", "More of this series here: [NAME]"
    if _introduces(snippet, before, link):
        if before[-1].role & SERIES and is_beside(snippet.words_between(link[0], link[1])):
            return BESIDE  # "Series index: [Table of contents]"
        beginning = vocabulary.phrases["beginning"].match(snippet.text, before[0].start)
        if before[-1].role & SERIES and beginning:
            return Cell("part", title=inner, link=link[2], number=1)  # "Start of series: [TITLE]"
        if before[-1].role & SERIES:
            # "Other posts in this series: [NAME](/category/…)"
            if any(word.role & NAVIGATION for word in before):
                return BESIDE
            if len(snippet.links) > 1:
                return Cell("heading")  # of several parts none is its name
            rest = any(word.role & REST for word in before)
            says = rest or (len(before) > 2 and leads_to_section(link[2]))
            return Cell("statement" if says else "heading", name=inner)
        start, before = before[-1].end, ()
    if before and vocabulary.says("of", before[-1]) and (said := _said(snippet, vocabulary)):
        return said  # "Part 2 of [NAME]"
    if not before and snippet.span == (link[0], link[1]):
        start = behind_pointer(snippet, vocabulary)  # "[Read part 1]", an item of a list
        inner = title_of(snippet.text[start : link[1]])
    number = part_number(snippet.text, snippet.words_between(start, snippet.end))
    title, is_this = unmarked_title(title_of(snippet.text[start : snippet.end]), vocabulary)
    if is_this and (number is not None or not before or title == inner):
        if number is None:
            return Cell("title", title=title, here=True, within=title_number(title, vocabulary))
        return Cell("part", title=title, number=number, here=True)
    arrow = arrow_direction(snippet.text[start : snippet.end])
    if number is None and len(before) == 1 and ":" in snippet.text[before[0].end : link[0]]:
        number = before[0].number  # "One: TITLE"
    if number is not None and len(before) <= 2 and not arrow:
        behind = snippet.words_between(link[1], snippet.end)
        if len(behind) > MOST_OF_NOTE and not NOTE.match(snippet.text, link[1], snippet.end):
            return PROSE  # "[Part 1 of this series] told of …"
        return Cell("part", title=inner, link=link[2], number=number)
    announced = announced_part(snippet.text, before, link[0]) if len(before) > 2 else None
    this = announced and vocabulary.phrases["this"].match(snippet.text, before[0].start)
    if this and (said := _said(snippet, vocabulary)):
        return said  # "This post is part 2 of the series: [NAME]"
    own = linked_number(snippet.text, snippet.words_between(link[0], link[1]))
    if own not in (None, announced):
        announced = None  # "This is the second part: [Part 1]"
    if announced is not None and len(before) <= MOST_BEFORE_PART:
        return Cell("part", title=inner, link=link[2], number=announced)
    cell = _read_plain(snippet, link, before, arrow, vocabulary)
    number = number_pointed_to(snippet) if cell.kind == "step" else None
    return replace(cell, number=number) if number else cell


def _read_plain(
    snippet: Snippet,
    link: LinkSpan,
    before: tuple[Word, ...],
    arrow: Direction | None,
    vocabulary: Vocabulary,
) -> Cell:
    """A link that is no part with its number: something beside the steps, an arrow's, a title."""
    if before and vocabulary.phrases["nothing"].match(snippet.text, before[0].start):
        # "Coming soon, [subscribe]"
        return Cell("beside", title=title_of(snippet.inner), soon=True)
    noted = NOTE.match(snippet.text, link[1], snippet.end) is not None
    if before and _is_resource(snippet, link, before):
        return BESIDE
    if before or not noted:
        short = len(snippet.words_between(link[1], snippet.end)) <= MOST_BEHIND
        return BESIDE if noted and short and is_beside(before) else PROSE
    inner = title_of(snippet.text[link[0] : link[1]])
    words = snippet.words_between(link[0], link[1])
    if is_beside(words):
        return _beside(inner, words, link[2])
    if arrow:
        weak = linked_number(snippet.text, words) is None
        back = bool(words) and words[0].role & BACK
        if back and (weak or words[-1].role & OTHERS or leads_to_overview(link[2])):
            return _beside(inner, words, link[2])  # "← Back to NAME Home", "← Back to Case 1"
        # "« Previous question" beside "Next question »" is no title, whatever a question is.
        foreign = bool(words and words[0].role & (PREVIOUS | NEXT))
        named = inner if weak else without_pointer(inner, vocabulary)
        step = Cell("step", arrow, named, link[2], weak=weak, foreign=foreign)
        return replace(step, opening=opening_label(inner, vocabulary))
    cell = Cell("link", title=inner, link=link[2], within=title_number(inner, vocabulary))
    return replace(cell, opening=opening_label(inner, vocabulary))


def _is_resource(snippet: Snippet, link: LinkSpan, before: Sequence[Word]) -> bool:
    """Tell "Slides: [here]" in a bar of links; "Slides: [part 1]" could be of the parts."""
    if len(before) > MOST_OF_RESOURCE or snippet.inner == snippet.text:
        return False
    ends = not snippet.words_between(link[1], snippet.end)
    part = linked_number(snippet.text, snippet.words_between(link[0], link[1]))
    return ends and part is None and snippet.text[before[-1].end : link[0]].strip() == ":"


def _behind_number(snippet: Snippet, title: str) -> str:
    """The title behind "Chapter 53.", whose full stop ends no sentence."""
    rest = snippet.text[snippet.words[1].end : snippet.end]
    return rest.lstrip(". ") if rest.startswith(".") and rest.strip(". ") else title


def _named(snippet: Snippet) -> str:
    """What stands behind the number in "Part 3: TITLE"."""
    return title_of(snippet.text[snippet.words[1].end : snippet.end]).rstrip(" .!…")


def _introduces(snippet: Snippet, before: tuple[Word, ...], link: LinkSpan) -> bool:
    """Tell whether the words before a link introduce it: "Navigation:", "Series:", "Parts:"."""
    known = NAVIGATION | SERIES
    if part_number(snippet.text, snippet.words_between(link[0], link[1])) is not None:
        known |= PLURALS
    if not before or not before[-1].role & known or not is_beside(before):
        return False
    after = snippet.words_between(before[-1].end, link[0])
    gap = snippet.text[after[-1].end if after else before[-1].end : link[0]]
    colon = ":" in gap or bool(before[-1].role & SERIES and len(before) > 1)
    return colon and not LETTER.search(gap)


def _beside(title: str, words: tuple[Word, ...], link: Link | None = None) -> Cell:
    """Something beside the steps, though "The first week" might be a title after all."""
    return Cell("beside", title=title, link=link, weak=any(word.role & OTHERS for word in words))


def _behind_introduction(snippet: Snippet) -> Snippet:
    """The "Part 1" of "Parts: Part 1"."""
    first, *rest = snippet.words
    if not first.role & PLURALS or part_number(snippet.text, rest) is None:
        return snippet
    gap = snippet.text[first.end : rest[0].start]
    if gap.strip() != ":":
        return snippet
    return replace(snippet, start=rest[0].start, words=tuple(rest))


def _at_address(snippet: Snippet) -> Cell | None:
    """The part of "Read part 2 here: https://…", whose address is written out."""
    address = ADDRESS.search(snippet.text, snippet.start, snippet.end)
    if address is None or snippet.text[address.end() : snippet.end].strip(" .)*_"):
        return None
    before = snippet.words_between(snippet.start, address.start())
    if not before or not all(word.role or word.number for word in before):
        return None
    numbers = (part_number(snippet.text, pair) for pair in pairwise(before))
    number = next((number for number in numbers if number is not None), None)
    return Cell("part", link=Link.to(address[1]), number=number) if number is not None else None


def _said(snippet: Snippet, vocabulary: Vocabulary) -> Cell | None:
    """The statement that a snippet makes."""
    links = [(start - snippet.start, end - snippet.start) for start, end, _ in snippet.links]
    said = read_statement(snippet.inner, links, vocabulary) if may_state(snippet.words) else None
    if said is None or said.weak or (said.of is None and not said.name):
        return None
    return said.cell


def read_unlinked(snippet: Snippet, vocabulary: Vocabulary) -> Cell:
    if not snippet.words or snippet.inner.strip().isdecimal():
        return BESIDE  # "1 2 3", the pages of an index
    if is_day(snippet.inner.strip(), vocabulary):
        return BESIDE  # "11. September 2019" below a title
    snippet = _behind_introduction(snippet)
    if part := _at_address(snippet):
        return part
    title, is_this = unmarked_title(title_of(snippet.inner), vocabulary)
    title, soon = announced_later(title, vocabulary)
    number = part_number(snippet.text, snippet.words)
    named = title if number is None else _behind_number(snippet, title)
    if not is_title(named):
        return PROSE
    if said := _said(snippet, vocabulary):
        return said
    if number is not None and vocabulary.phrases["nothing"].fullmatch(_named(snippet)):
        return Cell("beside", title=title, soon=True)  # "Part 3: coming soon"
    arrow = arrow_direction(snippet.inner) if not _CODE.search(snippet.inner) else None
    if number is not None:
        # "Page 2 of 10" leads through an index.
        kind, *_, last = snippet.words
        counts = len(snippet.words) == 4 and last.number is not None
        piece = bool(kind.role & PIECES and not kind.role & KINDS)
        part = Cell("part", arrow, title=title, number=number, here=is_this, soon=soon)
        return replace(part, pages=piece and counts, piece=piece)
    if is_beside(snippet.words):
        # "Read on." is a sentence; "Home" and "Back to the list" are not.
        return PROSE if snippet.inner.endswith(".") else _beside(title, snippet.words)
    if _leads_to_several(snippet):
        return Cell("label", "previous", several=True)
    if snippet.words[-1].role & SERIES and len(snippet.inner) < len(snippet.text):
        return Cell("heading", name=titled(title, vocabulary))  # "NAME series | part 2 of 4"
    if arrow:
        return Cell("step", arrow, title, weak=True)
    counted = any(word.number for word in snippet.words)
    within = title_number(title, vocabulary) if counted else None
    return Cell("title", title=title, here=is_this, soon=soon, within=within)


def _leads_to_several(snippet: Snippet) -> bool:
    """Tell "Previous posts have looked at", above a list of them, from a title or a sentence."""
    if not LEAST_OF_LEAD <= len(snippet.words) <= MOST_OF_NOTE or snippet.inner != snippet.text:
        return False
    first, second, *_ = snippet.words
    several = bool(first.role & PREVIOUS and second.role & PLURALS and not second.role & KINDS)
    return several and snippet.text.rstrip()[-1:].isalpha()
