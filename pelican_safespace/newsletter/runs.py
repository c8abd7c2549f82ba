"""Runs of text -> paragraphs: white space, line breaks, pictures between the lines.

A run is a piece of a line with the marks it lies in, outermost first. A list of runs needs no
recursion however deep the marks were in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, cast

from pelican_safespace.newsletter.inline import (
    Break,
    Inline,
    InlineImage,
    Link,
    Span,
    SpanTag,
    Text,
    plain,
)
from pelican_safespace.newsletter.nodes import Block, Figure, Paragraph
from pelican_safespace.newsletter.pictures import is_small

#: HTML's white space, which browsers show as one space; a no-break space is not among it.
_SPACE = re.compile(r"[ \t\n\r\f\u2028\u2029]+")
#: What shows as nothing: a paragraph of these alone is empty.
_NOTHING = "\u200b\u200c\u200d\u2060\u00ad\ufe0f"


class Mark(NamedTuple):
    """An inline element the text is in; ``serial`` tells two neighbours apart."""

    tag: str
    value: str
    serial: int
    lang: str | None = None
    dir: str | None = None


class Run(NamedTuple):
    """A piece of text, a break or a picture, and its marks."""

    node: str | Break | InlineImage
    marks: tuple[Mark, ...] = ()


def paragraphs(runs: Sequence[Run]) -> Iterator[Block]:
    """Yield the paragraphs and figures that ``runs`` make, nothing when all of it is empty.

    Two breaks in a row begin a new paragraph; a picture larger than a letter stands on its own.
    """
    line: list[Run] = []
    spoken = {mark.serial for run in runs if _says_something(run) for mark in run.marks}
    for run in runs:
        if isinstance(run.node, InlineImage) and not is_small(run.node.picture):
            yield from _paragraph(line)
            line = []
            yield _figure(run.node, run.marks, spoken)
        elif isinstance(run.node, Break) and _ends_paragraph(line):
            yield from _paragraph(line)
            line = []
        else:
            line.append(run)
    yield from _paragraph(line)


def _ends_paragraph(line: list[Run]) -> bool:
    """Whether a break comes right after another one."""
    for run in reversed(line):
        if isinstance(run.node, Break):
            return True
        if isinstance(run.node, InlineImage) or run.node.strip(" \t\n\r\f"):
            return False
    return False


def _paragraph(line: list[Run]) -> Iterator[Paragraph]:
    content = inline(line)
    shown = plain(content).strip().strip(_NOTHING)
    if shown or any(isinstance(run.node, InlineImage) for run in line):
        yield Paragraph(content)


def _says_something(run: Run) -> bool:
    return isinstance(run.node, str) and not run.node.isspace()


def _figure(image: InlineImage, marks: tuple[Mark, ...], spoken: set[int]) -> Figure:
    """A picture without words beside the words of the same link needs no link of its own."""
    link = next((mark for mark in marks if mark.tag == "a"), None)
    if link is None or (not image.picture.alt and link.serial in spoken):
        return Figure(image.picture, described=image.described)
    return Figure(image.picture, url=link.value, described=image.described)


def inline(runs: Sequence[Run]) -> tuple[Inline, ...]:
    """Return the inline nodes of one line: single spaces, none at its ends or at breaks."""
    return _fold(_spaced(runs), 0)


def _spaced(runs: Sequence[Run]) -> list[Run]:
    spaced: list[Run] = []
    for run in runs:
        if isinstance(run.node, str):
            text = _SPACE.sub(" ", run.node)
            if _at_edge(spaced):
                text = text.removeprefix(" ")
            if text:
                spaced.append(Run(text, run.marks))
        else:
            if isinstance(run.node, Break):
                _trim(spaced)
                if not spaced:
                    continue
            spaced.append(run)
    _trim(spaced, " \xa0")
    while spaced and isinstance(spaced[-1].node, Break):
        spaced.pop()
        _trim(spaced, " \xa0")
    return spaced


def _at_edge(spaced: list[Run]) -> bool:
    """Whether a space here would stand at the line's start or beside another one."""
    if not spaced:
        return True
    node = spaced[-1].node
    return isinstance(node, Break) or (isinstance(node, str) and node.endswith(" "))


def _trim(spaced: list[Run], what: str = " ") -> None:
    """Take white space from the end of the line."""
    while spaced and isinstance(spaced[-1].node, str) and spaced[-1].node[-1:] in what:
        run = spaced.pop()
        text = cast(str, run.node).rstrip(what)
        if text:
            spaced.append(Run(text, run.marks))


def _fold(runs: Sequence[Run], depth: int) -> tuple[Inline, ...]:
    """Group runs by their mark at ``depth``; marks are few, so this recursion is shallow."""
    folded: list[Inline] = []
    for mark, group in groupby(runs, lambda run: run.marks[depth : depth + 1]):
        if mark:
            folded.append(_marked(mark[0], _fold(list(group), depth + 1)))
        else:
            folded.extend(_bare(group))
    return tuple(folded)


def _marked(mark: Mark, content: tuple[Inline, ...]) -> Inline:
    if mark.tag == "a":
        return Link(mark.value, content)
    return Span(cast(SpanTag, mark.tag), content, mark.lang, mark.dir)


def _bare(group: Iterator[Run]) -> Iterator[Inline]:
    for is_text, runs in groupby(group, lambda run: isinstance(run.node, str)):
        if is_text:
            yield Text("".join(cast(str, run.node) for run in runs))
        else:
            yield from (cast(Inline, run.node) for run in runs)
