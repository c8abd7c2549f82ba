"""A site's articles, oldest first, and the links between them as far as they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pelican_safespace.chains.catalogue import Catalogue
from pelican_safespace.models import Direction, LinkWay, Member, Problem, SeriesLink, SeriesLinks


class Site:
    """All members, oldest first, and the links between them as far as they agree.

    ``outside`` are links to other sites; ``names`` and ``numbers`` the series, part and total of
    members by their source; ``ways`` how each link was found, ``said`` what the articles wrote.
    """

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members
        self.public = [member for member in members if member.public]
        self.problems: list[Problem] = []
        self.catalogue = Catalogue(members)
        self.outside: dict[tuple[str, Direction], SeriesLink] = {}
        self.neighbours: dict[Direction, dict[str, Member]] = {"previous": {}, "next": {}}
        self.names = {one.source: one.links.name for one in members if one.links.name}
        self.numbers: dict[str, tuple[int, int | None]] = {}
        self.ways: dict[tuple[str, Direction], LinkWay] = {}
        self.said: set[tuple[str, Direction, str]] = set()

    def finished(self, member: Member) -> SeriesLinks:
        """The links of a member, when all is done."""
        part, of = self.numbers.get(member.source, (None, None))
        return replace(
            member.links,
            name=self.names.get(member.source),
            previous=self._link(member, "previous"),
            next=self._link(member, "next"),
            part=part if member.links.part is None else member.links.part,
            of=of if member.links.of is None else member.links.of,
            belongs=False,
        )

    def _link(self, member: Member, direction: Direction) -> SeriesLink | None:
        neighbour = self.neighbours[direction].get(member.source)
        if neighbour is not None:
            return SeriesLink(neighbour.title, neighbour.url)
        return self.outside.get((member.source, direction))

    def chain(self, start: Member) -> Iterator[Member]:
        """The members from ``start`` on, along their links."""
        member: Member | None = start
        while member is not None:
            yield member
            member = self.neighbours["next"].get(member.source)

    def starts(self) -> Iterator[Member]:
        """The members that a chain begins with."""
        preceding = self.neighbours["previous"]
        return (member for member in self.public if member.source not in preceding)
