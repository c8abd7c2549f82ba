"""Words, emphasis and links in plain text, as people type them.

A link becomes a number in square brackets, ``[3]``; who calls asks ``Notes`` for the addresses
and writes them below. Footnotes and powers stay apart from these by raised digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pelican_safespace.newsletter.inline import (
    Break,
    Inline,
    InlineImage,
    Link,
    Span,
    Text,
)

_MARKS = {"strong": "*", "em": "_", "code": "`", "del": "~"}
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


class Notes:
    """The addresses of a text's links, each once and with its number."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        """``known`` are addresses the text writes out elsewhere, which need no number."""
        self._numbers: dict[str, int] = {}
        self._known = frozenset(known)
        self._asked: set[str] = set()
        self._written = 0

    def number(self, url: str) -> str:
        """Return ``" [3]"`` for an address, "" for one that is written out elsewhere."""
        self._asked.add(url)
        if url in self._known:
            return ""
        return f" [{self._numbers.setdefault(url, len(self._numbers) + 1)}]"

    def would_do(self, known: Sequence[str]) -> bool:
        """Tell whether with these known addresses every number so far were the same."""
        return self._asked & self._known == self._asked.intersection(known)

    def __len__(self) -> int:
        """How many addresses have a number."""
        return len(self._numbers)

    def forget(self, kept: int) -> None:
        """Take the numbers after the first ``kept`` back: what they stood in is left out."""
        for url in list(self._numbers)[kept:]:
            del self._numbers[url]

    def due(self) -> tuple[str, ...]:
        """Return the lines of the addresses that were numbered since the last call."""
        fresh = list(self._numbers.items())[self._written :]
        self._written = len(self._numbers)
        return tuple(f"[{number}] {url}" for url, number in fresh)


def inline(content: Sequence[Inline], notes: Notes) -> str:
    """Return the nodes as text; a line break is a newline."""
    return "".join(_node(node, notes) for node in content)


def unmarked(content: Sequence[Inline]) -> Sequence[Inline]:
    """Take emphasis off that covers everything: it sets nothing apart, and ``*`` tire."""
    match content:
        case (Span("strong" | "em", inner),):
            return unmarked(inner)
        case _:
            return content


def _node(node: Inline, notes: Notes) -> str:
    match node:
        case Text(text):
            return text
        case Break():
            return "\n"
        case InlineImage(picture):
            return picture.alt
        case Link(url, content):
            return _link(url, inline(content, notes), notes)
        case Span(tag, content):
            return _span(tag, inline(content, notes))


def _link(url: str, text: str, notes: Notes) -> str:
    """Write a link: as it is where the text is the address already, else with its number."""
    scheme, _, target = url.partition(":")
    if _same_address(text, url):
        return text
    if scheme in ("mailto", "tel"):
        address = target.partition("?")[0]
        return text if _same_address(text, address) else f"{text} <{address}>".lstrip()
    end = len(text.rstrip())
    return text[:end] + notes.number(url) + text[end:]


def _same_address(text: str, url: str) -> bool:
    def bare(address: str) -> str:
        return re.sub(r"^(?:https?://|tel:|mailto:)|[\s()/-]+$|[\s()-]", "", address)

    return bare(text) == bare(url)


def _span(tag: str, text: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    if tag in ("sup", "sub") and re.fullmatch(r"[0-9+-]+", inner):
        return text.translate(_RAISED if tag == "sup" else _LOWERED)
    mark = _MARKS.get(tag, "")
    start = len(text) - len(text.lstrip())
    return text[:start] + mark + inner + mark + text[start + len(inner) :]
