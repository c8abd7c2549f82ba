"""XML that is well-formed whatever text goes in, and text that no reader takes for markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from html.entities import html5
from io import BytesIO
from xml.sax.saxutils import XMLGenerator, quoteattr
from xml.sax.saxutils import escape as escaped

from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from pelican_safespace.markup import xml_safe

_LIKE_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])|&(?=(#?\w+))")
BODY = "\0"
"""Stands for an article in what is written around it, as no text of XML can hold it. An article is
encoded once for all formats."""
# What XML carries as it is, in text and between double quotes: most of what an item says.
_PLAIN = re.compile(r"[ !#-%'-;=?-~]*")
_IN_NEED_OF_ESCAPE = re.compile(r"<|&[^\s&]")


class Writer(SimplerXMLGenerator):  # type: ignore[misc]
    """feedgenerator's writer, which leaves out what XML cannot carry instead of failing."""

    def characters(self, content: str) -> None:
        """Write text."""
        XMLGenerator.characters(self, xml_safe(content)[0])

    def startElement(self, name: str, attrs: Mapping[str, object]) -> None:  # noqa: N802
        """Write a start tag; attributes without a value are left out."""
        present = {
            key: xml_safe(str(value))[0] for key, value in attrs.items() if value is not None
        }
        super().startElement(name, present)

    def text(self, name: str, content: object) -> None:
        """Write an element that holds text, unless there is none."""
        fit = "" if content is None else xml_safe(str(content))[0]
        if fit.strip():
            self.startElement(name, {})
            XMLGenerator.characters(self, fit)
            self.endElement(name)

    def empty(self, name: str, **attributes: object) -> None:
        """Write an element of attributes only."""
        self.addQuickElement(name, None, attributes)

    def written(self, xml: str) -> None:
        """Put in ``xml`` that another writer wrote."""
        self.ignorableWhitespace(xml)  # of SAX's methods, the one that does not escape


def taken(out: BytesIO) -> bytes:
    """Return what was written into ``out`` so far, which is empty again."""
    data = out.getvalue()
    out.seek(0)
    out.truncate()
    return data


class Fragment:
    """Elements one after another, in the same bytes as Writer's at a sixth of the cost.

    Of a document's frame there is one, of items thousands.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []

    def start(self, name: str, **attributes: object) -> None:
        """Write a start tag; attributes without a value are left out."""
        self._parts.append(f"<{name}{_attributes(attributes)}>")

    def end(self, name: str) -> None:
        """Write an end tag."""
        self._parts.append(f"</{name}>")

    def element(self, name: str, content: str, **attributes: object) -> None:
        """Write an element that holds text, also where the text is empty."""
        self.escaped(name, escaped_text(content), **attributes)

    def escaped(self, name: str, xml: str, **attributes: object) -> None:
        """Write an element that holds what ``escaped_text`` returned, also where it is empty."""
        tag = f"<{name}{_attributes(attributes)}"
        self._parts.append(f"{tag}>{xml}</{name}>" if xml else f"{tag}/>")

    def text(self, name: str, content: str | None) -> None:
        """Write an element that holds text, unless there is none."""
        xml = escaped_text(content) if content else ""
        if xml and not xml.isspace():
            self._parts.append(f"<{name}>{xml}</{name}>")

    def empty(self, name: str, **attributes: object) -> None:
        """Write an element of attributes only."""
        self._parts.append(f"<{name}{_attributes(attributes)}/>")

    def filled(self, body: bytes) -> bytes:
        """Return what was written, in UTF-8, with ``body`` where ``BODY`` was put."""
        before, _, after = "".join(self._parts).partition(BODY)
        return b"".join((before.encode(), body, after.encode()))


def escaped_html(html: bytes) -> bytes:
    """Return HTML in UTF-8 as XML has it in an element; all its characters XML can carry."""
    return html.replace(b"&", b"&amp;").replace(b">", b"&gt;").replace(b"<", b"&lt;")


def escaped_text(text: str) -> str:
    """Return ``text`` as XML has it in an element, without what XML cannot carry."""
    return text if _PLAIN.fullmatch(text) else escaped(xml_safe(text)[0])


def _attributes(attributes: Mapping[str, object]) -> str:
    """Attributes in the order given, "_" for the ":" that a keyword cannot have."""
    return "".join(
        [
            f" {name.replace('_', ':')}={_quoted(str(value))}"
            for name, value in attributes.items()
            if value is not None
        ]
    )


def _quoted(value: str) -> str:
    return f'"{value}"' if _PLAIN.fullmatch(value) else quoteattr(xml_safe(value)[0])


def unmistakable(text: str) -> str:
    """Return ``text`` for an element of which some readers take "<b>" or "&copy" for markup.

    A word joiner, which shows as nothing, makes it the plain text it is for all of them.
    """
    return _LIKE_MARKUP.sub(_disarm, xml_safe(text)[0].strip())


def _disarm(found: re.Match[str]) -> str:
    name = found[1]
    harmless = name is not None and name.isalpha() and f"{name};" not in html5  # as in "Q&A"
    return found[0] if harmless else f"{found[0]}\u2060"


def as_html(text: str) -> str:
    """Return plain ``text`` for RSS 2.0's ``description``, which is HTML.

    What reads the same either way stays as it is, for readers that show it unread.
    """
    text = xml_safe(text)[0].strip()
    return escape(text, quote=False) if _IN_NEED_OF_ESCAPE.search(text) else text
