"""The one article of the site that a person calls by its file, file name or slug."""

from __future__ import annotations

import difflib
from pathlib import Path, PurePosixPath

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from pelican_safespace.errors import ArticleError
from pelican_safespace.plugin import articles
from pelican_safespace.plugin.page_data import all_articles

LIKE_ENOUGH = 0.6
"""From 0 to 1: how like a known name another must be to be meant."""
MOST_NEAR = 3


def article_called(generator: ArticlesGenerator, name: str) -> Article:
    """Return the article of that source path, file name or slug.

    Raises ArticleError, with the nearest names, where there is none or several.
    """
    every = [article for article, _ in all_articles(generator)]
    for names in (_paths, _file_names, lambda article: (article.slug,)):
        found = [article for article in every if name in names(article)]
        if len(found) == 1:
            return found[0]
        if found:
            files = " or ".join(sorted(articles.source(article) for article in found))
            raise ArticleError(f"{name!r} could be {files}. Name the one you mean by its file.")
    raise ArticleError(_unknown(name, every))


def _paths(article: Article) -> tuple[str, ...]:
    """The file as it may be named from the content folder, from here, or from anywhere."""
    path = Path(article.source_path)
    here = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return articles.source(article), here.as_posix(), f"./{here.as_posix()}", path.as_posix()


def _file_names(article: Article) -> tuple[str, ...]:
    path = PurePosixPath(articles.source(article))
    return path.name, path.stem


def _unknown(name: str, every: list[Article]) -> str:
    by_name: dict[str, str] = {}
    for article in sorted(every, key=articles.source):
        source = articles.source(article)
        for known in (source, *_file_names(article), article.slug, articles.title(article)):
            by_name.setdefault(known.casefold(), source)
    near = sorted(by_name, key=lambda known: -_likeness(name.casefold(), known))
    alike = [known for known in near if _likeness(name.casefold(), known) > LIKE_ENOUGH]
    sources = list(dict.fromkeys(by_name[known] for known in alike))[:MOST_NEAR]
    if sources:
        return f"There is no article {name!r}. Did you mean {' or '.join(sources)}?"
    return f"There is no article {name!r}. Name one of {len(every)} by its file or slug."


def _likeness(name: str, known: str) -> float:
    """How alike two names are, from 0 to 1; of a known one the beginning will do."""
    whole = difflib.SequenceMatcher(None, name, known).ratio()
    return max(whole, difflib.SequenceMatcher(None, name, known[: len(name)]).ratio() * 0.95)
