"""What an article tells, found out anew: all that reads credits and series is loaded with this."""

from __future__ import annotations

from functools import cache

from pelican.contents import Article

from pelican_safespace import attribution, names, series
from pelican_safespace.extract import NOTHING, Found, understand
from pelican_safespace.languages import Languages
from pelican_safespace.models import Person
from pelican_safespace.plugin import doubts
from pelican_safespace.plugin.articles import Reading, source, switched_off, text_metadata
from pelican_safespace.plugin.kept import Told


def read(article: Article, reading: Reading) -> tuple[Told, Found]:
    """Return what an article's text and metadata say, and how the text was understood."""
    found = NOTHING
    if not switched_off(article):
        found = understand(article.get_content(reading.site), reading.languages)[1]
    metadata = text_metadata(article)
    told = Told(
        attribution.from_metadata(
            metadata,
            found.attribution,
            say=reading.say(article.lang),
            languages=reading.languages,
        ),
        series.from_metadata(metadata, found.series),
        found.spans,
        tuple(doubts.problems(source(article), metadata, found)),
    )
    return told, found


def people(article: Article, words: Languages) -> tuple[Person, ...]:
    """Return the article's own authors, credentials apart."""
    return _people(tuple(author.name for author in getattr(article, "authors", ())), words)


@cache
def _people(bylines: tuple[str, ...], words: Languages) -> tuple[Person, ...]:
    return names.rejoin(bylines, languages=words)
