"""How much of each article a mail shows, so that Gmail does not clip it.

Gmail cuts a message off at about 102 KB of HTML, and the unsubscribe link with it. What does not
fit is led to: the bodies of the longest articles end earlier, then articles become cards (title,
summary, link), then cards become lines (title, credit, series links), at last with every word of
these counted. Title, credit and links of every article stay always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import Markup

from pelican_safespace.newsletter.parts import Part

#: The most a mail's HTML may have, in bytes.
BUDGET = 102_000
#: With less room than this for each article, beginnings of articles are no good: cards then.
_LEAST_BODY = 1_500

Kind: TypeAlias = Literal["whole", "card", "line", "tight"]


@dataclass(frozen=True, slots=True)
class Form:
    """How one article is shown; a ``whole`` one may be ``cut`` at the end of a block."""

    kind: Kind
    body: str = ""
    blocks: int = 0
    cut: bool = False
    picture: bool = True

    @property
    def cards(self) -> bool:
        """Whether the article stands in a group of cards."""
        return self.kind != "whole"

    @property
    def is_line(self) -> bool:
        """Whether the article has no more than a line or two."""
        return self.kind in ("line", "tight")


Render: TypeAlias = Callable[[Sequence[Form]], str]


def fit(parts: Sequence[Part], *, digest: bool, render: Render) -> tuple[str, tuple[Form, ...]]:
    """Return the largest mail within ``BUDGET`` and the form each article has in it.

    ``render`` makes the mail for a form of each part. When even the shortest lines are too long,
    their mail is returned nevertheless.
    """
    html, forms = "", ()  # type: tuple[str, tuple[Form, ...]]
    for forms in _attempts(parts, digest, render):
        html = render(forms)
        if _size(html) <= BUDGET:
            return html, forms
    return html, forms


def _size(html: str) -> int:
    return len(html.encode())


def whole(part: Part, budget: int | None = None) -> Form:
    """Return the form with as many blocks as ``budget`` bytes hold, a card when none do."""
    count, left = 0, budget
    for block in part.body:
        if left is not None:
            left -= _size(block)
            if left < 0:
                break
        count += 1
    if not count:
        return Form("card")
    cut = count < len(part.body) or not part.complete
    return Form("whole", Markup("").join(part.body[:count]), count, cut)


def _attempts(parts: Sequence[Part], digest: bool, render: Render) -> Iterator[tuple[Form, ...]]:
    """Yield ever smaller forms of the issue."""
    if not digest:
        sizes = [sum(map(_size, part.body)) for part in parts]
        if sum(sizes) < BUDGET:
            yield tuple(whole(part) for part in parts)
        yield from _cut(parts, sizes, render)
    yield tuple(Form("card") for _ in parts)
    yield from _fewer_cards(parts, render)


def _cut(parts: Sequence[Part], sizes: list[int], render: Render) -> Iterator[tuple[Form, ...]]:
    """Cut the longest bodies to the length at which all fit."""
    bare = tuple(Form("whole", cut=True) for _ in parts)
    room = BUDGET - _size(render(bare))
    for _ in range(4):
        share = level(sizes, room)
        if share < _LEAST_BODY and share < max(sizes):
            return
        forms = tuple(whole(part, share) for part in parts)
        yield forms
        room -= _size(render(forms)) - BUDGET + 64


def level(sizes: list[int], room: int) -> int:
    """Return the size to which the largest are cut so that together they fill ``room``."""
    left = sorted(sizes)
    while left:
        share = room // len(left)
        if left[0] > share:
            return share
        room -= left.pop(0)
    return max(sizes, default=0)


def _fewer_cards(parts: Sequence[Part], render: Render) -> Iterator[tuple[Form, ...]]:
    """As many cards as fit, without pictures, the rest lines; at last short lines only."""
    low, high = 0, len(parts)
    while low < high:
        middle = (low + high + 1) // 2
        if _size(render(_mixed(parts, middle))) <= BUDGET:
            low = middle
        else:
            high = middle - 1
    yield _mixed(parts, low)
    yield tuple(Form("tight", picture=False) for _ in parts)


def _mixed(parts: Sequence[Part], cards: int) -> tuple[Form, ...]:
    return tuple(Form("card" if at < cards else "line", picture=False) for at in range(len(parts)))
