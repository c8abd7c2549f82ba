"""What a piece of HTML leads to and loads: links, anchors, pictures, and its plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")

#: Attributes whose address a mail program fetches by itself, on any element but ``a``.
_LOADING = ("src", "background", "poster", "data")

_Attributes = list[tuple[str, str | None]]


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
    words: str


def read(html: str) -> References:
    """Return what the HTML, a whole document or a part of one, refers to, in its order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return References(
        links=tuple(dict.fromkeys(reader.links)),
        anchors=frozenset(reader.anchors),
        pictures=tuple(reader.pictures),
        loads=tuple(dict.fromkeys(reader.loads)),
        words=" ".join("".join(reader.words).split()),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.pictures: list[Shown] = []
        self.loads: list[str] = []
        self.words: list[str] = []
        self._open_links = 0
        self._silent = ""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read "<![" that begins no known section as the comment HTML says it is."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        named = {name: (value or "").strip() for name, value in attrs}
        self.anchors += [named[name] for name in ("id", "name") if named.get(name)]
        self.loads += _addresses_in(named.get("style", ""))
        if tag == "a":
            self._open_links += "href" in named
            self.links += [named["href"]] if "href" in named else []
            return
        if tag == "img":
            alt = named.get("alt") if "alt" in dict(attrs) else None
            self.pictures.append(Shown(named.get("src", ""), alt, self._open_links > 0))
        if tag == "link":
            self.loads += [named["href"]] if named.get("href") else []
        self.loads += [named[name] for name in _LOADING if named.get(name)]
        self.loads += [
            part.split()[0] for part in named.get("srcset", "").split(",") if part.split()
        ]
        if tag in ("style", "script", "title"):
            self._silent = tag
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open_links = max(0, self._open_links - 1)
        elif tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if self._silent == "style":
            self.loads += _addresses_in(data)
        elif not self._silent:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """Look into what only Outlook reads, ``<!--[if mso]> … <![endif]-->``."""
        if data.startswith("[if") and (inner := data.partition(">")[2]):
            self.loads += read(inner).loads


def _addresses_in(css: str) -> list[str]:
    return [quoted or bare for quoted, bare in _CSS_ADDRESS.findall(css)]
