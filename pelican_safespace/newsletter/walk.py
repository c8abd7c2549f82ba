"""A walk through an article's tree that opens and closes frames as it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pelican_safespace.newsletter.addresses import address, same_page
from pelican_safespace.newsletter.containers import opened
from pelican_safespace.newsletter.frames import Frame
from pelican_safespace.newsletter.nodes import DEEPEST, Block, Divider
from pelican_safespace.newsletter.runs import Mark, Run
from pelican_safespace.newsletter.tables import TableFrame
from pelican_safespace.newsletter.tree import Element
from pelican_safespace.newsletter.vocabulary import (
    AROUND,
    DROPPED,
    INLINE,
    LABEL,
    MARKS,
    is_hidden,
    is_sign,
    language,
)
from pelican_safespace.newsletter.whole import take_whole


@dataclass(slots=True)
class _Visit:
    """An element the walk is in: its children to come, and what is to be undone after it."""

    children: Iterator[Element | str]
    marks: tuple[Mark, ...] = ()
    is_block: bool = False
    frame: Frame | None = None
    ending: str = ""
    #: a cell of a table that only arranges what is in it
    is_flat_cell: bool = False


class Walk:
    """A walk through an article's tree, depth first, with a stack of its own."""

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.frames: list[Frame] = [Frame()]
        self.nested = 0
        self.outline: list[int] = []
        self.marks: tuple[Mark, ...] = ()
        self.serial = 0

    @property
    def frame(self) -> Frame:
        """The innermost container that is open."""
        return self.frames[-1]

    def through(self, root: Element) -> tuple[Block, ...]:
        visits = [_Visit(iter(root.children))]
        while visits:
            for child in visits[-1].children:
                if isinstance(child, str):
                    self.frame.runs.append(Run(child, self.marks))
                elif visit := self._enter(child):
                    visits.append(visit)
                    break
            else:
                self._leave(visits.pop())
        self.frame.close_paragraph()
        return tuple(_without_idle_dividers(self.frame.blocks))

    def _enter(self, element: Element) -> _Visit | None:
        """Begin an element; None when nothing in it is left to visit."""
        tag = element.tag
        if tag in DROPPED or is_hidden(element) or is_sign(element):
            return None
        if take_whole(element, self.frame, self.marks, self.base):
            return None
        visit = _Visit(iter(element.children), self.marks, tag not in INLINE)
        if visit.is_block:
            self._begin_paragraph(tag)
            visit.frame = opened(element, self.frame, self.outline, deep=self.nested >= DEEPEST)
            visit.is_flat_cell = tag == "td" and visit.frame is None
            if visit.frame:
                self.frames.append(visit.frame)
                self.nested += visit.frame.nests
        self._mark(element)
        if tag in AROUND:
            beginning, visit.ending = AROUND[tag]
            self.frame.runs.append(Run(beginning, self.marks))
        return visit

    def _leave(self, visit: _Visit) -> None:
        if visit.ending:
            self.frame.runs.append(Run(visit.ending, self.marks))
        self.marks = visit.marks
        if visit.is_block:
            if not (visit.is_flat_cell and self._says_a_label()):
                self.frame.close_paragraph()
            if isinstance(self.frame, TableFrame):
                self.frame.in_head = False
        if visit.frame:
            self.frames.pop()
            self.nested -= visit.frame.nests
            visit.frame.deliver(self.frame)

    def _begin_paragraph(self, tag: str) -> None:
        """A footnote's number stays in the line of the text that follows it."""
        if tag in ("p", "td", "div", "dd") and self._says_a_label():
            self.frame.runs.append(Run(" "))
        else:
            self.frame.close_paragraph()

    def _says_a_label(self) -> bool:
        """Whether the paragraph so far is a footnote's number and nothing else."""
        runs = self.frame.runs
        if not 0 < len(runs) < 9:
            return False
        said = "".join(run.node for run in runs if isinstance(run.node, str))
        return LABEL.match(said) is not None

    def _mark(self, element: Element) -> None:
        """Note what an element says about the text inside it; each kind of mark once."""
        lang, direction = language(element)
        if lang or direction:
            self._set_mark(Mark("span", "", self._next(), lang, direction))
        tag = MARKS.get(element.tag)
        if tag and all(mark.tag != tag for mark in self.marks):
            self._set_mark(Mark(tag, "", self._next()))
        elif element.tag == "a" and not same_page(element.get("href"), self.base):
            url = address(element.get("href"), self.base) if element.get("href") else None
            if url:
                self._set_mark(Mark("a", url, self._next()))

    def _set_mark(self, mark: Mark) -> None:
        self.marks = (*(other for other in self.marks if other.tag != mark.tag), mark)

    def _next(self) -> int:
        self.serial += 1
        return self.serial


def _without_idle_dividers(blocks: list[Block]) -> list[Block]:
    """A divider divides: none at the start or the end, no two in a row."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Divider) and (not kept or isinstance(kept[-1], Divider)):
            continue
        kept.append(block)
    if kept and isinstance(kept[-1], Divider):
        kept.pop()
    return kept
