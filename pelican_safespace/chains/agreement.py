"""Links that agree: what each article says of its neighbours, and what follows for the others.

What an article says of its neighbours is a title, a slug, a path or a URL, often of one
neighbour only, sometimes wrong. Here every link is looked up among the site's own articles, and
afterwards next(A) is B exactly when previous(B) is A, nobody leads to a draft, and no chain runs
in a circle. What cannot be so is left out and told as a Problem.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pelican_safespace.chains.catalogue import Catalogue, normalised
from pelican_safespace.models import Direction, LinkWay, Member, Problem, SeriesLink, SeriesLinks

_OPPOSITE: dict[Direction, Direction] = {"previous": "next", "next": "previous"}


@dataclass(frozen=True, slots=True)
class Settled:
    """The links of a site: each member's by its source, what is amiss, and how each was found."""

    links: Mapping[str, SeriesLinks]
    problems: tuple[Problem, ...]
    ways: Mapping[tuple[str, Direction], LinkWay]


def resolve(members: Sequence[Member]) -> tuple[dict[str, SeriesLinks], tuple[Problem, ...]]:
    """Return each member's links, keyed by ``Member.source``, and what a person should mend.

    A link to one of the site's own articles gets its title and URL; one to another site stays
    as it is. A chain of links belongs to the series that its articles name. In a series the
    public members are put in order (by part, else along their links, else by date), neighbours
    are linked where nothing is written, and ``part`` and ``of`` are filled in. Nothing depends
    on the order of ``members``; the time taken is that of sorting them.
    """
    settled = settle(members)
    return dict(settled.links), settled.problems


def settle(members: Sequence[Member]) -> Settled:
    """Return what ``resolve`` does, and how each link was found."""
    site = _Site(sorted(members, key=lambda member: (member.published, member.source)))
    site.link_as_written()
    site.cut_circles()
    site.name_chains()
    site.order_series()
    site.number_chains()
    problems = sorted(site.problems, key=lambda problem: problem.source)
    links = {member.source: site.finished(member) for member in members}
    return Settled(links, tuple(problems), site.ways)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A neighbour as an article wrote it, and the member it turned out to be."""

    member: Member
    direction: Direction
    neighbour: Member


class _Site:
    """All members, oldest first, and the links between them as far as they agree."""

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
        )

    def _link(self, member: Member, direction: Direction) -> SeriesLink | None:
        neighbour = self.neighbours[direction].get(member.source)
        if neighbour is not None:
            return SeriesLink(neighbour.title, neighbour.url)
        return self.outside.get((member.source, direction))

    def _tell(self, member: Member, message: str, remedy: str) -> None:
        self.problems.append(Problem(member.source, message, remedy))

    # What each article wrote

    def link_as_written(self) -> None:
        """Link what the articles say. What both of two say comes before what one of them does."""
        claims = list(self._claims())
        self.said = {(one.member.source, one.direction, one.neighbour.source) for one in claims}

        def one_sided(claim: _Claim) -> bool:
            back = (claim.neighbour.source, _OPPOSITE[claim.direction], claim.member.source)
            return back not in self.said

        for claim in sorted(claims, key=one_sided):
            self._join(claim)

    def _claims(self) -> Iterator[_Claim]:
        for member in self.members:
            written = member.links
            if written.previous and (found := self._find(member, "previous", written.previous)):
                yield _Claim(member, "previous", found)
            if written.next and (found := self._find(member, "next", written.next)):
                yield _Claim(member, "next", found)

    def _find(self, member: Member, direction: Direction, link: SeriesLink) -> Member | None:
        """The public article that a link means; otherwise what is wrong is told."""
        found, way = self.catalogue.match(link, member)
        called = f"“{link.title or link.url}”"
        if len(found) == 1 and found[0] is not member:
            self.ways[member.source, direction] = way if found[0].public else "not public"
            return found[0] if found[0].public else None
        if link.url and self.catalogue.is_external(link.url):
            self.outside[member.source, direction] = link
            way = "another site"
        elif not found:
            way = "not found"
            self._tell(
                member,
                f"its {direction} article is said to be {called}, and no article is called so.",
                f"Correct the title, or set “{direction.capitalize()}:” to the article's slug.",
            )
        elif found[0] is member:
            way = "itself"
            self._tell(
                member,
                f"its {direction} article is said to be {called}, which is the article itself.",
                f"Name the {direction} article, or remove the link.",
            )
        else:
            way = "ambiguous"
            sources = " or ".join(sorted(one.source for one in found))
            self._tell(
                member,
                f"its {direction} article is said to be {called}, which could be {sources}.",
                f"Set “{direction.capitalize()}:” to the slug of the one that is meant.",
            )
        self.ways[member.source, direction] = way
        return None

    def _join(self, claim: _Claim) -> None:
        """Link two members to each other, unless one of them is linked otherwise already."""
        member, neighbour = claim.member, claim.neighbour
        there, back = self.neighbours[claim.direction], _OPPOSITE[claim.direction]
        if not member.public:
            there.setdefault(member.source, neighbour)
            return
        mine, theirs = there.get(member.source), self.neighbours[back].get(neighbour.source)
        if mine is neighbour and theirs is member:
            return
        rival = mine or theirs
        outside = self.outside.get((neighbour.source, back))
        if rival is None and outside is None:
            there[member.source] = neighbour
            self.neighbours[back][neighbour.source] = member
            self.ways.setdefault((neighbour.source, back), "the other's link")
            return
        self.ways[member.source, claim.direction] = "contradicted"
        self._tell(
            member,
            f"its {claim.direction} article is said to be {neighbour.source}, but "
            f"{self._rival_claim(claim, mine, theirs, outside)}.",
            f"Make what these articles say agree, or set “{claim.direction.capitalize()}:” here; "
            "until then this link is left out.",
        )

    def _rival_claim(
        self, claim: _Claim, mine: Member | None, theirs: Member | None, outside: SeriesLink | None
    ) -> str:
        """Who says something else than ``claim``, and what: the claim that was believed."""
        member, neighbour, back = claim.member, claim.neighbour, _OPPOSITE[claim.direction]
        if mine is not None:
            return f"{mine.source} says that its {back} article is {member.source}"
        if theirs is None:
            return f"that one says that its {back} article is {outside and outside.url}"
        if (neighbour.source, back, theirs.source) in self.said:
            return f"that one says that its {back} article is {theirs.source}"
        return f"{theirs.source} says so, too"

    # Circles

    def cut_circles(self) -> None:
        """Walk each chain from its start; what is never reached runs in a circle."""
        following, preceding = self.neighbours["next"], self.neighbours["previous"]
        reached: set[str] = set()
        for start in self._starts():
            reached.update(member.source for member in self._chain(start))
        for start in self.public:
            if start.source in reached:
                continue
            last = preceding.pop(start.source)
            del following[last.source]
            reached.update(member.source for member in self._chain(start))
            self._tell(
                last,
                f"its series runs in a circle: the next article is {start.source}, its first.",
                "Remove the link that leads back; until then it is left out.",
            )

    def _chain(self, start: Member) -> Iterator[Member]:
        """The members from ``start`` on, along their links."""
        member: Member | None = start
        while member is not None:
            yield member
            member = self.neighbours["next"].get(member.source)

    def _starts(self) -> Iterator[Member]:
        """The members that a chain begins with."""
        preceding = self.neighbours["previous"]
        return (member for member in self.public if member.source not in preceding)

    # Named series

    def name_chains(self) -> None:
        """A chain whose articles name one series only belongs to it as a whole."""
        for start in self._starts():
            chain = list(self._chain(start))
            names = [self.names[one.source] for one in chain if one.source in self.names]
            if len({normalised(name) for name in names}) == 1:
                for member in chain:
                    self.names.setdefault(member.source, names[0])

    def order_series(self) -> None:
        """Put each named series in order, number its parts and link them where nobody did."""
        named: dict[tuple[str, str], list[Member]] = {}
        for member in self.public:
            if name := self.names.get(member.source):
                named.setdefault((normalised(name), member.lang), []).append(member)
        ends = _Ends(self._chain(start) for start in self._starts())
        for series in named.values():
            self._tell_same_parts(series)
            ordered = self._ordered(series)
            number = 0
            for member in ordered:
                number = number + 1 if member.links.part is None else member.links.part
                self.numbers[member.source] = (number, len(ordered))
            for earlier, later in pairwise(ordered):
                self._link_in_series(earlier, later, ends)

    def _tell_same_parts(self, series: Sequence[Member]) -> None:
        seen: dict[int, Member] = {}
        for member in series:
            part = member.links.part
            if part is not None and seen.setdefault(part, member) is not member:
                self._tell(
                    member,
                    f"it is part {part} of “{self.names[member.source]}”, and so is "
                    f"{seen[part].source}.",
                    "Give each part a “Series_index:” of its own.",
                )

    def _ordered(self, series: Sequence[Member]) -> list[Member]:
        """Those with a part at its place, the others along their links, else by date."""
        stated = deque(
            sorted(
                (member for member in series if member.links.part is not None),
                key=lambda member: (member.links.part, member.published, member.source),
            )
        )
        others = self._along_links([member for member in series if member.links.part is None])
        ordered: list[Member] = []
        while stated or others:
            part = stated[0].links.part if stated else None
            if part is not None and (part <= len(ordered) + 1 or not others):
                ordered.append(stated.popleft())
            else:
                ordered.append(others.popleft())
        return ordered

    def _along_links(self, series: Sequence[Member]) -> deque[Member]:
        inside = {member.source for member in series}
        placed: dict[str, Member] = {}
        for start in series:
            before = self.neighbours["previous"].get(start.source)
            if before is None or before.source not in inside:
                for member in self._chain(start):
                    if member.source not in inside:
                        break
                    placed.setdefault(member.source, member)
        return deque(placed.values())

    def _link_in_series(self, earlier: Member, later: Member, ends: _Ends) -> None:
        following, preceding = self.neighbours["next"], self.neighbours["previous"]
        taken = earlier.source in following or later.source in preceding
        outside = (earlier.source, "next") in self.outside or (
            (later.source, "previous") in self.outside
        )
        if not taken and not outside and ends.join(earlier, later):
            following[earlier.source] = later
            preceding[later.source] = earlier
            self.ways[earlier.source, "next"] = "order of the series"
            self.ways[later.source, "previous"] = "order of the series"

    # Chains without a name

    def number_chains(self) -> None:
        """Number the members of a chain by the part that one of them states."""
        for start in self._starts():
            chain = list(self._chain(start))
            stated = [(place, one.links) for place, one in enumerate(chain) if one.links.part]
            offsets = {(links.part or 0) - place for place, links in stated}
            if len(offsets) != 1 or any(one.source in self.numbers for one in chain):
                continue
            (offset,) = offsets
            totals = [links.of for _, links in stated if links.of is not None]
            of = totals[0] if totals else len(chain) if offset == 1 else None
            for place, member in enumerate(chain):
                if place + offset > 0:
                    self.numbers[member.source] = (place + offset, of)


class _Ends:
    """Which member ends the chain that another one starts: linking them would make a circle."""

    def __init__(self, chains: Iterator[Iterator[Member]]) -> None:
        self.last: dict[str, str] = {}
        self.first: dict[str, str] = {}
        for chain in chains:
            sources = [member.source for member in chain]
            self.last[sources[0]], self.first[sources[-1]] = sources[-1], sources[0]

    def join(self, end: Member, start: Member) -> bool:
        """Join the chain that ends with ``end`` and the one from ``start`` on, if they are two."""
        first, last = self.first[end.source], self.last[start.source]
        if first == start.source:
            return False
        self.last[first], self.first[last] = last, first
        return True
