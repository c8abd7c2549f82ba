"""Chains that run in a circle, which are cut."""

from __future__ import annotations

from pelican_safespace.chains.site import Site
from pelican_safespace.models import Problem


def cut_circles(site: Site) -> None:
    """Walk each chain from its start; what is never reached runs in a circle."""
    following, preceding = site.neighbours["next"], site.neighbours["previous"]
    reached: set[str] = set()
    for start in site.starts():
        reached.update(member.source for member in site.chain(start))
    for start in site.public:
        if start.source in reached:
            continue
        last = preceding.pop(start.source)
        del following[last.source]
        reached.update(member.source for member in site.chain(start))
        site.problems.append(
            Problem(
                last.source,
                f"its series runs in a circle: the next article is {start.source}, its first.",
                "Remove the link that leads back; until then it is left out.",
            )
        )
