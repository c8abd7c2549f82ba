"""MJML -> HTML, behind one function with an error of its own."""

from __future__ import annotations

import re

from pelican_safespace.errors import CompileError
from pelican_safespace.newsletter.prose import with_ascii_tags

#: A piece of white space with a line end between two tags would be lost in some places and kept
#: in others; no text of an issue has a line end, so all of these are the templates' own.
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_TAG = re.compile(r"<(/?)[A-Za-z](?:[^>/]++|/(?!>))*+(/?)>")
_BODY = re.compile(r"<body[^>]*>")
_SPAN = re.compile(r"(\d+)(?:\.\.|:)(\d+)")

#: The compiler calls itself for every element within another; a few thousand end the process.
DEEPEST = 500


def compiled(source: str, name: str) -> str:
    """Return the HTML of the MJML document ``source``.

    Raises CompileError, which begins with ``name`` (an issue's or article's file) and shows the
    place, when the compiler refuses the document or would not survive it.
    """
    source = with_ascii_tags(_BETWEEN_TAGS.sub("><", source))
    if _depth(source) > DEEPEST:
        raise CompileError(f"{name}: elements lie more than {DEEPEST} deep in each other.")
    from mjml import mjml2html  # only where there is a newsletter

    try:
        return _as_main(str(mjml2html(source, fonts={})))
    except (ValueError, OSError) as error:
        raise CompileError(f"{name}: {_explained(str(error), source)}") from error


def _as_main(html: str) -> str:
    """The compiler marks a mail as an article only; opened as a page, it needs a main part."""
    html = _BODY.sub(r'\g<0><div role="main">', html, count=1)
    return html.replace("</body>", "</div></body>")


def _depth(source: str) -> int:
    """The deepest nesting; void elements written without a slash only make it more careful."""
    depth = deepest = 0
    for closing, void in _TAG.findall(source):
        depth += -1 if closing else not void
        deepest = max(deepest, depth)
    return deepest


def _explained(message: str, source: str) -> str:
    """The compiler's message, with the text it counts bytes in."""
    place = _SPAN.search(message)
    if place is None:
        return message
    around = source.encode()[max(0, int(place[1]) - 40) : int(place[2]) + 40]
    return f"{message} near “{around.decode('utf-8', 'ignore')}”"
