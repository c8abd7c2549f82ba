"""Containers that are open while an article is read, and what each makes of its content.

A frame gathers runs and blocks; when its element ends it delivers itself to the frame around it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pelican_safespace.newsletter.inline import Break, Inline, Span, plain
from pelican_safespace.newsletter.nodes import (
    Aside,
    Block,
    Figure,
    Heading,
    Paragraph,
    Quote,
)
from pelican_safespace.newsletter.oneline import on_one_line
from pelican_safespace.newsletter.runs import Run, paragraphs

#: How docutils begins a footnote or citation.
_FOOTNOTE = re.compile(r"\[[^\]\s]{1,20}\]")


class Frame:
    """The article as a whole, and what every container has: runs not yet a paragraph, blocks."""

    #: Whether it is one of those that lie in each other at most ``DEEPEST`` deep.
    nests = False

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.blocks: list[Block] = []

    def close_paragraph(self) -> None:
        """What was said so far is a paragraph of its own."""
        if self.runs:
            self.blocks.extend(paragraphs(self.runs))
            self.runs.clear()

    def add(self, block: Block) -> None:
        """Add a block after all that was said before it."""
        self.close_paragraph()
        self.blocks.append(block)

    def deliver(self, parent: Frame) -> None:
        """Hand what was gathered to the frame around this one."""
        parent.blocks.extend(self.blocks)


class QuoteFrame(Frame):
    """``blockquote``."""

    nests = True

    def deliver(self, parent: Frame) -> None:
        if self.blocks:
            parent.blocks.append(Quote(tuple(self.blocks)))


class AsideFrame(Frame):
    """``aside`` and the boxes of other systems; a footnote is not a box."""

    nests = True

    def deliver(self, parent: Frame) -> None:
        if self.blocks and not _is_footnote(self.blocks[0]):
            parent.blocks.append(Aside(tuple(_titled(self.blocks))))
        else:
            parent.blocks.extend(self.blocks)


def _is_footnote(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_FOOTNOTE.match(plain(block.content)))


def _titled(blocks: list[Block]) -> list[Block]:
    """A box often begins with its title ("Note", "For the evening") as a paragraph."""
    match blocks:
        case [Paragraph(content), _, *_] if _is_title(plain(content)):
            return [Paragraph((Span("strong", content),)), *blocks[1:]]
    return blocks


def _is_title(text: str) -> bool:
    return len(text) <= 60 and text[-1:] not in ".,;:!?…"


class HeadingFrame(Frame):
    """``h1`` to ``h6``; pictures in a heading follow it."""

    def __init__(self, level: int, outline: list[int]) -> None:
        super().__init__()
        self.level, self.outline = level, outline

    def deliver(self, parent: Frame) -> None:
        content = on_one_line(block for block in self.blocks if not isinstance(block, Figure))
        if content:
            while self.outline and self.outline[-1] >= self.level:
                self.outline.pop()
            self.outline.append(self.level)
            parent.blocks.append(Heading(len(self.outline), content))
        parent.blocks.extend(block for block in self.blocks if isinstance(block, Figure))


class CaptionedFrame(Frame):
    """What may have a caption; ``caption_at`` is how many blocks stood before it."""

    def __init__(self) -> None:
        super().__init__()
        self.caption: tuple[Inline, ...] = ()
        self.caption_at = 0


class FigureFrame(CaptionedFrame):
    """``figure``; a caption of anything but one picture is a small paragraph."""

    nests = True

    def deliver(self, parent: Frame) -> None:
        match self.blocks:
            case [Figure(caption=()) as figure] if self.caption:
                self.blocks = [replace(figure, caption=self.caption)]
            case _ if self.caption:
                small = Paragraph((Span("small", self.caption),))
                self.blocks.insert(self.caption_at, small)
        super().deliver(parent)


class CaptionFrame(Frame):
    """``figcaption`` and a table's ``caption``."""

    def deliver(self, parent: Frame) -> None:
        assert isinstance(parent, CaptionedFrame)
        line = on_one_line(self.blocks)
        parent.caption = (*parent.caption, Break(), *line) if parent.caption else line
        parent.caption_at = len(parent.blocks)
