"""What may leave the site: elements, attributes and schemes, and nh3 set up to see to it."""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache

import nh3

from pelican_safespace.markup.addresses import LATE, LINKS, absolute, is_inline_picture
from pelican_safespace.markup.elements import DROPPED, REPLACED, TRAVELLING
from pelican_safespace.markup.text import xml_safe

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"dir", "id", "lang", "style", "title"},
    "a": {"href", "hreflang", "type"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "sizes", "src", "srcset", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "source": {"height", "media", "sizes", "src", "srcset", "type", "width"},
    "table": {"summary"},
    "td": {"abbr", "align", "colspan", "headers", "rowspan"},
    "th": {"abbr", "align", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
# What markup.embeds reads in order to replace an element.
_PARSED_ATTRIBUTES = _ATTRIBUTES | {
    "*": _ATTRIBUTES["*"] | {"aria-hidden", "aria-label", "hidden"},
    "img": _ATTRIBUTES["img"] | LATE.keys(),
    "source": _ATTRIBUTES["source"] | LATE.keys(),
    "input": {"type", "checked"},
    "math": {"alttext"},
    "dialog": {"open"},
    "object": {"data", "type"},
    "video": {"poster", "src"} | LATE.keys(),
    **{
        tag: {"src", "type", "width", "height"} | LATE.keys()
        for tag in ("iframe", "embed", "frame")
    },
    "audio": {"src"} | LATE.keys(),
}


# The page whose addresses are being resolved: setting nh3 up once and telling it the page by
# this variable takes a third off the time of an article.
_base: ContextVar[str] = ContextVar("base")


def parsed(html: str, *, base: str, inline_pictures: bool = False) -> str:
    """Return what a browser's parser makes of ``html``, without scripts, styles and comments.

    Addresses are absolute. The elements in ``REPLACED`` are still there, and ``data:`` addresses
    where ``inline_pictures`` asks for them: without either it may leave the site.
    """
    token = _base.set(base)
    try:
        return _parser(inline_pictures).clean(html)
    except UnicodeEncodeError:  # a lone surrogate: no text at all, outside Python
        return _parser(inline_pictures).clean(xml_safe(html)[0])
    finally:
        _base.reset(token)


@cache
def _parser(inline_pictures: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TRAVELLING | REPLACED),
        clean_content_tags=set(DROPPED),
        attributes=_PARSED_ATTRIBUTES,
        filter_style_properties={"text-align", "display"},
        url_schemes={*LINKS, "data"} if inline_pictures else LINKS,
        url_relative=lambda address: absolute(address, _base.get()),
        link_rel=None,
    )


def allowed(html: str) -> str:
    """Return ``html``, whose addresses are absolute, with nothing that may not leave the site."""
    return _strict().clean(html)


@cache
def _strict() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TRAVELLING),
        clean_content_tags=set(DROPPED | REPLACED),
        attributes=_ATTRIBUTES,
        attribute_filter=_only_pictures_inline,
        filter_style_properties={"text-align"},
        url_schemes={*LINKS, "data"},
        url_relative="deny",
        link_rel=None,
    )


def _only_pictures_inline(tag: str, attribute: str, value: str) -> str | None:
    if value.lstrip().lower().startswith("data:"):
        fit = tag == "img" and attribute == "src" and is_inline_picture(value)
        return value if fit else None
    return value
