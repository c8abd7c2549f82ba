"""What a role of Sphinx leads to, which other readers leave as it is written."""

from __future__ import annotations

import re

from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labels import Label, read_label
from pelican_safespace.navigation.snippets import Snippet
from pelican_safespace.navigation.titles import title_of
from pelican_safespace.navigation.words import LETTER, Vocabulary
from pelican_safespace.source.outline import Link

# ":doc:`TITLE <address>`", ":ref:`address`"
_ANY_ROLE = re.compile(r":(?:doc|ref):`(?P<title>[^`<>]+?)\s*(?:<(?P<address>[^`<>]+)>)?`")
_ROLE = re.compile(rf"[:\s]*{_ANY_ROLE.pattern}\W*$")


def read_roles(text: str, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Return the steps of a line of roles that are labels: ":doc:`Previous <a>` · :doc:`Next <b>`".

    None where it says anything besides.
    """
    found = list(_ANY_ROLE.finditer(text)) if "`" in text else []
    if not found or LETTER.search(_ANY_ROLE.sub("", text)):
        return ()
    cells = (_step(role["title"], role["address"], vocabulary) for role in found)
    steps = tuple(cell for cell in cells if cell is not None)
    return steps if len({step.direction for step in steps}) == len(steps) else ()


def _step(said: str, address: str | None, vocabulary: Vocabulary) -> Cell | None:
    said = said.replace(" · ", ": ", 1)  # "◀ Previous · TITLE"
    words = vocabulary.words(said)
    label = read_label(said, words, frozenset(), len(said))
    if label is None or label.weak:
        return None
    title = title_of(said[label.end :].lstrip(":")) if len(words) > label.count else None
    return Cell("step", label.direction, title, Link.to(address or said), labelled=True)


def read_role(snippet: Snippet, label: Label, start: int) -> Cell | None:
    """Return the step of a label with a role behind it, from ``start`` on; None without one."""
    role = _ROLE.match(snippet.text, start, snippet.end)
    if role is None:
        return None
    address = role["address"] or role["title"]
    title = title_of(role["title"])
    return Cell("step", label.direction, title, Link.to(address), labelled=True)
