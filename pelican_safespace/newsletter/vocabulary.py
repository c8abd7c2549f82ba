"""HTML's elements as a mail understands them: in a line or not, dropped, hidden, boxed."""

from __future__ import annotations

import re

from pelican_safespace.newsletter.tree import Element

#: Not for readers, or of no use in a mail.
DROPPED = frozenset(
    ("script", "style", "template", "form", "svg", "canvas", "map", "select", "textarea",
     "datalist", "title", "meta", "link", "base", "source", "track", "param", "col", "colgroup",
     "rp", "wbr", "dialog", "applet", "noembed", "noframes")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
EMBEDDED = frozenset(("iframe", "video", "audio", "embed", "object"))
MARKS = {
    "strong": "strong", "b": "strong", "summary": "strong",
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "small": "small", "sub": "sub", "sup": "sup",
    "del": "del", "s": "del", "strike": "del", "ins": "ins", "u": "ins", "mark": "mark",
}  # fmt: skip
#: What goes on within a line; every other element begins and ends a paragraph.
INLINE = (frozenset(MARKS) - {"summary"}) | frozenset(
    ("a", "abbr", "acronym", "bdi", "bdo", "big", "button", "data", "font", "label", "meter",
     "nobr", "output", "progress", "q", "ruby", "rb", "rt", "rtc", "span", "time")
)  # fmt: skip
AROUND = {"q": ("“", "”"), "rt": (" (", ")")}
_BOXES = ("admonition", "note", "tip", "hint", "callout", "alert", "infobox")
#: What a link within the page is when it is a sign alone: back to the text, link to this heading.
_SIGNS = frozenset("↩↑^¶#§⏎⤴⇧🔗\ufe0e\ufe0f \xa0\n")
#: A footnote's number as docutils sets it before the footnote's paragraph.
LABEL = re.compile(r"\s*\[[^\]\s]{1,20}\]\s*\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def is_box(element: Element) -> bool:
    if element.has_class("footnote", "footnotes", "footnote-list", "citation"):
        return False
    return element.tag == "aside" or (
        element.tag in ("div", "section", "details") and element.has_class(*_BOXES)
    )


def is_hidden(element: Element) -> bool:
    if not element.attributes:
        return False
    return "hidden" in element.attributes or bool(_HIDDEN.search(element.get("style")))


def language(element: Element) -> tuple[str | None, str | None]:
    lang, direction = element.get("lang"), element.get("dir").lower()
    return (
        lang if _LANGUAGE.match(lang) else None,
        direction if direction in ("ltr", "rtl", "auto") else None,
    )


def is_sign(element: Element) -> bool:
    """Whether an element is a link to a place in a page that says nothing: ↩, ¶."""
    if element.tag != "a" or "#" not in element.get("href"):
        return False
    length = 0
    for child in element.inside():
        if isinstance(child, Element):
            if child.tag in ("img", "picture"):
                return False
        else:
            length += len(child)
            if length > 8 or not _SIGNS.issuperset(child):
                return False
    return True
