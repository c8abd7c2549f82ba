"""Elements that are taken whole: pictures, preformatted text, embeds, what has nothing inside."""

from __future__ import annotations

from collections.abc import Iterator

from pelican_safespace.newsletter.frames import Frame
from pelican_safespace.newsletter.inline import Break, InlineImage
from pelican_safespace.newsletter.nodes import Divider, Preformatted
from pelican_safespace.newsletter.pictures import embed, image, offered
from pelican_safespace.newsletter.runs import Mark, Run
from pelican_safespace.newsletter.tree import Element
from pelican_safespace.newsletter.vocabulary import EMBEDDED


def take_whole(element: Element, frame: Frame, marks: tuple[Mark, ...], base: str | None) -> bool:
    """Take an element that has nothing for a walk inside into ``frame``; False for any other."""
    tag = element.tag
    if tag == "br":
        frame.runs.append(Run(Break(), marks))
    elif tag == "hr":
        frame.add(Divider())
    elif tag in ("img", "picture"):
        frame.runs.extend(Run(shown, marks) for shown in _pictures(element, base))
    elif tag == "pre":
        if text := _preformatted(element):
            frame.add(Preformatted(text))
    elif tag == "math":
        frame.runs.append(Run(element.get("alttext"), marks))
    elif tag == "input":
        if element.get("type").lower() == "checkbox":
            frame.runs.append(Run("☑ " if "checked" in element.attributes else "☐ "))
    elif tag in EMBEDDED and (found := embed(element, base)):
        frame.add(found)
    else:
        return False
    return True


def _pictures(element: Element, base: str | None) -> Iterator[InlineImage | str]:
    """A picture that cannot be shown is its alt text, as with images switched off."""
    sources = offered(element) if element.tag == "picture" else ()
    for img in (element, *element.inside()):
        if isinstance(img, Element) and img.tag == "img":
            found = image(img, base, sources)
            if found and img.has_class("emoji", "wp-smiley"):
                yield found.picture.alt
            else:
                yield found or img.get("alt")


def _preformatted(element: Element) -> str:
    """The text as it stands, without line breaks around it; "" where it is only white space."""
    lines = (
        child if isinstance(child, str) else "\n" if child.tag == "br" else ""
        for child in element.inside()
    )
    text = "".join(lines).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    text = text.removeprefix("\n").rstrip()
    return text if text.strip() else ""
