"""Where a mail leads and what it loads: dead links, foreign hosts, pictures without words.

Each check compares what the mail shows with what the issue's files say (``written``, from
``read``), so that a finding names the file a person can mend.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from pelican_safespace.models import Edition, Practice, Problem
from pelican_safespace.newsletter import references
from pelican_safespace.newsletter.references import References, Shown

#: Hosts that exist on the computer of the person who builds, and nowhere else.
_LOCAL = re.compile(r"localhost|127\..*|0\.0\.0\.0|::1|.*\.(?:local|localhost)")

#: How the merge tags of list engines begin, which stand where an address will be.
_TAGS = ("{", "*|", "[", "<", "%")


def read(edition: Edition) -> dict[str, References]:
    """Return what each file refers to that has a part in the issue, by the file's name."""
    parts = [(edition.issue.source, edition.issue.greeting)]
    if edition.issue.layout == "full":
        parts += [(post.source, post.body) for post in edition.posts]
    return {source: references.read(html) for source, html in parts}


def pictures(
    edition: Edition, written: Mapping[str, References], shown: References
) -> Iterator[Problem]:
    """Yield a finding for every picture that says nothing to who cannot see it."""
    described = set()
    for source, refers in written.items():
        for picture in refers.pictures:
            described.add(picture.src)
            if not picture.alt:
                yield _undescribed(source, picture)
    for picture in shown.pictures:
        if picture.alt is None and picture.src not in described:
            yield Problem(
                edition.issue.source,
                f"The picture {_file_name(picture.src)} has no alt text in the mail.",
                'If your theme has mail templates of its own, write alt="…" there.',
                blocking=True,
            )


def _undescribed(source: str, picture: Shown) -> Problem:
    name = _file_name(picture.src)
    if picture.alt is None or picture.linked:
        return Problem(
            source,
            f"The picture {name} has no description for people who cannot see it.",
            "Say in a few words what it shows, such as ![a quiet lake at dawn](…).",
            blocking=True,
        )
    return Problem(
        source,
        f"The description of the picture {name} is empty.",
        "If it only decorates, leave it so; else say in a few words what it shows.",
    )


def links(
    edition: Edition,
    practice: Practice,
    written: Mapping[str, References],
    shown: References,
    addresses: Collection[str] | None,
    made: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield a finding for every link and picture that a subscriber would look for in vain.

    Only the practice's own site and anchors within the mail are judged; nothing is fetched.
    """
    if _LOCAL.fullmatch(_host(practice.url) or "localhost"):
        yield Problem(
            "SITEURL",
            f"The links lead to {practice.url}, which opens on this computer only.",
            "Build with the settings of the published site, most often publishconf.py.",
            blocking=True,
        )
    known = None if addresses is None else _pages(frozenset(addresses))
    own = (edition.issue.url, practice.unsubscribe_url, practice.url, *made)
    exempt = {_page(url) for url in own if url}
    for what, found in (("link leads to", shown.links), ("picture is taken from", shown.loads)):
        for address in found:
            if _page(address) in exempt and not address.startswith("#"):
                continue
            if _is_dead(address, shown, practice, known):
                yield Problem(
                    _where(written, address, edition.issue.source),
                    f"A {what} {address}, which is not there.",
                    "Correct the address, or publish what it names.",
                    blocking=True,
                )


def hosts(
    edition: Edition,
    practice: Practice,
    written: Mapping[str, References],
    shown: References,
    further: Collection[str],
) -> Iterator[Problem]:
    """Yield a finding for everything the mail would load from somebody else's computer."""
    own = {_host(practice.url), *(host.lower().removeprefix("www.") for host in further)}
    for address in shown.loads:
        host = _host(address)
        if not host or any(host == mine or host.endswith(f".{mine}") for mine in own):
            continue
        yield Problem(
            _where(written, address, edition.issue.source),
            f"The mail would load {_file_name(address)} from {host}, which then learns who reads "
            "it and when.",
            "Save the picture among the practice's own, or take it out.",
            blocking=True,
        )


def _where(written: Mapping[str, References], address: str, otherwise: str) -> str:
    """Return the file in which the address stands."""
    for source, refers in written.items():
        if address in refers.links or address in refers.loads:
            return source
    return otherwise


def _is_dead(
    address: str, shown: References, practice: Practice, known: Collection[str] | None
) -> bool:
    """Tell whether the address is known to lead nowhere from a mailbox."""
    if address.startswith("#"):
        return address != "#" and unquote(address[1:]) not in shown.anchors
    parts = _split(address)
    if not parts.scheme and not parts.netloc:
        return bool(address) and not address.startswith(_TAGS)
    if parts.scheme not in ("http", "https") or known is None:
        return False
    root = _split(practice.url).path.rstrip("/") + "/"
    own = _host(address) == _host(practice.url)
    return own and (parts.path + "/").startswith(root) and _page(address) not in known


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _host(address: str) -> str:
    return (_split(address).hostname or "").removeprefix("www.")


def _page(address: str) -> str:
    """Return the address as a server sees it: without query, fragment and a spare index.html."""
    path = unquote(_split(address).path).removesuffix("index.html").rstrip("/")
    return f"{_host(address)}{path}"


@lru_cache(maxsize=1)
def _pages(addresses: frozenset[str]) -> frozenset[str]:
    """The pages of a site, which all its issues are checked against."""
    return frozenset(map(_page, addresses))


def _file_name(address: str) -> str:
    name = unquote(_split(address).path.rpartition("/")[2])
    return name[:60] or address[:60] or "without a file"
