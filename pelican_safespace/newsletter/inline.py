"""What a line of an article is made of in a mail: text, marks and links within each other.

The records are nested one of each span deep, whatever the article looked like: whoever writes
HTML or plain text from them may call itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pelican_safespace.models import Picture

SpanTag = Literal["strong", "em", "code", "small", "sub", "sup", "del", "ins", "mark", "span"]


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text without markup; white space is single spaces already."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break within a paragraph."""


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture as small as a letter, or one in a table's cell.

    ``described`` is False where the article gives no ``alt`` at all.
    """

    picture: Picture
    described: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """Text with a meaning of its own, named as in HTML.

    A ``span`` is a piece in another language or direction (``lang``, ``dir``); the other tags
    have neither.
    """

    tag: SpanTag
    content: tuple[Inline, ...]
    lang: str | None = None
    dir: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``url`` is absolute: http, https, mailto or tel."""

    url: str
    content: tuple[Inline, ...]


Inline: TypeAlias = Text | Break | InlineImage | Span | Link


def plain(content: tuple[Inline, ...]) -> str:
    """Return the text of ``content`` on one line; pictures stand as their alt text."""
    pieces: list[str] = []
    for node in content:
        match node:
            case Text(text):
                pieces.append(text)
            case Break():
                pieces.append(" ")
            case InlineImage(picture):
                pieces.append(picture.alt)
            case Span(_, inner) | Link(_, inner):
                pieces.append(plain(inner))
    return "".join(pieces)
