"""The first picture and the first recording of an article, for feed readers that show one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_MAY_NOT_SHOW = re.compile("<(?:!--|script|noscript|template)")
_NOT_SHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b.*?(?:</\1|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTES = r"""\s(?:[^<>"']++|"[^"]*"|'[^']*')*+>"""
_TAG = re.compile(rf"<(?:img|audio|video|source|a){_ATTRIBUTES}", re.IGNORECASE)
_PICTURE = re.compile(rf"<img{_ATTRIBUTES}", re.IGNORECASE)
# As Markdown and most editors write it: nothing to guess, so that no parser need be set up.
_PLAIN_TAG = re.compile(r'<([a-z]+)((?:\s+[a-z][a-z-]*="[^"<>]*")*)\s*/?>')
_PLAIN_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_LAZY = ("data-src", "data-lazy-src", "data-original", "src")
_ENDINGS = r"\.(?=[afmow])(?:mp3|m4a|m4b|aac|ogg|oga|opus|flac|wav|mp4|m4v|mov|webm|ogv)"
_NAMES_RECORDING = re.compile(_ENDINGS, re.IGNORECASE)
_RECORDING = re.compile(f"{_ENDINGS}$", re.IGNORECASE)
_PIXEL = {"0", "1", "0px", "1px"}


@dataclass(frozen=True, slots=True)
class Media:
    """The address of an article's first picture with its alt text, and of its first recording."""

    picture: str | None = None
    alt: str = ""
    recording: str | None = None


def find(html: str, *, base: str = "") -> Media:
    """Return the first picture and the first recording in ``html``, resolved against ``base``.

    A recording is an audio or video element, or a link to such a file. Pictures that count
    readers (one pixel wide or high) and ``data:`` pictures are none.
    """
    picture, alt, recording = None, "", None
    if _MAY_NOT_SHOW.search(html):
        html = _NOT_SHOWN.sub("", html)
    # Most articles have no recording, and reading every link would cost more than all the rest.
    records = _NAMES_RECORDING.search(html) is not None
    for name, attributes in _tags(html, _TAG if records else _PICTURE):
        if name == "img" and picture is None and _is_shown(attributes):
            picture = _address(attributes, base)
            alt = attributes.get("alt", "") if picture else ""
        elif name in {"audio", "video", "source", "a"} and recording is None:
            address = _address(attributes, base)
            recording = address if address and _is_recording(address) else None
        if picture and (recording or not records):
            break
    return Media(picture, alt, recording)


def _tags(html: str, which: re.Pattern[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for found in which.finditer(html):
        tag = found[0]
        if tag[1] not in "aA" or tag[1:6].lower() == "audio" or _NAMES_RECORDING.search(tag):
            yield _read(tag)


class _OneTag(HTMLParser):
    """Reads the attributes of a single start tag, entities resolved."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[str, dict[str, str]] = ("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The first of two attributes of one name counts.
        self.found = tag, {name: value or "" for name, value in reversed(attrs)}


def _read(tag: str) -> tuple[str, dict[str, str]]:
    if plain := _PLAIN_TAG.fullmatch(tag):
        named = _PLAIN_ATTRIBUTE.findall(plain[2])
        return plain[1], {name: unescape(value) for name, value in reversed(named)}
    parser = _OneTag()
    parser.feed(tag)
    return parser.found


def _is_shown(attributes: dict[str, str]) -> bool:
    sizes = {attributes.get("width", "").strip(), attributes.get("height", "").strip()}
    return "hidden" not in attributes and sizes.isdisjoint(_PIXEL)


def _address(attributes: dict[str, str], base: str) -> str | None:
    for name in (*_LAZY, "href"):
        address = attributes.get(name, "").strip()
        if address and not address.lower().startswith(("data:", "#")):
            try:
                return urlsplit(urljoin(base, address)).geturl()
            except ValueError:  # no address at all, such as "//["
                continue
    return None


def _is_recording(address: str) -> bool:
    return bool(_RECORDING.search(urlsplit(address).path))
