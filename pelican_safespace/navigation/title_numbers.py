"""The number in a part's title: "TITLE, part two", "TITLE (Part 3): more", "TITLE II", "#4"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.words import Vocabulary

NUMBERED = re.compile(r"[^\W\d]+ (\d{1,3})\b")
"""A title that begins with what it counts, and its number: "Part 3"."""
LEAST_LETTERS = 4  # of a name that titles share

_BORDER = re.compile(r"\s*[:|(\[#]|\s+[–—-]+\s|\s+(?=\d|[IVX]+\b)|,\s|[–—-]+\s")
_LEADING = re.compile(r"#?(\d{1,4})[-–—_.:)]")
_MARKED = re.compile(
    r"[(\[](?P<inside>\d{1,2}|[IVX]{1,5})(?:/\d{1,2})?[)\]]|#(?P<sharp>\d{1,3})\b"
    r"|(?<=\s)(?P<bare>\d{1,2}|[IVX]{1,5})(?=:|\s*$|\s[–—-]\s)"
)


def title_number(title: str, vocabulary: Vocabulary) -> int | None:
    """Return the number that a title says it is of its series, wherever it says so."""
    words = vocabulary.words(title)
    for pair in pairwise(words):
        number = part_number(title, pair)
        if number is not None:
            return number
    marked = _MARKED.search(title)
    return vocabulary.words(marked[marked.lastgroup or 0])[0].number if marked else None


def leading_number(title: str) -> int | None:
    """Return the number that "182-TITLE", "07. TITLE" and "#3: TITLE" begin with."""
    found = _LEADING.match(title)
    return int(found[1]) if found else None


def shared_title(titles: Sequence[str]) -> str | None:
    """Return what all ``titles`` begin with, up to a colon, dash or number; None for nothing."""
    if len(titles) < 2:
        return None
    shared = _beginning(titles)
    ends = [found.start() for found in _BORDER.finditer(shared)]
    ended = all(_BORDER.match(title + ":", len(shared)) for title in titles)
    whole = [len(shared)] if ended else []
    name = shared[: max([*ends, *whole], default=0)].strip(" \t,:;|–—-#([")
    return name if sum(map(str.isalpha, name)) >= LEAST_LETTERS else None


def _beginning(titles: Sequence[str]) -> str:
    """The letters that all of several titles begin with."""
    first, last = min(titles), max(titles)
    length = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[:length] if length is not None else min(first, last, key=len)


def missing_number(
    numbers: Sequence[int | None], *, least: int = 2, first: int | None = 1
) -> int | None:
    """Return the only number that is missing between ``first`` and the last of ``numbers``.

    ``first`` is the first of them where it is None. None where some are not known, or in no
    order, or where more than one is missing; or where there are fewer than ``least`` of them.
    """
    known = [number for number in numbers if number is not None]
    if len(known) < max(least, len(numbers)):
        return None
    missing = set(range(known[0] if first is None else first, known[-1])) - set(known)
    ordered = all(one < other for one, other in pairwise(known))
    return missing.pop() if ordered and len(missing) == 1 else None
