"""What the articles write of their neighbours: each is looked up, and what agrees is linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pelican_safespace.chains.site import Site
from pelican_safespace.models import Direction, LinkWay, Member, Problem, SeriesLink

_OPPOSITE: dict[Direction, Direction] = {"previous": "next", "next": "previous"}


@dataclass(frozen=True, slots=True)
class _Claim:
    """A neighbour as an article wrote it, and the member it turned out to be."""

    member: Member
    direction: Direction
    neighbour: Member


def link_as_written(site: Site) -> None:
    """Link what the articles say. What both of two say comes before what one of them does."""
    claims = list(_claims(site))
    site.said = {(one.member.source, one.direction, one.neighbour.source) for one in claims}

    def one_sided(claim: _Claim) -> bool:
        back = (claim.neighbour.source, _OPPOSITE[claim.direction], claim.member.source)
        return back not in site.said

    for claim in sorted(claims, key=one_sided):
        _join(site, claim)


def _claims(site: Site) -> Iterator[_Claim]:
    for member in site.members:
        written = member.links
        if written.previous and (found := _find(site, member, "previous", written.previous)):
            yield _Claim(member, "previous", found)
        if written.next and (found := _find(site, member, "next", written.next)):
            yield _Claim(member, "next", found)


def _find(site: Site, member: Member, direction: Direction, link: SeriesLink) -> Member | None:
    """The public article that a link means; otherwise what is wrong is told."""
    found, way = site.catalogue.match(link, member)
    if len(found) == 1 and found[0] is not member:
        site.ways[member.source, direction] = way if found[0].public else "not public"
        return found[0] if found[0].public else None
    if link.url and site.catalogue.is_external(link.url):
        site.outside[member.source, direction] = link
        site.ways[member.source, direction] = "another site"
    else:
        site.ways[member.source, direction] = _tell_missed(site, member, direction, link, found)
    return None


def _tell_missed(
    site: Site, member: Member, direction: Direction, link: SeriesLink, found: Sequence[Member]
) -> LinkWay:
    """Tell that a link means no article of the site, itself, or one of several."""
    said = f"“{link.title or link.url}”"
    if not found:
        problem = Problem(
            member.source,
            f"its {direction} article is said to be {said}, and no article is called so.",
            f"Correct the title, or set “{direction.capitalize()}:” to the article's slug.",
        )
    elif found[0] is member:
        problem = Problem(
            member.source,
            f"its {direction} article is said to be {said}, which is the article itself.",
            f"Name the {direction} article, or remove the link.",
        )
    else:
        sources = " or ".join(sorted(one.source for one in found))
        problem = Problem(
            member.source,
            f"its {direction} article is said to be {said}, which could be {sources}.",
            f"Set “{direction.capitalize()}:” to the slug of the one that is meant.",
        )
    site.problems.append(problem)
    return "ambiguous" if len(found) > 1 else "itself" if found else "not found"


def _join(site: Site, claim: _Claim) -> None:
    """Link two members to each other, unless one of them is linked otherwise already."""
    member, neighbour = claim.member, claim.neighbour
    there, back = site.neighbours[claim.direction], _OPPOSITE[claim.direction]
    if not member.public:
        there.setdefault(member.source, neighbour)
        return
    mine, theirs = there.get(member.source), site.neighbours[back].get(neighbour.source)
    if mine is neighbour and theirs is member:
        return
    rival = mine or theirs
    outside = site.outside.get((neighbour.source, back))
    if rival is None and outside is None:
        there[member.source] = neighbour
        site.neighbours[back][neighbour.source] = member
        site.ways.setdefault((neighbour.source, back), "the other's link")
        return
    site.ways[member.source, claim.direction] = "contradicted"
    site.problems.append(
        Problem(
            member.source,
            f"its {claim.direction} article is said to be {neighbour.source}, but "
            f"{_rival_claim(site, claim, mine, theirs, outside)}.",
            f"Make what these articles say agree, or set “{claim.direction.capitalize()}:” here; "
            "until then this link is left out.",
        )
    )


def _rival_claim(
    site: Site,
    claim: _Claim,
    mine: Member | None,
    theirs: Member | None,
    outside: SeriesLink | None,
) -> str:
    """Who says something else than ``claim``, and what: the claim that was believed."""
    member, neighbour, back = claim.member, claim.neighbour, _OPPOSITE[claim.direction]
    if mine is not None:
        return f"{mine.source} says that its {back} article is {member.source}"
    if theirs is None:
        return f"that one says that its {back} article is {outside and outside.url}"
    if (neighbour.source, back, theirs.source) in site.said:
        return f"that one says that its {back} article is {theirs.source}"
    return f"{theirs.source} says so, too"
