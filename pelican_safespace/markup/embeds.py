"""What cannot leave the site, replaced by what says the same: a titled link, a text, nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from pelican_safespace.markup.addresses import (
    LATE,
    LINKS,
    absolute,
    absolute_srcset,
    is_inline_picture,
    scheme,
    web_address,
)
from pelican_safespace.markup.allowed import parsed
from pelican_safespace.markup.frames import FRAMES, put_link
from pelican_safespace.markup.tree import attribute, parse, replace_by_text, text_of, written
from pelican_safespace.phrases import Phrases

# Their content is one raw text to an HTML parser; that of a frame is shown by no browser.
_RAW = re.compile(r"(<(iframe|noscript)\b[^>]*>)(.*?)(?:</\2>|\Z)", re.DOTALL)
_UNDISPLAYED = re.compile(r"display\s*:\s*none")
_PIXEL = {"0", "1", "0px", "1px"}
_MARKS = {"checkbox": "☐☑", "radio": "○◉"}


def replaced(html: str, *, base: str, say: Phrases) -> str:
    """Return ``html``, as nh3 writes it, without frames, forms, drawings and hidden parts.

    A frame, video or recording becomes a titled link, with its poster; a formula its
    ``alttext``; a drawing its label; a form its text. A picture that a script would load gets
    its address, a tracking pixel goes, and addresses nh3 does not know become absolute.
    """
    root = parse(_RAW.sub(lambda found: _without_raw_text(found, base), html))
    gone: set[HtmlElement] = set()
    for element in list(root.iterdescendants()):
        if element in gone:
            continue
        _mend_addresses(element, base)
        if _is_hidden(element):
            gone.update(element.iter())
            element.drop_tree()
        elif element.tag in FRAMES:
            gone.update(element.iter())
            put_link(element, base=base, say=say)
        elif element.tag in _WITHOUT_CONTENT:
            gone.update(element.iter())
            replace_by_text(element, _WITHOUT_CONTENT[element.tag](element))
        elif element.tag in _WITH_CONTENT:
            _WITH_CONTENT[element.tag](element)
    return written(root)


def _without_raw_text(found: re.Match[str], base: str) -> str:
    start, name, raw = found.groups()
    inside = parsed(raw, base=base) if name == "noscript" else ""
    return f"{start}{inside}</{name}>"


def _mend_addresses(element: HtmlElement, base: str) -> None:
    for late, name in LATE.items():
        if late in element.attrib:
            element.set(name, element.attrib.pop(late))
    for name, mend in _MENDED.items():
        if name in element.attrib:
            mended = mend(attribute(element, name), base)
            if mended:
                element.set(name, mended)
            else:
                del element.attrib[name]


def _link_or_picture(address: str, base: str) -> str | None:
    if is_inline_picture(address):
        return address
    joined = absolute(address, base)
    return joined if joined and scheme(joined) in LINKS else None


_MENDED: dict[str, Callable[[str, str], str | None]] = {
    "href": _link_or_picture,
    "src": _link_or_picture,
    "srcset": absolute_srcset,
    "cite": web_address,
}


def _is_hidden(element: HtmlElement) -> bool:
    """Whether no browser shows the element: hidden, or a picture or frame to count readers."""
    if "hidden" in element.attrib or _UNDISPLAYED.search(attribute(element, "style")):
        return True
    if element.tag == "dialog":
        return "open" not in element.attrib
    if element.tag == "noscript":
        return _repeats_a_picture(element)
    sizes = {attribute(element, "width"), attribute(element, "height")}
    return element.tag in {"img", "iframe", "embed"} and not sizes.isdisjoint(_PIXEL)


def _repeats_a_picture(noscript: HtmlElement) -> bool:
    """Whether it holds, for readers without scripts, the picture before it once more."""
    before = noscript.getprevious()
    return before is not None and _has_picture(before) and _has_picture(noscript)


def _has_picture(element: HtmlElement) -> bool:
    return next(element.iter("img"), None) is not None


def _formula(math: HtmlElement) -> str:
    if alternative := attribute(math, "alttext"):
        return alternative
    for annotation in list(math.iter("annotation", "annotation-xml")):
        annotation.drop_tree()
    return text_of(math)


def _drawing(svg: HtmlElement) -> str:
    if attribute(svg, "aria-hidden") == "true":
        return ""
    return attribute(svg, "aria-label") or text_of(next(svg.iter("title"), svg))


def _tick(field: HtmlElement) -> str:
    marks = _MARKS.get(attribute(field, "type").lower())
    return marks["checked" in field.attrib] + " " if marks else ""


def _unwrap(element: HtmlElement) -> None:
    element.drop_tag()


def _unwrap_apart(element: HtmlElement) -> None:
    """Leave the words of a field or button, which the page shows apart from those around."""
    element.text = " " + (element.text or "")
    element.tail = " " + (element.tail or "")
    element.drop_tag()


def _rename(name: str) -> Callable[[HtmlElement], None]:
    def rename(element: HtmlElement) -> None:
        element.tag = name

    return rename


def _only_with_source(img: HtmlElement) -> None:
    if not attribute(img, "src"):
        replace_by_text(img, attribute(img, "alt"))


_WITHOUT_CONTENT: dict[str, Callable[[HtmlElement], str]] = {
    "input": _tick,
    "math": _formula,
    "svg": _drawing,
    **dict.fromkeys(("datalist", "meter", "progress", "select", "textarea"), lambda _: ""),
}
_WITH_CONTENT: dict[str, Callable[[HtmlElement], None]] = {
    "bdo": _rename("span"),
    "button": _unwrap_apart,
    "dialog": _rename("div"),
    "fieldset": _rename("div"),
    "form": _rename("div"),
    "img": _only_with_source,
    "label": _unwrap_apart,
    "legend": _rename("p"),
    "noscript": _unwrap,
    "output": _unwrap_apart,
}
