"""Links that stand in a text as Markdown writes them: in HTML that no Markdown was read in.

<div align="right">

[<< prev](./8.md) | [next >>](./10.md)
</div>
"""

from __future__ import annotations

import re

from pelican_safespace.navigation.snippets import LinkSpan
from pelican_safespace.source.line import Line
from pelican_safespace.source.outline import Link

_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)(?:\s\"[^\"]*\")?\)")
_RULE = re.compile(r"^[\s|:-]*\n", re.MULTILINE)  # above a table: "|---|---|"


def with_literal_links(line: Line) -> Line | None:
    """Return a line with its literal links as links, to be read only; None where it has none."""
    if line.links or "](" not in line.text:
        return None
    source = _RULE.sub("", line.text).replace("\n", " ")
    text, last = "", 0
    links: list[LinkSpan] = []
    for found in _LINK.finditer(source):
        text += source[last : found.start()]
        links.append((len(text), len(text) + len(found[1]), Link.to(found[2])))
        text += found[1]
        last = found.end()
    joints = {place for start, end, _ in links for place in (start, end)}
    read = Line(line.run, line.start, line.end, text + source[last:], links, [], joints)
    return read if links else None
