"""Links that stand in a text as Markdown writes them: in HTML that no Markdown was read in.

<div align="right">

[<< prev](./8.md) | [next >>](./10.md)
</div>
"""

from __future__ import annotations

import re
from itertools import islice
from operator import itemgetter

from pelican_safespace.navigation.snippets import MOST_LINKS, LinkSpan
from pelican_safespace.source.line import Line
from pelican_safespace.source.outline import Link

_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)(?:\s\"[^\"]*\")?\)")
_RULE = re.compile(r"^[\s|:-]*\n", re.MULTILINE)  # above a table: "|---|---|"


def with_literal_links(line: Line) -> Line | None:
    """Return a line with its literal links as links, to be read only; None where it has none."""
    if "](" not in line.text:
        return None
    source = line.text if line.links else _RULE.sub("", line.text)
    source = source.replace("\n", " ")
    found = [*islice(_LINK.finditer(source), MOST_LINKS + 1)]
    if not 0 < len(found) <= MOST_LINKS or any(
        a < one.end() and one.start() < b for one in found for a, b in line.linked
    ):
        return None
    # What is left out: "[" before each text, and all behind it.
    gaps = sorted(
        gap for one in found for gap in ((one.start(), one.start(1)), (one.end(1), one.end()))
    )

    def moved(place: int) -> int:
        return place - sum(end - start for start, end in gaps if end <= place)

    borders = [0, *(place for gap in gaps for place in gap), len(source)]
    text = "".join(
        source[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)
    )
    links: list[LinkSpan] = [
        (moved(one.start(1)), moved(one.end(1)), Link.to(one[2])) for one in found
    ]
    links += [(moved(start), moved(end), link) for start, end, link in line.links]
    joints = {place for start, end, _ in links for place in (start, end)}
    return Line(line.run, line.start, line.end, text, sorted(links, key=itemgetter(0)), [], joints)
