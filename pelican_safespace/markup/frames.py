"""A frame, video or recording -> a link with its title, and its poster where there is one."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from lxml.html import Element, HtmlElement

from pelican_safespace.markup.addresses import web_address
from pelican_safespace.markup.elements import LINES
from pelican_safespace.markup.tree import attribute, text_of
from pelican_safespace.phrases import Phrases

FRAMES = frozenset({"applet", "audio", "embed", "frame", "iframe", "object", "video"})

_WATCHED = re.compile(
    r"youtu\.?be|vimeo|video|dailymotion|peertube|wistia|loom\.com|\.(?:mp4|webm|mov)\b"
)
_HEARD = re.compile(
    r"soundcloud|spotify|podcast|audio|bandcamp|buzzsprout|libsyn|\.(?:mp3|m4a|ogg|opus)\b"
)


def put_link(frame: HtmlElement, *, base: str, say: Phrases) -> None:
    """Replace ``frame`` by "Watch: title", leading to what it shows, else to the article."""
    address = _source(frame, base)
    link = _link(frame, address)
    words = say(_verb(frame, address), title=_title(frame, address))
    if poster := web_address(attribute(frame, "poster"), base):
        link.append(Element("img", src=poster, alt=""))
        link.append(Element("br"))
        link[-1].tail = words
    else:
        link.text = words
    frame.addprevious(_paragraph(link) if _stands_alone(frame) else link)
    frame.drop_tree()


def _link(frame: HtmlElement, address: str) -> HtmlElement:
    if next(frame.iterancestors("a"), None) is not None:  # a link within would end that one
        return Element("span")
    return Element("a", href=address)


def _stands_alone(frame: HtmlElement) -> bool:
    parent = frame.getparent()
    return parent is not None and parent.tag not in LINES


def _paragraph(link: HtmlElement) -> HtmlElement:
    paragraph = Element("p")
    paragraph.append(link)
    return paragraph


def _source(frame: HtmlElement, base: str) -> str:
    inside = [attribute(inner, "src") for inner in frame.iterdescendants("source", "embed")]
    for candidate in (attribute(frame, "src"), attribute(frame, "data"), *inside):
        if address := web_address(candidate, base):
            return address
    return base


def _title(frame: HtmlElement, address: str) -> str:
    """Its own title, else its caption, else what stands in for it, else where it is."""
    figure = next(frame.iterancestors("figure"), None)
    caption = None if figure is None else next(figure.iter("figcaption"), None)
    return (
        attribute(frame, "title")
        or attribute(frame, "aria-label")
        or text_of(caption)
        or (text_of(frame) if frame.tag == "object" else "")
        or _place(address)
    )


def _place(address: str) -> str:
    """The name of a file, the host of a page."""
    parts = urlsplit(address)
    name = unquote(parts.path.rpartition("/")[2])
    return name if re.search(r"\.(?!html?$|php$)\w{2,4}$", name) else parts.netloc


def _verb(frame: HtmlElement, address: str) -> str:
    kind = f"{address} {attribute(frame, 'type')}".lower()
    if frame.tag == "video":
        return "watch"
    if frame.tag == "audio" or _HEARD.search(kind):
        return "listen"
    return "watch" if _WATCHED.search(kind) else "open"
