"""What a piece of HTML leads to and loads: links, anchors, pictures, and its plain words.

The HTML is what the sanitiser or the compiler wrote, some hundred tags of which few refer to
anything: those alone are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")

#: Attributes whose address a mail program fetches by itself, on any element but ``a``.
_LOADING = ("src", "background", "poster", "data")

#: What is never closed goes on to the end, so that looking for it once is enough.
_ATTRIBUTES = r"""(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+"""
#: A comment, a style sheet, a tag with attributes: what of a document can refer to something.
_MARKUP = re.compile(
    rf"<!--(?P<comment>.*?)(?:-->|\Z)"
    rf"|<style\b{_ATTRIBUTES}(?:>|\Z)(?P<css>.*?)(?:</style\b|\Z)"
    rf"|<script\b{_ATTRIBUTES}(?:>|\Z).*?(?:</script\b|\Z)"
    rf"|<(?P<tag>[a-z][^\s/>]*+)(?P<attributes>[\s/]{_ATTRIBUTES})(?:>|\Z)"
    rf"|</a\b",
    re.DOTALL | re.IGNORECASE,
)
_REFERRING = re.compile(
    rf"\s(?:href|id|name|alt|srcset|{'|'.join(_LOADING)})\b|url\(|@import", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s/=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")

#: What shows no words of its own, in full.
_SILENT = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(style|script|title)\b{_ATTRIBUTES}(?:>|\Z).*?(?:</\1\b[^>]*>?|\Z)",
    re.DOTALL | re.IGNORECASE,
)
#: Tags between which a word goes on.
_WITHIN_WORDS = re.compile(
    rf"</[a-z]{_ATTRIBUTES}(?:>|\Z)|<a(?=[\s>]){_ATTRIBUTES}(?:>|\Z)", re.IGNORECASE
)
_TAG = re.compile(rf"<[a-z!?]{_ATTRIBUTES}(?:>|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as the HTML has it: ``alt`` is None where the attribute is missing."""

    src: str
    alt: str | None
    linked: bool


@dataclass(frozen=True, slots=True)
class References:
    """``loads`` are the addresses fetched without a click, pictures among them."""

    links: tuple[str, ...]
    anchors: frozenset[str]
    pictures: tuple[Shown, ...]
    loads: tuple[str, ...]


def words(html: str) -> str:
    """Return the text that the HTML shows, in one line."""
    text = _TAG.sub(" ", _WITHIN_WORDS.sub("", _SILENT.sub("", html)))
    return " ".join(unescape(text).split())


def read(html: str) -> References:
    """Return what the HTML, a whole document or a part of one, refers to, in its order."""
    reader = _Reader()
    for found in _MARKUP.finditer(html):
        reader.take(found)
    return References(
        links=tuple(dict.fromkeys(reader.links)),
        anchors=frozenset(reader.anchors),
        pictures=tuple(reader.pictures),
        loads=tuple(dict.fromkeys(reader.loads)),
    )


class _Reader:
    def __init__(self) -> None:
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.pictures: list[Shown] = []
        self.loads: list[str] = []
        self._open_links = 0

    def take(self, found: re.Match[str]) -> None:
        """Note what one piece of ``_MARKUP`` refers to."""
        comment, css, tag, attributes = found.groups()
        if tag:
            if _REFERRING.search(attributes):
                self._take_tag(tag.lower(), _attributes(attributes))
        elif css:
            self.loads += _addresses_in(css)
        elif comment is None:
            self._open_links -= self._open_links > 0 and found[0] in ("</a", "</A")
        elif comment.startswith("[if"):
            self._take_outlook(comment.partition(">")[2])

    def _take_outlook(self, inner: str) -> None:
        """Look into what only Outlook reads, ``<!--[if mso]> … <![endif]-->``."""
        if _REFERRING.search(inner):
            self.loads += read(inner).loads

    def _take_tag(self, tag: str, named: dict[str, str]) -> None:
        self.anchors += filter(None, (named.get("id"), named.get("name")))
        self.loads += _addresses_in(named.get("style", ""))
        if tag == "a":
            if "href" in named:
                self._open_links += 1
                self.links.append(named["href"])
            return
        if tag == "img":
            shown = Shown(named.get("src", ""), named.get("alt"), self._open_links > 0)
            self.pictures.append(shown)
        if tag == "link":
            self.loads += filter(None, (named.get("href"),))
        self.loads += filter(None, map(named.get, _LOADING))
        self.loads += [
            part.split()[0] for part in named.get("srcset", "").split(",") if part.split()
        ]


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): _value(value) for name, value in _ATTRIBUTE.findall(text)}


def _value(written: str) -> str:
    quoted = written[:1] in ("'", '"')
    return unescape(written[1:-1] if quoted else written).strip()


def _addresses_in(css: str) -> Iterator[str]:
    return (quoted or bare for quoted, bare in _CSS_ADDRESS.findall(css))
