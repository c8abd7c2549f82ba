"""An article's blocks as a person with a typewriter would set them: lines of plain text."""

from __future__ import annotations

from collections.abc import Sequence

from pelican_safespace.newsletter.grid import table
from pelican_safespace.newsletter.lines import COLUMNS, indented, width, wrap
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
from pelican_safespace.newsletter.spelling import Notes, inline, unmarked
from pelican_safespace.phrases import Phrases

_UNDERLINES = "-~."


def paragraphs(
    blocks: Sequence[Block], notes: Notes, say: Phrases, columns: int = COLUMNS
) -> tuple[str, ...]:
    """Return the blocks as lines, an empty line between two blocks and none around them."""
    lines: list[str] = []
    for block in blocks:
        if written := _block(block, notes, say, columns):
            lines += [""] * bool(lines)
            lines += written
    return tuple(lines)


def underlined(text: str, character: str, columns: int = COLUMNS) -> tuple[str, ...]:
    """Return a heading and the line under it."""
    lines = wrap(text, columns)
    return (*lines, character * max(map(width, lines)))


def _block(block: Block, notes: Notes, say: Phrases, columns: int) -> tuple[str, ...]:
    match block:
        case Paragraph(content):
            return wrap(inline(unmarked(content), notes).strip(), columns)
        case Heading(level, content):
            text = inline(unmarked(content), notes).replace("\n", " ").strip()
            return underlined(text, _UNDERLINES[min(level, 3) - 1], columns) if text else ()
        case Preformatted(text):
            return indented(text.strip("\n").expandtabs(4).split("\n"), "    ", "    ")
        case Listing():
            return _listing(block, notes, say, columns)
        case Definitions():
            return _definitions(block, notes, say, columns)
        case Quote(inner):
            return indented(paragraphs(inner, notes, say, columns - 2), "> ", "> ")
        case Aside(inner):
            return indented(paragraphs(inner, notes, say, columns - 2), "| ", "| ")
        case Table():
            return _table(block, notes, columns)
        case Figure():
            return _figure(block, notes, say, columns)
        case Embed(kind, title, url):
            return wrap(say(kind, title=title) + notes.number(url), columns)
        case Divider():
            return ("* * *",)


def _listing(listing: Listing, notes: Notes, say: Phrases, columns: int) -> tuple[str, ...]:
    marks = [_mark(listing, listing.start + at) for at in range(len(listing.items))]
    hang = max(map(len, marks), default=0)
    loose = any(_is_loose(item) for item in listing.items)
    lines: list[str] = []
    for mark, item in zip(marks, listing.items, strict=True):
        written = paragraphs(item, notes, say, columns - hang)
        if not loose:
            written = tuple(filter(None, written))
        lines += [""] * (loose and bool(lines))
        lines += indented(written, mark.rjust(hang), " " * hang)
    return tuple(lines)


def _is_loose(item: Sequence[Block]) -> bool:
    """Tell whether an item needs air around it: anything but a paragraph and lists below it."""
    return any(not isinstance(block, Listing) for block in item[1:])


def _mark(listing: Listing, number: int) -> str:
    if not listing.ordered:
        return "• "
    match listing.style:
        case "a" | "A" if number > 0:
            letters = _letters(number)
        case "i" | "I" if 0 < number < 4000:
            letters = _roman(number)
        case _:
            return f"{number}. "
    return f"{letters if listing.style.islower() else letters.upper()}. "


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, at = divmod(number - 1, 26)
        letters = chr(ord("a") + at) + letters
    return letters


def _roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    written = ""
    for value, sign in zip(values, signs, strict=True):
        count, number = divmod(number, value)
        written += sign * count
    return written


def _definitions(
    definitions: Definitions, notes: Notes, say: Phrases, columns: int
) -> tuple[str, ...]:
    lines: list[str] = []
    for entry in definitions.entries:
        lines += [""] * bool(lines)
        for term in entry.terms:
            lines += wrap(inline(unmarked(term), notes).strip(), columns)
        lines += indented(paragraphs(entry.blocks, notes, say, columns - 4), "    ", "    ")
    return tuple(lines)


def _table(block: Table, notes: Notes, columns: int) -> tuple[str, ...]:
    caption = inline(block.caption, notes).strip()
    rows = [
        [(inline(unmarked(c.content), notes).strip(), c.columns, c.rows) for c in row]
        for row in block.rows
    ]
    above = (*wrap(caption, columns), "") if caption else ()
    return (*above, *table(rows, block.head, columns))


def _figure(figure: Figure, notes: Notes, say: Phrases, columns: int) -> tuple[str, ...]:
    alt = " ".join(figure.picture.alt.split())
    lines: tuple[str, ...] = ()
    number = notes.number(figure.url) if figure.url else ""
    if alt or number:
        lines = wrap(
            say("picture", alt=alt or figure.picture.url.rpartition("/")[2]) + number, columns
        )
    if caption := inline(figure.caption, notes).strip():
        lines = (*lines, *wrap(caption, columns))
    return lines
