"""Inline nodes -> HTML: text, links and emphasis within one paragraph of a mail."""

from __future__ import annotations

from markupsafe import Markup

from pelican_safespace.models import Picture
from pelican_safespace.newsletter.inline import (
    Break,
    Inline,
    InlineImage,
    Link,
    Span,
    Text,
)
from pelican_safespace.newsletter.palette import Palette
from pelican_safespace.newsletter.prose import escaped

MONOSPACE = "Consolas,Menlo,'DejaVu Sans Mono',monospace"

#: Size and line height are said where programs disagree about them.
_STYLES = {
    "small": "font-size:15px",
    "sub": "line-height:0",
    "sup": "line-height:0",
    "code": f"font-family:{MONOSPACE};font-size:.9em",
    "mark": "background:#fff3bf;color:#26332f",
}


def phrased(content: tuple[Inline, ...], colours: Palette | None) -> Markup:
    """Return the HTML of ``content``; links have the accent's colour and an underline.

    Without ``colours`` they are left out: the content stands in a link itself.
    """
    return Markup("").join(_node(node, colours) for node in content)


def _node(node: Inline, colours: Palette | None) -> Markup:
    match node:
        case Text(text):
            return Markup(escaped(text))
        case Break():
            return Markup("<br />")
        case InlineImage(picture):
            return Markup(icon(picture))
        case Link(_, content) if colours is None:
            return phrased(content, colours)
        case Link(url, content):
            assert colours is not None
            inner = phrased(content, colours)
            return Markup(f'<a href="{escaped(url)}" style="color:{colours.accent}">{inner}</a>')
        case Span(tag, content, lang, direction):
            named = f' lang="{lang}"' if lang else ""
            named += f' dir="{direction}"' if direction else ""
            styled = f' style="{_STYLES[tag]}"' if tag in _STYLES else ""
            return Markup(f"<{tag}{named}{styled}>{phrased(content, colours)}</{tag}>")


def icon(picture: Picture, widest: int = 240) -> str:
    """Return the ``img`` of a picture within the line (or in a table's cell)."""
    width, height = fitted(picture, widest)
    size = f' width="{width}"' + (f' height="{height}"' if height else "")
    return (
        f'<img src="{escaped(picture.url)}" alt="{escaped(picture.alt)}"{size} '
        f'style="max-width:100%;height:auto;vertical-align:middle" />'
    )


def fitted(picture: Picture, widest: int) -> tuple[int, int | None]:
    """Return width and height in whole CSS pixels, no wider than ``widest``.

    The height is None where the picture's proportions are not known.
    """
    width = picture.width or widest
    shown = max(1, min(width, widest))
    if not picture.height or not picture.width:
        return shown, picture.height if not picture.width or shown == width else None
    return shown, max(1, round(picture.height * shown / width))
