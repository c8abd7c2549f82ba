"""HTML that nh3 wrote, as a tree of lxml elements and back."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, XHTMLParser, tostring

from pelican_safespace.markup.text import xml_safe

_VOID = re.compile(r"<((?:area|br|col|embed|frame|hr|img|input|param|source|track|wbr)\b[^>]*)>")


def parse(html: str) -> HtmlElement:
    """Return a ``div`` that holds ``html``, the tree just as a browser would have it.

    nh3 has parsed it as HTML already and quotes every attribute and closes every element but
    the void ones. With these closed as well it is XML, which leaves nothing to guess.
    """
    xml = _VOID.sub(r"<\1/>", xml_safe(html)[0]).replace("&nbsp;", "\u00a0")
    parser = XHTMLParser(huge_tree=True, recover=True, resolve_entities=False)
    root: HtmlElement = etree.fromstring(f"<div>{xml}</div>", parser)
    return root


def written(root: HtmlElement) -> str:
    """Return what ``root`` holds as HTML."""
    html: str = tostring(root, encoding="unicode", method="html", with_tail=False)
    return html.removeprefix("<div>").removesuffix("</div>")


def attribute(element: HtmlElement, name: str) -> str:
    """Return the trimmed value of an attribute, "" when it is not there."""
    return (element.get(name) or "").strip()


def text_of(element: HtmlElement | None) -> str:
    """Return the text in ``element`` in one line, "" when there is none."""
    return "" if element is None else " ".join(" ".join(element.itertext()).split())


def replace_by_text(element: HtmlElement, text: str) -> None:
    """Put ``text`` in the place of ``element`` and what is in it."""
    element.tail = text + (element.tail or "")
    element.drop_tree()
