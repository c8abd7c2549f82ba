"""How a table stands on a phone: its type, the room around its words, which words stay whole.

A mail breaks words where a line ends, because it must fit a phone; a table then breaks them also
where there is room. So its cells are told not to, unless the table would be wider than the phone.
"""

from __future__ import annotations

from dataclasses import dataclass

from pelican_safespace.newsletter.inline import plain
from pelican_safespace.newsletter.nodes import Table

#: The column of text on a phone of 320 pixels, in CSS pixels.
_ROOM = 272
#: From this many columns on, type and room around it are smaller.
_MANY = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Type size and padding in CSS pixels, and how many letters a word may have to stay whole."""

    font_size: int
    padding: int
    whole_word: int


def columns(table: Table) -> Columns:
    """Return how the table's columns are set."""
    many = table.columns >= _MANY
    size, padding, letter = (15, 6, 8.5) if many else (16, 10, 9)
    around = 2 * padding + 1
    longest = _longest_words(table)
    if longest and sum(longest) * letter + table.columns * around <= _ROOM:
        return Columns(size, padding, max(longest))
    return Columns(size, padding, int((_ROOM // table.columns - around) / letter))


def longest_word(text: str) -> int:
    """Return how many letters the longest word has."""
    return max(map(len, text.split()), default=0)


def _longest_words(table: Table) -> list[int]:
    """Each column's longest word; nothing where cells lie across columns or rows."""
    if any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row):
        return []
    found = [0] * table.columns
    for row in table.rows:
        for at, cell in enumerate(row):
            found[at] = max(found[at], longest_word(plain(cell.content)))
    return found
