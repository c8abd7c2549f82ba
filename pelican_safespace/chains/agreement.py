"""Links that agree: what each article says of its neighbours, and what follows for the others.

What an article says of its neighbours is a title, a slug, a path or a URL, often of one
neighbour only, sometimes wrong. Here every link is looked up among the site's own articles, and
afterwards next(A) is B exactly when previous(B) is A, nobody leads to a draft, and no chain runs
in a circle. What cannot be so is left out and told as a Problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pelican_safespace.chains.circles import cut_circles
from pelican_safespace.chains.claims import link_as_written
from pelican_safespace.chains.order import name_chains, order_series
from pelican_safespace.chains.site import Site
from pelican_safespace.models import Direction, LinkWay, Member, Problem, SeriesLinks


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
    site = Site(sorted(members, key=lambda member: (member.published, member.source)))
    link_as_written(site)
    cut_circles(site)
    name_chains(site)
    order_series(site)
    number_chains(site)
    problems = sorted(site.problems, key=lambda problem: problem.source)
    links = {member.source: site.finished(member) for member in members}
    return Settled(links, tuple(problems), site.ways)


def number_chains(site: Site) -> None:
    """Number the members of a chain by the part that one of them states."""
    for start in site.starts():
        chain = list(site.chain(start))
        stated = [(place, one.links) for place, one in enumerate(chain) if one.links.part]
        offsets = {(links.part or 0) - place for place, links in stated}
        if len(offsets) != 1 or any(one.source in site.numbers for one in chain):
            continue
        (offset,) = offsets
        totals = [links.of for _, links in stated if links.of is not None]
        of = totals[0] if totals else len(chain) if offset == 1 else None
        for place, member in enumerate(chain):
            if place + offset > 0:
                site.numbers[member.source] = (place + offset, of)
