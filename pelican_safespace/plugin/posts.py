"""An article of Pelican -> a Post: what feed and newsletter are made of."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

from pelican.contents import Article
from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

from pelican_safespace import markup, media
from pelican_safespace.models import Enclosure, Picture, Post, Problem, Term
from pelican_safespace.plugin import articles
from pelican_safespace.plugin.articles import Reading
from pelican_safespace.plugin.files import SiteFiles
from pelican_safespace.plugin.page_data import PageData
from pelican_safespace.shelf import Shelf, Slip

#: What Pelican leaves standing where it could not find the file a link names.
_UNRESOLVED = re.compile(r"""=\s*["']?([{|](?:filename|static|attach)[}|][^"'\s>]*)""")

#: Control characters, surrogates and U+FFFE written as HTML has it: "&#7;", "&#xFFFE;".
_UNFIT_REFERENCE = re.compile(
    r"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01])|x0*(?:[1-8bcef]|1[0-9a-f]|d[89a-f]..|fff[ef]));",
    re.IGNORECASE,
)


class Posts:
    """Makes the Post of an article, once however often it is asked for, and collects problems.

    The bodies are put on ``shelf``: a Post is handed out without its own, which ``whole`` fetches.

    ``missing`` are pictures and recordings that no folder of STATIC_PATHS has; something else may
    yet put them into the output, so only who explains an article tells of them.
    """

    def __init__(self, reading: Reading, files: SiteFiles) -> None:
        self.problems: list[Problem] = []
        self.missing: list[Problem] = []
        self._reading = reading
        self._files = files
        self._made: dict[str, Post] = {}
        self._bodies: dict[str, Slip] = {}
        self._terms: dict[tuple[type[URLWrapper], str], Term] = {}
        self.shelf = Shelf()

    def __getitem__(self, article: Article) -> Post:
        """Return the Post of ``article``."""
        source = articles.source(article)
        if source not in self._made:
            post = self._make(article, source)
            self._bodies[source] = self.shelf.put(post.body.encode("utf-8", "surrogatepass"))
            self._made[source] = replace(post, body="")
        return self._made[source]

    def whole(self, post: Post) -> Post:
        """Return ``post`` with its body; one that is not from here has it already."""
        slip = self._bodies.get(post.source)
        if slip is None or post.body:
            return post
        return replace(post, body=slip.data().decode("utf-8", "surrogatepass"))

    def _make(self, article: Article, source: str) -> Post:
        data: PageData = article.safespace
        html = data.extract.body
        metadata = articles.text_metadata(article)
        url = f"{self._reading.site}/{article.url}"
        body = markup.clean(html, base=url, say=self._reading.say(article.lang))
        summary = metadata.get("summary")
        self._report_dead_links(source, html)
        filed = (article.category, *getattr(article, "tags", ()), *getattr(article, "authors", ()))
        names = (wrapper.name for wrapper in filed)
        self._report_characters(source, "".join((article.title, html, *metadata.values(), *names)))
        found = media.find(html, base=url)
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
            authors=data.authors,
            summary=markup.plain_text(summary) if summary else markup.summary(body),
            body=body,
            attribution=data.attribution,
            series=data.links,
            category=self._term(article.category),
            tags=tuple(self._term(tag) for tag in getattr(article, "tags", ())),
            series_term=series_term(self._reading, name) if name else None,
            content_note=data.content_note,
            picture=self._picture(source, found.picture, found.alt),
            enclosure=self._enclosure(source, found.recording),
        )

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

    def _report_dead_links(self, source: str, html: str) -> None:
        for link in dict.fromkeys(_UNRESOLVED.findall(html)):
            self._report(source, f"the link {link} leads nowhere.", "Mend the path it names.")

    def _report_characters(self, source: str, text: str) -> None:
        if markup.xml_safe(text)[1] or _UNFIT_REFERENCE.search(text):
            self._report(
                source,
                "it holds a character that no feed can carry, which was left out there.",
                "Look for control characters, often pasted in from elsewhere, and delete them.",
            )

    def _report(self, source: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(source, message, remedy))


def series_term(reading: Reading, name: str) -> Term:
    """Return the term of the series called ``name``: its slug and the page that lists it."""
    slug = slugify(name, regex_subs=reading.slug_rules)
    return Term(name, slug, f"{reading.site}/{quote(reading.series_url.format(slug=slug))}")
