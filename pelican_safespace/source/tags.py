"""Tags, told apart as HTML's tokeniser does (WHATWG HTML 13.2.5), and their attributes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

# Their inside is text up to the end tag, whatever it looks like.
RAW = frozenset(
    {"script", "style", "textarea", "title", "iframe", "noscript", "xmp", "noembed", "svg", "math"}
)
# Inline elements that are seen though they hold no text.
EMBEDDED = frozenset(
    {"img", "input", "iframe", "embed", "canvas", "picture", "textarea", "svg", "math"}
)
VOID = frozenset({"br", "img", "input", "wbr", "embed", "area", "source", "track", "hr", "col"})

_RAW_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in sorted(RAW)}
ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+"""
TAG = re.compile(
    rf"<(?:!--(?s:.*?)(?:-->|\Z)|[!?][^>]*+>?"
    rf"|(/?)([a-zA-Z][^\s/>]*+)({ATTRIBUTES})>?)"
)
_BREAK = re.compile(r"[\t\n\r]")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")


@dataclass(eq=False, slots=True)
class Tag:
    """An inline tag, or a comment (without name); ``partner`` is the element's other tag."""

    start: int
    end: int
    name: str
    attributes: str
    closes: bool
    partner: Tag | None = None


def attribute(attributes: str, name: str) -> str:
    """The value of ``name`` in a tag's ``attributes``, unescaped; empty when there is none."""
    if name not in attributes.lower():
        return ""
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1].lower() == name:
            return unescape(found[2] or found[3] or found[4] or "")
    return ""


def address(attributes: str) -> str:
    """Where a link's ``attributes`` lead, without white space (WHATWG URL, "basic parsing")."""
    return _BREAK.sub("", attribute(attributes, "href")).strip()


def read_tags(source: str, start: int, end: int) -> list[Tag]:
    """Return the tags between two places, the two of an element knowing each other."""
    tags: list[Tag] = []
    open_: dict[str, list[Tag]] = {}
    position = start
    while (found := TAG.search(source, position, end)) is not None:
        slash, name, attributes = found.groups("")
        name, closes = name.lower(), slash == "/"
        position = found.end()
        if name in RAW and not closes:
            position = after_raw(source, name, position, end)
        tag = Tag(found.start(), position, name, attributes, closes)
        tags.append(tag)
        if name and name not in VOID:
            same = open_.setdefault(name, [])
            if not closes:
                same.append(tag)
            elif same:
                tag.partner = same.pop()
                tag.partner.partner = tag
    return tags


def after_raw(source: str, name: str, position: int, end: int) -> int:
    """Return where the end tag of a raw text element begins."""
    closing = _RAW_ENDS[name].search(source, position, end)
    return closing.start() if closing else end
