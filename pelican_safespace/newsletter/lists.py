"""Lists that are open while an article is read; what stands between items joins the one before."""

from __future__ import annotations

from pelican_safespace.newsletter.frames import Frame
from pelican_safespace.newsletter.inline import Inline
from pelican_safespace.newsletter.nodes import Block, Definition, Definitions, Listing
from pelican_safespace.newsletter.oneline import on_one_line


class ListFrame(Frame):
    """``ul`` and ``ol``; what stands between two items belongs to the first of them."""

    nests = True

    def __init__(self, *, ordered: bool, start: int, style: str) -> None:
        super().__init__()
        self.ordered, self.start, self.style = ordered, start, style
        self.items: list[list[Block]] = []

    def settle(self) -> None:
        self.close_paragraph()
        if self.blocks:
            if not self.items:
                self.items.append([])
            self.items[-1].extend(self.blocks)
            self.blocks = []

    def deliver(self, parent: Frame) -> None:
        self.settle()
        items = tuple(tuple(item) for item in self.items if item)
        if items:
            parent.blocks.append(Listing(items, self.ordered, self.start, self.style))


class ItemFrame(Frame):
    """``li``."""

    def deliver(self, parent: Frame) -> None:
        assert isinstance(parent, ListFrame)
        parent.settle()
        parent.items.append(self.blocks)


class DefinitionsFrame(Frame):
    """``dl``."""

    nests = True

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[tuple[list[tuple[Inline, ...]], list[Block]]] = []

    def settle(self) -> None:
        self.close_paragraph()
        if self.blocks:
            if not self.entries:
                self.entries.append(([], []))
            self.entries[-1][1].extend(self.blocks)
            self.blocks = []

    def deliver(self, parent: Frame) -> None:
        self.settle()
        if self.entries:
            entries = (Definition(tuple(terms), tuple(blocks)) for terms, blocks in self.entries)
            parent.blocks.append(Definitions(tuple(entries)))


class TermFrame(Frame):
    """``dt``; several in a row share what they mean."""

    def deliver(self, parent: Frame) -> None:
        assert isinstance(parent, DefinitionsFrame)
        parent.settle()
        term = on_one_line(self.blocks)
        if term:
            if not parent.entries or parent.entries[-1][1]:
                parent.entries.append(([], []))
            parent.entries[-1][0].append(term)
