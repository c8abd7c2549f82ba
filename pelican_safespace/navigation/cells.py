"""What a snippet of navigation can be: "Previous: TITLE", "Part 2", "Home", a title, prose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pelican_safespace.models import Direction
from pelican_safespace.source.outline import Link

Kind = Literal["step", "label", "part", "statement", "beside", "heading", "link", "title", "prose"]


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """What one link, or one label with its title, says.

    ``weak``: only an arrow or a word like "back" tells the direction, so it needs company; or,
    beside the steps, that it is hardly a title.
    ``labelled``: a label in words tells it, ``bare``: in a single word; ``told``: markup does.
    ``general``: these words are "back", "continue" and the like, that may lead elsewhere.
    ``name`` is the series that a heading or statement names, ``number`` a part's, ``of`` how
    many there are; ``pages``: the link leads through an index' pages. ``in_series``: the label
    says "in this series". ``here``: words tell that
    it is this article ("this post"); ``soon``: that it is not yet there. ``within`` is the number
    inside a link's title; ``several``: a label of more than one link; ``rest``: a heading of the
    other parts. ``foreign``: a title of words that we do not know, which could be a label.
    ``piece``: a part that one article may have several of, such as a step. ``opening`` is the
    label that a link's text begins with, though nothing ends it, and the title behind it.
    """

    kind: Kind
    direction: Direction | None = None
    title: str | None = None
    link: Link | None = None
    weak: bool = False
    labelled: bool = False
    told: bool = False
    bare: bool = False
    general: bool = False
    name: str | None = None
    number: int | None = None
    of: int | None = None
    pages: bool = False
    in_series: bool = False
    here: bool = False
    soon: bool = False
    within: int | None = None
    several: bool = False
    rest: bool = False
    foreign: bool = False
    piece: bool = False
    opening: tuple[Direction, str] | None = None

    @property
    def may_be_title(self) -> bool:
        """Tell whether it can be the title that a label waits for."""
        return self.kind in ("title", "link") or (
            self.kind == "beside" and bool(self.title) and not self.weak
        )

    @property
    def href(self) -> str | None:
        """Where the cell leads."""
        return self.link.href if self.link else None


PROSE = Cell("prose")
BESIDE = Cell("beside")
