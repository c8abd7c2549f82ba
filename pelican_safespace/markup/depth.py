"""HTML nested so deeply that parsers slow down, refuse or crash, made shallow."""

from __future__ import annotations

import re

from pelican_safespace.markup.elements import FLAT

# Real articles stay under 50; libxml2, which many readers are built on, gives up at 256.
_DEEPEST = 200
_TAGS_OF_A_LONG_ARTICLE = 1_000
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>?")


def flattened(html: str) -> str:
    """Return ``html`` without the tags deeper than 200 levels; its text is all there.

    An article of fewer than a thousand tags harms no parser and is returned as it is.
    """
    if html.count("<") < _TAGS_OF_A_LONG_ARTICLE:
        return html
    depth = 0

    def shallow(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in FLAT:
            return tag[0]
        if tag[1]:
            depth = max(depth - 1, 0)
            return tag[0] if depth < _DEEPEST else ""
        depth += 1
        return tag[0] if depth <= _DEEPEST else ""

    return _TAG.sub(shallow, html)
