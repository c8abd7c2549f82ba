"""What an article tells, found out anew: all that reads credits and series is loaded with this."""

from __future__ import annotations

from functools import cache

from pelican.contents import Article

from pelican_safespace import attribution, names, series
from pelican_safespace.extract import NOTHING, Found, understand
from pelican_safespace.languages import Languages
from pelican_safespace.models import Person, Problem
from pelican_safespace.plugin import doubts
from pelican_safespace.plugin.articles import Reading, source, switched_off, text_metadata
from pelican_safespace.plugin.kept import TOLD_NOTHING, Told


def read(article: Article, reading: Reading) -> tuple[Told, Found]:
    """Return what an article's text and metadata say, and how the text was understood."""
    found = NOTHING
    problems: list[Problem] = []
    if not switched_off(article):
        found, defect = understood(article.get_content(reading.site), reading.languages)
        problems += [_told_of(article, defect)] if defect else []
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
        (*problems, *doubts.problems(source(article), metadata, found)),
    )
    return TOLD_NOTHING if told == TOLD_NOTHING else told, found


def understood(html: str, words: Languages) -> tuple[Found, Exception | None]:
    """Return what was found in an article's text.

    Where a defect of the reader's comes to light, the text stays as it is and the second value
    says what went wrong: one article never stops a build.
    """
    try:
        return understand(html, words), None
    except Exception as error:
        return NOTHING, error


def _told_of(article: Article, defect: Exception) -> Problem:
    return Problem(
        source(article),
        f"its credit and series could not be read ({defect!r}), so it is published as it is "
        "written.",
        "Report this with the article's text: it is a defect of pelican_safespace. Until then, "
        "say both in the metadata.",
    )


def people(article: Article, words: Languages) -> tuple[Person, ...]:
    """Return the article's own authors, credentials apart."""
    return _people(tuple(author.name for author in getattr(article, "authors", ())), words)


@cache
def _people(bylines: tuple[str, ...], words: Languages) -> tuple[Person, ...]:
    return names.rejoin(bylines, languages=words)
