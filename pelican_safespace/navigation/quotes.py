"""What stands in quotation marks; an apostrophe is none: 'Scott's guide', “the parents' room”."""

from __future__ import annotations

import re
from collections.abc import Iterator

QUOTES = "“„«»\"'‘"
"""What a quotation begins with."""
_DOUBLE = r"(?<!=)[“„«»\"]\s?([^“”„«»\"]{2,120}?)\s?[”“«»\"](?!\w)"
# A letter follows an apostrophe, or it ends a plural and the mark that closes is still to come.
_APOSTROPHE = r"['’](?=\w)|(?<=s)['’](?=\s\w[^'’‘]*['’](?!\w))"
_SINGLE = rf"(?<!\w)['‘]((?:[^'’‘“”„«»\"]|{_APOSTROPHE}){{2,120}})['’](?!\w)"
_QUOTED = re.compile(f"{_DOUBLE}|{_SINGLE}")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """The places of what is quoted in ``text``, in order, without the marks."""
    for found in _QUOTED.finditer(text):
        yield found.span(found.lastindex or 0)
