"""One article of the site -> an Explanation, from what the build itself knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from pelican.contents import Article

from pelican_safespace import attribution
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
from pelican_safespace.plugin.posts import Posts
from pelican_safespace.series import Passage

_DIRECTIONS: tuple[Direction, ...] = ("previous", "next")


def explain(
    article: Article, reading: Reading, description: Description, posts: Posts
) -> Explanation:
    """Return what was found in ``article`` and what comes of it."""
    source = articles.source(article)
    told, how = telling.read(article, reading)
    post = posts.whole(posts[article])
    found = [*description.problems, *posts.problems, *posts.missing]
    private = {member.source for member in description.private}
    return Explanation(
        source=source,
        title=post.title,
        url=post.url,
        lang=post.lang,
        public=source not in private,
        switched_off=articles.switched_off(article),
        credit=_credit(article, told, how, reading),
        series=_series(article, told.series, how, description),
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
    for field in ("authors", "publication", "url", "date", "also"):
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
    files = {one.url: source for source, one in description.known.items()}
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
        credit=credit.sentence if credit else "",
        place=parts.place(post, say),
        neighbours=tuple(f"{one.label}: {one.title}" for one in parts.neighbours(post, {}, say)),
    )
