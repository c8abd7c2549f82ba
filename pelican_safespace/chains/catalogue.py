"""Finds the article that a series link means: by URL, slug, source path or title."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urljoin, urlsplit

from pelican_safespace.models import LinkWay, Member, SeriesLink
from pelican_safespace.navigation.addresses import EMPTY

_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_WHITE = re.compile(r"\s")
_ELLIPSES = ("…", "...")
_INTERNAL = re.compile(r"^(?:\{\w+\}|\|\w+\|)/?")  # Pelican's {filename}, {attach}, …
_SUFFIXES = (".html", ".htm", ".md", ".markdown", ".mkd", ".rst", ".php")
_MOST_CUT = 8  # titles that a cut one is compared with; more are ambiguous anyway


def normalised(title: str) -> str:
    """A title as it is compared: case, quotes, dashes, ellipsis and white space do not matter."""
    if not title.isascii():
        title = unicodedata.normalize("NFKC", title.translate(_PLAIN)).translate(_PLAIN)
    return " ".join(title.casefold().split()).strip(" .")


class Catalogue:
    """A site's articles, by everything that a link may call them."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._paths: dict[str, list[Member]] = {}
        self._slugs: dict[str, list[Member]] = {}
        self._titles: dict[str, list[Member]] = {}
        self._hosts: set[str] = set()
        for member in members:
            self._hosts.add(_host(member.url))
            for path in (_path(member.url), _path(member.source)):
                self._paths.setdefault(path, []).append(member)
            self._slugs.setdefault(member.slug.casefold(), []).append(member)
            self._titles.setdefault(normalised(member.title), []).append(member)
        self._sorted_titles = sorted(self._titles)

    def find(self, link: SeriesLink, of: Member) -> list[Member]:
        """Return the articles that a link of the article ``of`` may mean, best ones only.

        Those in the language of ``of`` come before others, public ones before drafts; several
        mean that the link is ambiguous, none that it leads to no article of the site.
        """
        return self.match(link, of)[0]

    def match(self, link: SeriesLink, of: Member) -> tuple[list[Member], LinkWay]:
        """Return what ``find`` does, and by what the articles were found."""
        found: list[Member] = []
        way: LinkWay = "address"
        url = link.url if link.url not in EMPTY else None
        if url and not self.is_external(url):
            found, way = self._by_url(url, of)
        elif link.title and not url and _may_be_path(link.title):
            found, way = self._by_url(link.title, of)
        if not found and link.title:
            found, way = self._by_title(link.title, cut=not url)
        return _preferred(found, of), way

    def is_external(self, url: str) -> bool:
        """Tell whether ``url`` leads to another site."""
        host = _host(url)
        return bool(host) and host not in self._hosts

    def _by_url(self, url: str, of: Member) -> tuple[list[Member], LinkWay]:
        """By path: as written, from the article's URL, from its source file; else by slug."""
        bare, head = _INTERNAL.sub("", url), url.partition("/")[0].casefold()
        if head.removeprefix("www.") in self._hosts:
            bare = url.partition("/")[2]
        source = posixpath.join(posixpath.dirname(of.source), urlsplit(bare).path)
        for path in (_path(bare), _path(urljoin(of.url, bare)), _path(posixpath.normpath(source))):
            if path in self._paths:
                return self._paths[path], "address"
        return self._slugs.get(_path(bare).rpartition("/")[2], []), "slug"

    def _by_title(self, title: str, *, cut: bool) -> tuple[list[Member], LinkWay]:
        """By the whole title; one cut with an ellipsis by its beginning."""
        whole = normalised(title)
        if whole in self._titles or not cut or not title.rstrip().endswith(_ELLIPSES):
            return self._titles.get(whole, []), "title"
        start = normalised(title.rstrip().rstrip("….").rstrip())
        first = bisect_left(self._sorted_titles, start)
        found: list[Member] = []
        for other in self._sorted_titles[first : first + _MOST_CUT]:
            if not start or not other.startswith(start):
                break
            found += self._titles[other]
        return found, "beginning of a title"


def _preferred(found: Sequence[Member], of: Member) -> list[Member]:
    """Of several, those in the same language; of these the public ones, and others than ``of``."""
    if len(found) < 2:
        return list(found)
    some = list({one.source: one for one in found}.values())
    some = [one for one in some if one.lang == of.lang] or some
    some = [one for one in some if one.public] or some
    return [one for one in some if one is not of] or some


def _may_be_path(text: str) -> bool:
    """Tell whether metadata may be a slug or path: one word, or with a slash."""
    return _WHITE.search(text) is None or _INTERNAL.match(text) is not None


def _host(url: str) -> str:
    return urlsplit(url).netloc.casefold().removeprefix("www.")


def _path(url: str) -> str:
    """The part of a URL that tells articles apart: no host, slash, suffix or index page."""
    path = unquote(urlsplit(url).path).casefold().strip("/")
    if path.endswith(_SUFFIXES):
        path = path.rpartition(".")[0]
    return path.removesuffix("/index")
