"""What is known of a series so far, while the rows of a stretch are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pelican_safespace.models import Direction, SeriesRule
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.title_numbers import NUMBERED


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch stands: ``at_end`` of the article or at its beginning.

    ``at_edge``: no more than a line stands between it and that edge; ``amid``: much does.
    """

    at_edge: bool
    at_end: bool
    amid: bool


class Told:
    """What is known of the series so far; ``sure`` once it cannot be anything else.

    ``steps`` are the neighbours; ``labels`` those that were read and ``pending`` those that wait
    for their title. ``numbered`` are parts by their number, ``listed`` and ``links`` those of lists
    in which none is known to be this article. ``points``: a sentence says where other parts are;
    ``introduced``: one says that there is a series, ``final``: that it ends here; ``pages``: it
    leads through an index; ``marked`` are the addresses to which markup leads in a direction;
    ``belongs``: there is no doubt that this article is one of a series.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.at_edge = place.at_edge
        self.points = False
        self.sure = False
        self.introduced = False
        self.final = False
        self.pages = False
        self.marked: dict[Direction, set[str]] = {}
        self.belongs = False
        self.steps: dict[Direction, Cell] = {}
        self.labels: list[Direction] = []
        self.pending: list[Cell] = []
        self.numbered: dict[int, Cell] = {}
        self.listed: Sequence[Cell] = ()
        self.links: Sequence[Cell] = ()
        self.name: str | None = None
        self.part: int | None = None
        self.of: int | None = None
        self.rules: dict[str, SeriesRule] = {}

    def put(self, direction: Direction | None, cell: Cell, rule: SeriesRule) -> None:
        """Keep the first neighbour told; a title may follow a link.

        A label beats an arrow, and "previous" beats "back", which may be the index.
        """
        if direction is None:
            return
        old = self.steps.get(direction)
        better = old is None or (old.weak, old.general) > (cell.weak, cell.general)
        # "Next: [B]" is surer than the arrow of "[A →]" below it
        better = better and not (
            old and _is_labelled_title(old) and not (cell.labelled or cell.told)
        )
        better = better or (old is not None and _is_announced(old, cell))
        if better or (old and old.title is None and cell.href in (None, old.href)):
            link = cell.link or (old.link if old else None)
            self.steps[direction] = replace(cell, link=link)
            self.rules[direction] = rule


def _is_labelled_title(cell: Cell) -> bool:
    return cell.labelled and cell.link is not None and bool(cell.title)


def _is_announced(old: Cell, cell: Cell) -> bool:
    """Tell whether ``cell`` links what ``old`` announced: "Next up: Part 2", "[Part 2: TITLE]"."""
    found = NUMBERED.fullmatch(old.title or "")
    if old.link is not None or cell.link is None or found is None:
        return False
    return (cell.title or "").startswith(found[0]) or cell.number == int(found[1])
