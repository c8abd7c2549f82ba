"""Which container an element opens, inside the one that is open."""

from __future__ import annotations

import re

from pelican_safespace.newsletter.frames import (
    AsideFrame,
    CaptionFrame,
    FigureFrame,
    Frame,
    HeadingFrame,
    QuoteFrame,
)
from pelican_safespace.newsletter.lists import DefinitionsFrame, ItemFrame, ListFrame, TermFrame
from pelican_safespace.newsletter.tables import CellFrame, RowFrame, TableFrame, holds_data
from pelican_safespace.newsletter.tree import Element
from pelican_safespace.newsletter.vocabulary import is_box


def opened(element: Element, parent: Frame, outline: list[int], *, deep: bool) -> Frame | None:
    """Return what an element opens, None when it is a paragraph or holds paragraphs.

    ``outline`` are the levels of the headings so far. ``deep`` tells that nothing may nest any
    more: what could joins the frame around it.
    """
    tag = element.tag
    match tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return HeadingFrame(int(tag[1]), outline)
        case "blockquote" if not deep:
            return QuoteFrame()
        case "ul" | "ol" | "menu" | "dir" if not deep:
            return _list_frame(element)
        case "li" if isinstance(parent, ListFrame):
            return ItemFrame()
        case "dl" if not deep:
            return DefinitionsFrame()
        case "dt" if isinstance(parent, DefinitionsFrame):
            return TermFrame()
        case "figure" if not deep:
            return FigureFrame()
        case "figcaption" if isinstance(parent, FigureFrame):
            return CaptionFrame()
        case "caption" if isinstance(parent, TableFrame):
            return CaptionFrame()
        case "table" if holds_data(element):
            return TableFrame()
        case "thead" | "tbody" | "tfoot" if isinstance(parent, TableFrame):
            parent.in_head = tag == "thead"
        case "tr" if isinstance(parent, TableFrame):
            return RowFrame()
        case "td" | "th" if isinstance(parent, RowFrame):
            return CellFrame(element)
        case _ if not deep and is_box(element):
            return AsideFrame()
    return None


def _list_frame(element: Element) -> ListFrame:
    start = element.get("start")
    style = element.get("type")
    return ListFrame(
        ordered=element.tag == "ol",
        start=int(start) if re.fullmatch(r"-?\d{1,6}", start, re.ASCII) else 1,
        style=style if style in ("a", "A", "i", "I") else "1",
    )
