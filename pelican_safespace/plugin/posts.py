"""An article of Pelican -> a Post: what feed and newsletter are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from pelican.contents import Article
from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

from pelican_safespace import markup, media
from pelican_safespace.ledger import Ledger
from pelican_safespace.models import Enclosure, Picture, Post, Problem, Term
from pelican_safespace.plugin import articles, kept
from pelican_safespace.plugin.articles import Known, Reading
from pelican_safespace.plugin.files import SiteFiles
from pelican_safespace.plugin.kept import Shown
from pelican_safespace.plugin.page_data import PageData
from pelican_safespace.shelf import Shelf

#: What Pelican leaves standing where it could not find the file a link names.
_UNRESOLVED = re.compile(r"""=\s*["']?([{|](?:filename|static|attach)[}|][^"'\s>]*)""")

#: Control characters, surrogates and U+FFFE written as HTML has it: "&#7;", "&#xFFFE;".
_UNFIT_REFERENCE = re.compile(
    r"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01])|x0*(?:[1-8bcef]|1[0-9a-f]|d[89a-f]..|fff[ef]));",
    re.IGNORECASE,
)


class Posts:
    """Makes the Post of an article, once however often it is asked for, and collects problems.

    ``know`` tells what is known of an article. A Post is handed out without its body, which
    ``whole`` fetches: it is cleaned when somebody asks for it, and put on ``shelf``.

    ``missing`` are pictures and recordings that no folder of STATIC_PATHS has; something else may
    yet put them into the output, so only who explains an article tells of them.
    """

    def __init__(
        self, reading: Reading, files: SiteFiles, ledger: Ledger, know: Callable[[Article], Known]
    ) -> None:
        self.problems: list[Problem] = []
        self.missing: list[Problem] = []
        self.shelf = Shelf()
        self._reading = reading
        self._files = files
        self._ledger = ledger
        self._know = know
        self._made: dict[str, Post] = {}
        self._articles: dict[str, Article] = {}
        self._bodies: dict[str, int] = {}
        # Who asks for a body mostly asks for it again at once.
        self._latest = ("", "")
        self._terms: dict[tuple[type[URLWrapper], str], Term] = {}

    def __getitem__(self, article: Article) -> Post:
        """Return the Post of ``article``, its ``body`` empty."""
        source = articles.source(article)
        if source not in self._made:
            self._articles[source] = article
            self._made[source] = self._make(article, source)
        return self._made[source]

    def whole(self, post: Post) -> Post:
        """Return ``post`` with its body; one that is not from here has it already."""
        if post.source not in self._articles or post.body:
            return post
        return replace(post, body=self.body(post.source))

    def body(self, source: str) -> str:
        """Return the HTML of an article that may leave the site."""
        if source in self._bodies:
            kept, body = self._latest
            return body if kept == source else self.shelf.get(self._bodies[source]).decode()
        article = self._articles[source]
        base = self._know(article).url
        body = markup.clean(self._html(article), base=base, say=self._reading.say(article.lang))
        self._bodies[source] = self.shelf.put(body.encode())
        self._latest = source, body
        return body

    def key(self, post: Post) -> str:
        """Return what stands for the body of ``post``; its own text where it is not from here."""
        article = self._articles.get(post.source)
        return post.body if article is None else self._know(article).key.decode()

    def _make(self, article: Article, source: str) -> Post:
        data: PageData = article.safespace
        url = self._know(article).url
        shown = self._shown(article, source, url)
        self.problems += shown.problems
        name = data.links.name
        return Post(
            guid=articles.guid(article, self._reading.authority),
            source=source,
            slug=article.slug,
            url=url,
            lang=article.lang,
            title=articles.title(article),
            published=article.date,
            modified=getattr(article, "modified", None),
            authors=shown.authors,
            summary=shown.summary,
            body="",
            attribution=data.attribution,
            series=data.links,
            category=self._term(article.category),
            tags=tuple(self._term(tag) for tag in getattr(article, "tags", ())),
            series_term=series_term(self._reading, name) if name else None,
            content_note=data.content_note,
            picture=self._picture(source, shown.picture, shown.alt),
            enclosure=self._enclosure(source, shown.recording),
        )

    def _shown(self, article: Article, source: str, url: str) -> Shown:
        """Return what the Post shows of the article's body, as far as possible from before."""
        filed = (article.category, *getattr(article, "tags", ()), *getattr(article, "authors", ()))
        names = "\n".join([article.title, *(wrapper.name for wrapper in filed)])
        return self._ledger.recall(
            self._ledger.key("shown", self._know(article).key.decode(), url, names),
            lambda: self._look(article, source, url, names),
            written=kept.shown,
            read=kept.read_shown,
        )

    def _look(self, article: Article, source: str, url: str, names: str) -> Shown:
        html, metadata = self._html(article), articles.text_metadata(article)
        summary = metadata.get("summary")
        found = media.find(html, base=url)
        data: PageData = article.safespace
        return Shown(
            data.authors,
            markup.plain_text(summary) if summary else markup.summary(self.body(source)),
            found.picture,
            found.alt,
            found.recording,
            (
                *_dead_links(source, html),
                *_unfit_characters(source, "".join((html, *metadata.values(), names))),
            ),
        )

    def _html(self, article: Article) -> str:
        """The article's HTML without credit and series block, addresses as Pelican writes them."""
        return self._know(article).body(article.get_content(self._reading.site))

    def _term(self, wrapper: URLWrapper) -> Term:
        key = type(wrapper), wrapper.name
        if key not in self._terms:
            url = f"{self._reading.site}/{wrapper.url}"
            self._terms[key] = Term(wrapper.name, wrapper.slug, url)
        return self._terms[key]

    def _picture(self, source: str, url: str | None, alt: str) -> Picture | None:
        if url is None:
            return None
        if self._files.is_own(url) and self._files.find(url) is None:
            self._report_missing(source, f"the picture {url}")
            return None
        return self._files.picture(url, alt)

    def _enclosure(self, source: str, url: str | None) -> Enclosure | None:
        if url is None or not self._files.is_own(url):
            return None
        enclosure = self._files.enclosure(url)
        if enclosure is None:
            self._report_missing(source, f"the recording {url}")
        return enclosure

    def _report_missing(self, source: str, what: str) -> None:
        remedy = "Add it to a folder of STATIC_PATHS or mend its address."
        self.missing.append(Problem(source, f"{what} is not among the site's files.", remedy))


def _dead_links(source: str, html: str) -> Iterator[Problem]:
    for link in dict.fromkeys(_UNRESOLVED.findall(html)):
        yield Problem(source, f"the link {link} leads nowhere.", "Mend the path it names.")


def _unfit_characters(source: str, text: str) -> Iterator[Problem]:
    if markup.xml_safe(text)[1] or ("&#" in text and _UNFIT_REFERENCE.search(text)):
        yield Problem(
            source,
            "it holds a character that no feed can carry, which was left out there.",
            "Look for control characters, often pasted in from elsewhere, and delete them.",
        )


def series_term(reading: Reading, name: str) -> Term:
    """Return the term of the series called ``name``: its slug and the page that lists it."""
    slug = _slug(name, reading.slug_rules)
    return Term(name, slug, f"{reading.site}/{quote(reading.series_url.format(slug=slug))}")


@lru_cache(maxsize=1_000)
def _slug(name: str, rules: tuple[tuple[str, str], ...]) -> str:
    return str(slugify(name, regex_subs=rules))
