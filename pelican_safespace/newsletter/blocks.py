"""An article's HTML -> the blocks a mail is written from.

The nouns are in ``nodes`` and ``inline``, and offered here as well.
"""

from __future__ import annotations

from functools import lru_cache

from pelican_safespace.newsletter.inline import (
    Break,
    Inline,
    InlineImage,
    Link,
    Span,
    Text,
    plain,
)
from pelican_safespace.newsletter.nodes import (
    DEEPEST,
    Aside,
    Block,
    Cell,
    Definition,
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
from pelican_safespace.newsletter.tree import read
from pelican_safespace.newsletter.walk import Walk

__all__ = [
    "DEEPEST", "Aside", "Block", "Break", "Cell", "Definition", "Definitions", "Divider", "Embed",
    "Figure", "Heading", "Inline", "InlineImage", "Link", "Listing", "Paragraph", "Preformatted",
    "Quote", "Span", "Table", "Text", "parse", "plain",
]  # fmt: skip


@lru_cache(maxsize=64)
def parse(html: str, *, base: str | None = None) -> tuple[Block, ...]:
    """Return the blocks of ``html``; ``base`` is the article's address.

    Never raises, whatever ``html`` is: the deepest nesting, the longest text, broken markup.
    Links within the article itself (``#fn:1``, or ``base`` and a fragment) lead nowhere in a mail
    and are plain text in the result; relative addresses are joined to ``base``.
    HTML, plain text and every provider's version ask for the same article, which is parsed once.
    """
    return Walk(base).through(read(html))
