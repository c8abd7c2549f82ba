"""Which feeds a site has, and which articles stand in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from pelican_safespace import markup
from pelican_safespace.plugin.series_pages import Series


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """One feed to write: its path in the output, what it says of itself, its articles.

    A ``paged`` feed holds the newest articles and leads to archives with all of them (RFC 5005);
    one that is not is read from its first article to its last, unless together they are larger
    than any feed may be. Without ``lang`` it speaks the
    site's language.
    """

    path: str
    title: str
    link: str
    description: str
    articles: Sequence[Article]
    paged: bool = True
    lang: str | None = None


def plans(
    settings: Mapping[str, Any], generator: ArticlesGenerator, series: Iterable[Series]
) -> Iterator[FeedPlan]:
    """Yield the feeds of articles that the settings ask for."""
    site, name = settings["SITEURL"], markup.plain_text(str(settings["SITENAME"]))
    about = markup.plain_text(str(settings.get("SITESUBTITLE") or "")) or f"Articles from {name}"
    if settings["SAFESPACE_FEED"]:
        yield FeedPlan(settings["SAFESPACE_FEED"], name, f"{site}/", about, generator.articles)
    for one in series:
        if one.feed:
            link = f"{site}/{one.url}" if one.save_as else f"{site}/"
            title = f"{one.name} · {name}"
            description = f"{title}, in reading order"
            yield FeedPlan(one.feed, title, link, description, one.articles, paged=False)
    for setting, groups in (
        ("SAFESPACE_FEED_CATEGORY", generator.categories),
        ("SAFESPACE_FEED_TAG", generator.tags.items()),
        ("SAFESPACE_FEED_AUTHOR", generator.authors),
    ):
        pattern = settings[setting]
        for wrapper, articles in groups if pattern else ():
            title = f"{markup.plain_text(wrapper.name)} · {name}"
            link = f"{site}/{wrapper.url}"
            path = pattern.format(slug=wrapper.slug)
            yield FeedPlan(path, title, link, about, articles)
    yield from _translation_plans(settings, generator, name, about)


def _translation_plans(
    settings: Mapping[str, Any], generator: ArticlesGenerator, name: str, about: str
) -> Iterator[FeedPlan]:
    """Yield a feed for each language that an article is written in, the newest article first."""
    pattern = settings["SAFESPACE_FEED_TRANSLATION"]
    languages: dict[str, list[Article]] = {}
    for article in (*generator.articles, *generator.translations):
        languages.setdefault(article.lang, []).append(article)
    for lang in sorted(languages) if pattern else ():
        title = f"{name} · {lang}"
        newest_first = sorted(languages[lang], key=lambda one: one.date, reverse=True)
        link = f"{settings['SITEURL']}/"
        yield FeedPlan(pattern.format(lang=lang), title, link, about, newest_first, lang=lang)


def issue_plan(settings: Mapping[str, Any]) -> FeedPlan | None:
    """Return the feed of newsletter issues, or None when it is switched off."""
    path = settings["SAFESPACE_FEED_ISSUES"]
    if not path:
        return None
    name = markup.plain_text(str(settings["SITENAME"]))
    link = f"{settings['SITEURL']}/{settings['SAFESPACE_ARCHIVE_URL']}"
    return FeedPlan(path, f"{name} · Newsletter", link, f"The newsletter of {name}", ())
