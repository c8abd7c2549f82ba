"""A site's articles -> series links that are checked and agree with one another.

What an article says of its neighbours is a title, a slug, a path or a URL, often of one
neighbour only, sometimes wrong. Here every link is looked up among the site's own articles, and
afterwards next(A) is B exactly when previous(B) is A, nobody leads to a draft, and no chain runs
in a circle. What cannot be so is left out and told as a Problem, in the order of the sources.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from pelican_safespace.models import Direction, Member, Problem, SeriesLink, SeriesLinks

_OPPOSITE: dict[Direction, Direction] = {"previous": "next", "next": "previous"}
_DIRECTIONS: tuple[Direction, Direction] = ("previous", "next")
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")
_INTERNAL = re.compile(r"^\{(?:filename|attach|static|index)\}|^\|filename\|")


def resolve(
    members: Sequence[Member],
) -> tuple[dict[str, SeriesLinks], tuple[Problem, ...]]:
    """Return each member's links, keyed by ``Member.source``, and what a person should mend.

    A link to one of the site's own articles gets its title and URL; one to another site stays
    as it is. In a named series the public members are put in order (by part, else along their
    links, else by date), neighbours are linked where nothing is written, and ``part`` and ``of``
    are filled in. Linear in the number of members.
    """
    site = _Site(members)
    return site.links(), tuple(site.problems)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A neighbour as an article wrote it, and the member it turned out to be."""

    member: Member
    direction: Direction
    neighbour: Member


class _Site:
    """All members, how to find one, and the links between them."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = sorted(members, key=lambda member: member.source)
        self.problems: list[Problem] = []
        self.catalogue = _Catalogue(self.members)
        self.outside: dict[tuple[str, Direction], SeriesLink] = {}
        self.neighbours: dict[Direction, dict[str, Member]] = {"previous": {}, "next": {}}
        self.places: dict[str, tuple[int, int]] = {}
        self._join(list(self._claims()))
        self._cut_circles()
        self.names = self._names()
        for name, series in self._by_name():
            self._put_in_order(name, series)

    def links(self) -> dict[str, SeriesLinks]:
        """The finished links of every member."""
        return {member.source: self._finished(member) for member in self.members}

    def _finished(self, member: Member) -> SeriesLinks:
        part, of = self.places.get(member.source, (None, None))
        written = member.links
        return replace(
            written,
            name=self.names.get(member.source),
            previous=self._link(member, "previous"),
            next=self._link(member, "next"),
            part=written.part if written.part is not None else part,
            of=written.of if written.of is not None else of,
        )

    def _link(self, member: Member, direction: Direction) -> SeriesLink | None:
        neighbour = self.neighbours[direction].get(member.source)
        if neighbour is not None:
            return SeriesLink(neighbour.title, neighbour.url)
        return self.outside.get((member.source, direction))

    # What each article wrote ------------------------------------------------------------------

    def _claims(self) -> Iterator[_Claim]:
        for member in self.members:
            for direction in _DIRECTIONS:
                link: SeriesLink | None = getattr(member.links, direction)
                if link is None:
                    continue
                found = self._find(member, direction, link)
                if found is not None:
                    yield _Claim(member, direction, found)

    def _find(self, member: Member, direction: Direction, link: SeriesLink) -> Member | None:
        found = self.catalogue.find(link, member.lang, member)
        if not found:
            if link.url and _is_external(link.url):
                self.outside[member.source, direction] = link
            else:
                self._tell_unknown(member, direction, link)
            return None
        if len(found) > 1:
            self._tell_ambiguous(member, direction, link, found)
            return None
        if found[0] is member:
            self._tell(
                member,
                f"its {direction} article is itself.",
                f"Name the {direction} article, or remove the link.",
            )
            return None
        return found[0] if found[0].public else None

    def _tell(self, member: Member, message: str, remedy: str) -> None:
        self.problems.append(Problem(member.source, message, remedy))

    def _tell_unknown(self, member: Member, direction: Direction, link: SeriesLink) -> None:
        self._tell(
            member,
            f"no article is “{link.title or link.url}”, which it names as its {direction} one.",
            f"Correct the title, or set “{direction.capitalize()}:” to the article's slug.",
        )

    def _tell_ambiguous(
        self, member: Member, direction: Direction, link: SeriesLink, found: Sequence[Member]
    ) -> None:
        sources = ", ".join(one.source for one in found[:4])
        self._tell(
            member,
            f"“{link.title or link.url}”, its {direction} article, could be {sources}.",
            f"Set “{direction.capitalize()}:” to the slug of the one that is meant.",
        )

    # Links that agree -------------------------------------------------------------------------

    def _join(self, claims: Sequence[_Claim]) -> None:
        """Make both sides of each link agree; the first claim in order of sources holds.

        A link that both articles write comes before one that only one of them does.
        """
        said = {(c.member.source, c.direction, c.neighbour.source) for c in claims}

        def one_sided(claim: _Claim) -> bool:
            back = (claim.neighbour.source, _OPPOSITE[claim.direction], claim.member.source)
            return back not in said

        for claim in sorted(claims, key=one_sided):
            self._join_two(claim)

    def _join_two(self, claim: _Claim) -> None:
        member, neighbour = claim.member, claim.neighbour
        if not member.public:
            self.neighbours[claim.direction].setdefault(member.source, neighbour)
            return
        back = _OPPOSITE[claim.direction]
        mine = self.neighbours[claim.direction].get(member.source)
        theirs = self.neighbours[back].get(neighbour.source)
        if mine is neighbour and theirs is member:
            return
        rival = theirs if theirs is not None and theirs is not member else None
        if rival is None and mine is None and (neighbour.source, back) in self.outside:
            self.neighbours[claim.direction][member.source] = neighbour
            self.outside.pop((neighbour.source, back))
            self.neighbours[back][neighbour.source] = member
            return
        if rival is not None or mine is not None:
            self._tell_rivals(claim, rival or mine)
            return
        self.neighbours[claim.direction][member.source] = neighbour
        self.neighbours[back][neighbour.source] = member

    def _tell_rivals(self, claim: _Claim, rival: Member | None) -> None:
        assert rival is not None
        self._tell(
            claim.member,
            f"it names {claim.neighbour.source} as its {claim.direction} article, but "
            f"{rival.source} is already linked there.",
            "Make the links of these articles agree; this one is left out.",
        )

    def _cut_circles(self) -> None:
        """Walk every chain from its start; what is never reached runs in a circle."""
        following, preceding = self.neighbours["next"], self.neighbours["previous"]
        public = [member for member in self.members if member.public]
        reached: set[str] = set()
        for start in public:
            if start.source not in preceding:
                self._walk(start, reached)
        for start in public:
            if start.source in reached:
                continue
            last = preceding.pop(start.source)
            following.pop(last.source)
            self._tell(
                last,
                f"its series runs in a circle: after it comes {start.source} again.",
                "Remove the link that leads back; it is left out.",
            )
            self._walk(start, reached)

    def _walk(self, start: Member, reached: set[str]) -> None:
        reached.update(member.source for member in self._chain(start))

    # Named series -----------------------------------------------------------------------------

    def _put_in_order(self, name: str, series: Sequence[Member]) -> None:
        public = [member for member in series if member.public]
        self._tell_twins(name, public)
        ordered = self._ordered(public)
        for number, member in enumerate(ordered, 1):
            written = member.links.part
            self.places[member.source] = (written or number, len(ordered))
        for earlier, later in itertools.pairwise(ordered):
            self._link_neighbours(earlier, later)

    def _tell_twins(self, name: str, public: Sequence[Member]) -> None:
        seen: dict[int, Member] = {}
        for member in public:
            part = member.links.part
            if part is None:
                continue
            if part in seen:
                self._tell(
                    member,
                    f"part {part} of “{name}” is {seen[part].source} already.",
                    "Give each part its own “Series_index:”.",
                )
            seen.setdefault(part, member)

    def _ordered(self, public: Sequence[Member]) -> list[Member]:
        """By part where every member has one, else along the links, else by date."""
        if all(member.links.part is not None for member in public):
            return sorted(public, key=lambda m: (m.links.part or 0, m.published, m.source))
        by_date = sorted(public, key=lambda m: (m.links.part or 0, m.published, m.source))
        inside = {member.source for member in public}
        ordered: list[Member] = []
        placed: set[str] = set()
        for start in by_date:
            before = self.neighbours["previous"].get(start.source)
            if start.source in placed or (before is not None and before.source in inside):
                continue
            member: Member | None = start
            while member is not None and member.source in inside and member.source not in placed:
                ordered.append(member)
                placed.add(member.source)
                member = self.neighbours["next"].get(member.source)
        return ordered

    def _link_neighbours(self, earlier: Member, later: Member) -> None:
        following, preceding = self.neighbours["next"], self.neighbours["previous"]
        free = earlier.source not in following and later.source not in preceding
        written = (earlier.source, "next") in self.outside or (
            (later.source, "previous") in self.outside
        )
        if free and not written:
            following[earlier.source] = later
            preceding[later.source] = earlier

    def _names(self) -> dict[str, str]:
        """The series of each member; a chain whose articles name but one gives it to the rest."""
        names = {one.source: one.links.name for one in self.members if one.links.name}
        for start in self.members:
            if start.source in self.neighbours["previous"]:
                continue
            chain = list(self._chain(start))
            said = {normalised(names[one.source]) for one in chain if one.source in names}
            if len(said) == 1:
                name = next(names[one.source] for one in chain if one.source in names)
                for one in chain:
                    names.setdefault(one.source, name)
        return names

    def _chain(self, start: Member) -> Iterator[Member]:
        member: Member | None = start
        while member is not None:
            yield member
            member = self.neighbours["next"].get(member.source)

    def _by_name(self) -> Iterator[tuple[str, list[Member]]]:
        series: dict[tuple[str, str], list[Member]] = {}
        for member in self.members:
            name = self.names.get(member.source)
            if name:
                series.setdefault((normalised(name), member.lang), []).append(member)
        for some in series.values():
            yield self.names[some[0].source], some


class _Catalogue:
    """Finds the article a link means: by path, slug, source or title."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.paths: dict[str, list[Member]] = {}
        self.titles: dict[str, list[Member]] = {}
        self.hosts = {urlsplit(member.url).netloc.lower() for member in members}
        for member in members:
            for key in {_path(member.url): 1, _path(member.source): 1, member.slug.lower(): 1}:
                self.paths.setdefault(key, []).append(member)
            self.titles.setdefault(normalised(member.title), []).append(member)
        self.sorted_titles = sorted(self.titles)

    def find(self, link: SeriesLink, lang: str, member: Member) -> list[Member]:
        """The articles ``link`` may mean, those in ``lang`` first choice."""
        if link.url and self._is_own(link.url):
            found = self._by_path(link.url)
            if found:
                return _preferred(found, lang, member)
        if link.url and _is_external(link.url) and not self._is_own(link.url):
            return []
        if link.title:
            found = self._by_title(link.title) or (
                self._by_path(link.title) if link.url is None else []
            )
            return _preferred(found, lang, member)
        return []

    def _is_own(self, url: str) -> bool:
        host = urlsplit(url).netloc.lower()
        return not host or host.removeprefix("www.") in {h.removeprefix("www.") for h in self.hosts}

    def _by_path(self, text: str) -> list[Member]:
        return self.paths.get(_path(_INTERNAL.sub("", text)), [])

    def _by_title(self, title: str) -> list[Member]:
        whole = normalised(title)
        if whole in self.titles:
            return self.titles[whole]
        if not _CUT.search(title):
            return []
        start = _CUT.sub("", whole)
        found: list[Member] = []
        for key in self.sorted_titles[bisect_left(self.sorted_titles, start) :]:
            if not start or not key.startswith(start) or len(found) > 8:
                break
            found += self.titles[key]
        return found


def _preferred(found: Sequence[Member], lang: str, member: Member) -> list[Member]:
    """Of several, those in the same language; of these, the public ones."""
    for test in (lambda m: m.lang == lang, lambda m: m.public, lambda m: m is not member):
        some = [one for one in found if test(one)]
        found = some or found
    return list(dict.fromkeys(found))


def normalised(title: str) -> str:
    """A title as it is compared: case, quotes, dashes, ellipsis and white space do not matter."""
    text = unicodedata.normalize("NFKC", title.translate(_PLAIN)).translate(_PLAIN).casefold()
    return " ".join(text.split()).strip(" .")


def _path(url: str) -> str:
    """The part of a URL that tells articles apart: no host, slash, suffix or index page."""
    parts = urlsplit(url)
    path = unquote(parts.path).strip("/").lower()
    for suffix in (".html", ".htm", ".md", ".rst", ".markdown"):
        path = path.removesuffix(suffix)
    return path.removesuffix("/index")


def _is_external(url: str) -> bool:
    return bool(urlsplit(url).netloc)
