"""What a role of Sphinx leads to, which other readers leave as it is written."""

from __future__ import annotations

import re

from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labels import Label
from pelican_safespace.navigation.snippets import Snippet
from pelican_safespace.navigation.titles import title_of
from pelican_safespace.source.outline import Link

# ":doc:`TITLE <address>`", ":ref:`address`"
_ROLE = re.compile(r"[:\s]*:(?:doc|ref):`(?P<title>[^`<>]+?)\s*(?:<(?P<address>[^`<>]+)>)?`\W*$")


def read_role(snippet: Snippet, label: Label, start: int) -> Cell | None:
    """Return the step of a label with a role behind it, from ``start`` on; None without one."""
    role = _ROLE.match(snippet.text, start, snippet.end)
    if role is None:
        return None
    address = role["address"] or role["title"]
    title = title_of(role["title"])
    return Cell("step", label.direction, title, Link.to(address), labelled=True)
