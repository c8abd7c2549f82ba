"""One article of the site -> an Explanation, from what the build itself knows of it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from pelican_safespace import attribution
from pelican_safespace.errors import ArticleError
from pelican_safespace.explain import (
    CreditFacts,
    Explanation,
    FeedFacts,
    MailFacts,
    NeighbourFacts,
    Origin,
    SeriesFacts,
    Word,
)
from pelican_safespace.extract import Found
from pelican_safespace.feed import facts
from pelican_safespace.languages import load
from pelican_safespace.models import (
    CreditRule,
    Direction,
    Post,
    SeriesLink,
    SeriesLinks,
    SeriesRule,
)
from pelican_safespace.newsletter import parts
from pelican_safespace.plugin import articles, telling
from pelican_safespace.plugin.articles import Description, Reading
from pelican_safespace.plugin.kept import Told
from pelican_safespace.plugin.page_data import all_articles
from pelican_safespace.plugin.posts import Posts
from pelican_safespace.series import Passage

LIKE_ENOUGH = 0.6
"""From 0 to 1: how like a known name another must be to be meant."""
MOST_NEAR = 3

_DIRECTIONS: tuple[Direction, ...] = ("previous", "next")


def find(generator: ArticlesGenerator, name: str) -> Article:
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


def explain(
    article: Article, reading: Reading, description: Description, posts: Posts
) -> Explanation:
    """Return what was found in ``article`` and what comes of it."""
    source = articles.source(article)
    told, how = telling.read(article, reading)
    post = posts.whole(posts[article])
    found = [*description.problems, *posts.problems, *posts.missing]
    member = next(one for one in description.members if one.source == source)
    return Explanation(
        source=source,
        title=post.title,
        url=post.url,
        lang=post.lang,
        public=member.public,
        switched_off=articles.switched_off(article),
        credit=_credit(article, told, how, reading),
        series=_series(article, member.links, how, description),
        feed=_feed(post),
        mail=_mail(post, reading),
        warnings=tuple(problem for problem in found if problem.source == source),
    )


# The credit --------------------------------------------------------------------------------------


def _credit(article: Article, told: Told, how: Found, reading: Reading) -> CreditFacts | None:
    made = told.attribution
    if made is None:
        return None
    stated = attribution.read_metadata(
        articles.text_metadata(article), article.lang, reading.languages
    )
    origins: dict[str, Origin] = {}
    for field in ("authors", "publication", "url", "date"):
        if getattr(made, field):
            origins[field] = "metadata" if stated and getattr(stated, field) else "text"
    by_text = how.attribution is not None and made.kind == how.attribution.kind
    origins["kind"] = "text" if by_text else "metadata"
    if how.attribution and made.sentence == how.attribution.sentence:
        origins["sentence"] = "text"
    else:
        origins["sentence"] = "metadata" if stated and stated.sentence else "composed"
    rule = how.credited.rule if how.credited else None
    words = tuple(_words(rule, reading)) if rule else ()
    return CreditFacts(made, origins, rule, words, tuple(one.sentence for one in how.rivals))


def _words(rule: CreditRule, reading: Reading) -> Iterator[Word]:
    """The words of a rule, with the file they are in; ``own`` where only the practice has them."""
    shipped = {one.code: one for one in load()}
    for name, text in rule.words:
        ours = shipped[rule.lang].words("credit", name) if rule.lang in shipped else ()
        every = reading.languages[rule.lang].words("credit", name)
        spelled = " ".join(text.casefold().split())
        own = spelled in map(str.casefold, every) and spelled not in map(str.casefold, ours)
        yield Word(text, name, f"{rule.lang}.toml", own)


# The series --------------------------------------------------------------------------------------


def _series(
    article: Article, written: SeriesLinks, how: Found, description: Description
) -> SeriesFacts:
    """``written`` is what text and metadata say, before the site's articles were made to agree."""
    metadata = articles.text_metadata(article)
    links: SeriesLinks = article.safespace.links
    keys = {"name": "series", "part": "series_index", "of": ""}
    origins: dict[str, Origin] = {}
    for field, key in keys.items():
        if getattr(links, field):
            own = getattr(written, field) is not None
            stated = key and getattr(how.series, field) != getattr(written, field)
            in_head = bool(stated and metadata.get(key))
            origins[field] = "site" if not own else "metadata" if in_head else "text"
    rules: dict[str, SeriesRule] = {}
    for field in ("name", "part"):
        rule = how.blocks.rule(field)
        if rule and origins.get(field) == "text":
            rules[field] = rule
    return SeriesFacts(
        at_beginning=_lines(how.blocks.begin),
        at_end=_lines(how.blocks.end),
        links=links,
        neighbours=tuple(_neighbours(article, written, how, description)),
        origins=origins,
        rules=rules,
    )


def _lines(passage: Passage) -> tuple[str, ...]:
    texts = (" ".join(row.line.text.split()) for row in passage.rows)
    return tuple(text for text in texts if text)


def _neighbours(
    article: Article, written: SeriesLinks, how: Found, description: Description
) -> Iterator[NeighbourFacts]:
    source, metadata = articles.source(article), articles.text_metadata(article)
    files = {member.url: member.source for member in description.members}
    for direction in _DIRECTIONS:
        said: SeriesLink | None = getattr(written, direction)
        link: SeriesLink | None = getattr(article.safespace.links, direction)
        if said is None and link is None:
            continue
        in_head = bool(metadata.get(direction, "").strip())
        origin: Origin = "site" if said is None else "metadata" if in_head else "text"
        yield NeighbourFacts(
            direction=direction,
            origin=origin,
            written=said,
            rule=how.blocks.rule(direction) if origin == "text" else None,
            way=description.ways.get((source, direction)),
            link=link,
            source=files.get(link.url or "") if link else None,
        )


# What comes of it --------------------------------------------------------------------------------


def _feed(post: Post) -> FeedFacts:
    return FeedFacts(
        creators=tuple(person.byline for person in post.authors),
        summary=post.summary,
        source=facts.first_published(post),
        links=tuple(facts.links(post)),
        guid=post.guid,
    )


def _mail(post: Post, reading: Reading) -> MailFacts:
    say = reading.say(post.lang)
    credit = parts.credit(post.attribution)
    return MailFacts(
        byline=parts.byline(post, say),
        credit=f"{credit.before}{credit.linked}{credit.after}" if credit else "",
        place=parts.place(post, say),
        neighbours=tuple(f"{one.label}: {one.title}" for one in parts.neighbours(post, {}, say)),
    )
