"""Named series: their members in order, numbered, and linked where nobody did."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pelican_safespace.chains.catalogue import normalised
from pelican_safespace.chains.site import Site
from pelican_safespace.models import Member, Problem


def name_chains(site: Site) -> None:
    """A chain whose articles name one series only belongs to it as a whole."""
    for start in site.starts():
        chain = list(site.chain(start))
        names = [site.names[one.source] for one in chain if one.source in site.names]
        if len({normalised(name) for name in names}) == 1:
            for member in chain:
                site.names.setdefault(member.source, names[0])


def order_series(site: Site) -> None:
    """Put each named series in order, number its parts and link them where nobody did."""
    named: dict[tuple[str, str], list[Member]] = {}
    for member in site.public:
        if name := site.names.get(member.source):
            named.setdefault((normalised(name), member.lang), []).append(member)
    ends = _Ends(site.chain(start) for start in site.starts())
    for series in named.values():
        _tell_same_parts(site, series)
        ordered = _ordered(site, series)
        number = 0
        for member in ordered:
            number = number + 1 if member.links.part is None else member.links.part
            site.numbers[member.source] = (number, len(ordered))
        for earlier, later in pairwise(ordered):
            _link_in_series(site, earlier, later, ends)


def _tell_same_parts(site: Site, series: Sequence[Member]) -> None:
    seen: dict[int, Member] = {}
    for member in series:
        part = member.links.part
        if part is not None and seen.setdefault(part, member) is not member:
            site.problems.append(
                Problem(
                    member.source,
                    f"it is part {part} of “{site.names[member.source]}”, and so is "
                    f"{seen[part].source}.",
                    "Give each part a “Series_index:” of its own.",
                )
            )


def _ordered(site: Site, series: Sequence[Member]) -> list[Member]:
    """Those with a part at its place, the others along their links, else by date."""
    stated = deque(
        sorted(
            (member for member in series if member.links.part is not None),
            key=lambda member: (member.links.part, member.published, member.source),
        )
    )
    others = _along_links(site, [member for member in series if member.links.part is None])
    ordered: list[Member] = []
    while stated or others:
        part = stated[0].links.part if stated else None
        if part is not None and (part <= len(ordered) + 1 or not others):
            ordered.append(stated.popleft())
        else:
            ordered.append(others.popleft())
    return ordered


def _along_links(site: Site, series: Sequence[Member]) -> deque[Member]:
    inside = {member.source for member in series}
    placed: dict[str, Member] = {}
    for start in series:
        before = site.neighbours["previous"].get(start.source)
        if before is None or before.source not in inside:
            for member in site.chain(start):
                if member.source not in inside:
                    break
                placed.setdefault(member.source, member)
    return deque(placed.values())


def _link_in_series(site: Site, earlier: Member, later: Member, ends: _Ends) -> None:
    following, preceding = site.neighbours["next"], site.neighbours["previous"]
    taken = earlier.source in following or later.source in preceding
    outside = (earlier.source, "next") in site.outside or (
        (later.source, "previous") in site.outside
    )
    if not taken and not outside and ends.join(earlier, later):
        following[earlier.source] = later
        preceding[later.source] = earlier
        site.ways[earlier.source, "next"] = "order of the series"
        site.ways[later.source, "previous"] = "order of the series"


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
