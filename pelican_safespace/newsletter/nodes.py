"""What an article is made of in a mail: blocks from top to bottom, with ``inline`` in them.

The records are nested at most ``DEEPEST`` blocks deep, whatever the article looked like: whoever
writes HTML or plain text from them may call itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pelican_safespace.models import Picture
from pelican_safespace.newsletter.inline import Inline

DEEPEST = 8
"""How deep quotes, lists and boxes lie in each other; what lies deeper joins the last one."""

EmbedKind = Literal["watch", "listen", "open"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its content is never empty."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the article: 1 is the level below the article's own title.

    Levels are never skipped, so a writer adds the level of the title and is done.
    """

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Code, a poem, a worksheet: lines and spaces count."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is made of blocks, most often of one paragraph.

    ``style`` is the ``type`` of HTML's ordered list: 1, a, A, i or I.
    """

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    style: str = "1"


@dataclass(frozen=True, slots=True)
class Definition:
    """One entry of a definition list: its terms and what they mean."""

    terms: tuple[tuple[Inline, ...], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """A definition list."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A box beside the text: a note, a hint, an exercise."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell; ``scope`` ("col", "row") is set for heading cells only."""

    content: tuple[Inline, ...]
    header: bool = False
    scope: str | None = None
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data (tables that only arrange things on a page are gone).

    ``head`` counts the rows at the top that are headings throughout.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: int = 0
    caption: tuple[Inline, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max(sum(cell.columns for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on lines of its own; ``url`` is where it links to.

    ``described`` is False where the article gives no ``alt`` at all (an empty one says that the
    picture is decoration).
    """

    picture: Picture
    caption: tuple[Inline, ...] = ()
    url: str | None = None
    described: bool = True


@dataclass(frozen=True, slots=True)
class Embed:
    """A video, a recording or another page's frame, which a mail can only link to."""

    kind: EmbedKind
    title: str
    url: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Divider:
    """A change of subject without a heading."""


Block: TypeAlias = (
    Paragraph
    | Heading
    | Preformatted
    | Listing
    | Definitions
    | Quote
    | Aside
    | Table
    | Figure
    | Embed
    | Divider
)
