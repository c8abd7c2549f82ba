"""Blocks where only one paragraph may be: in a heading, a caption, a table's cell."""

from __future__ import annotations

from collections.abc import Iterable

from pelican_safespace.newsletter.inline import (
    Break,
    Inline,
    InlineImage,
    Link,
    Span,
    Text,
)
from pelican_safespace.newsletter.nodes import (
    Aside,
    Block,
    Definitions,
    Divider,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Table,
)


def on_one_line(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """Return the content of ``blocks`` as one paragraph's, a break between each two."""
    lines: list[Inline] = []
    for block in blocks:
        line = _line(block)
        if line:
            lines += [Break(), *line] if lines else line
    return tuple(lines)


def _line(block: Block) -> tuple[Inline, ...]:
    match block:
        case Paragraph(content) | Heading(_, content):
            return content
        case Preformatted(text):
            return (Span("code", _lines(text)),)
        case Quote(blocks) | Aside(blocks):
            return on_one_line(blocks)
        case Listing():
            return _items(block)
        case Definitions(entries):
            return on_one_line(
                part
                for entry in entries
                for part in (*(Paragraph(term) for term in entry.terms), *entry.blocks)
            )
        case Figure(picture, caption, url, described):
            shown: Inline = InlineImage(picture, described)
            shown = Link(url, (shown,)) if url else shown
            return (shown, Break(), *caption) if caption else (shown,)
        case Embed(_, title, url):
            return (Link(url, (Text(title),)),)
        case Table(rows):
            return on_one_line(Paragraph(cell.content) for row in rows for cell in row)
        case Divider():
            return ()


def _items(listing: Listing) -> tuple[Inline, ...]:
    lines: list[Inline] = []
    for number, item in enumerate(listing.items, listing.start):
        label = Text(f"{number}. " if listing.ordered else "• ")
        lines += [*([Break()] if lines else []), label, *on_one_line(item)]
    return tuple(lines)


def _lines(text: str) -> tuple[Inline, ...]:
    lines: list[Inline] = []
    for line in text.split("\n"):
        lines += [Break(), Text(line)] if lines else [Text(line)]
    return tuple(lines)
