"""An Explanation -> plain words for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from textwrap import wrap

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
from pelican_safespace.models import (
    AttributionKind,
    CreditPlace,
    CreditRule,
    LinkWay,
    SeriesLink,
    SeriesRule,
)

WIDTH = 80
_LABEL = 16  # columns of the labels on the left

_KINDS: Mapping[AttributionKind, str] = {
    "original": "original (it first appeared elsewhere)",
    "cross-post": "cross-post (it appeared in two places)",
    "reprint": "reprint",
    "adapted": "adapted (another text is its source)",
    "guest": "guest post",
}
_PLACES: Mapping[CreditPlace, str] = {
    "first": "among the first lines of the article",
    "last": "among the last lines of the article",
    "above the series block": "right above the series block",
    "in the series block": "in the same paragraph as the series block",
    "middle": "in the middle of the article",
}
_STRENGTHS = {
    "strong": "words that are enough by themselves",
    "label": "a label that leads to a link",
    "plain": "a plain verb, which counts because the line says “this article”",
}
_SUBJECTS = {
    "this": "the line says that it is about this article",
    "title": "the line names the article by its title",
    "the": "the line speaks of “the article”, and where it stands that means this one",
    "bare": "the line names no subject, and where it stands that means this article",
}
_RULES: Mapping[SeriesRule, str] = {
    "label": "a label beside it",
    "title below its label": "a label above it",
    "markup": "what the HTML says (rel, class or <nav>)",
    "arrow": "an arrow",
    "list of parts": "a list of parts in which this article is the one without a link",
    "part number": "the number of the part beside this one",
    "statement": "a sentence that says it",
    "heading": "the heading of the block",
}
_WAYS: Mapping[LinkWay, str] = {
    "address": "its address or file",
    "slug": "its slug",
    "title": "its title",
    "beginning of a title": "the beginning of its title",
    "the other's link": "what that article says of this one",
    "order of the series": "the order of the series",
    "another site": "an address on another site, kept as it is",
    "not found": "LEFT OUT: no article is called so",
    "ambiguous": "LEFT OUT: several articles are called so",
    "itself": "LEFT OUT: it is this article itself",
    "not public": "LEFT OUT: that article is a draft or hidden",
    "contradicted": "LEFT OUT: another article contradicts it",
}
_ORIGINS: Mapping[Origin, str] = {
    "text": "from the text",
    "metadata": "from the metadata",
    "composed": "composed from the metadata",
    "site": "from the other articles",
}
_OVERRIDE = (
    ("Originally_published", "a publication, an address, or the whole sentence"),
    ("Original_author", "who wrote it, credentials included"),
    ("Original_url", "where it first appeared"),
    ("Original_date", "when it first appeared"),
    ("Series", "the name of its series"),
    ("Series_index", "its number there"),
    ("Previous, Next", "a slug, a title or {filename}path"),
    ("Safespace: off", "leave the text alone; the other lines still count"),
)


def write(explanation: Explanation) -> str:
    """Return the explanation, ending with a newline; only an address may exceed 80 columns."""
    parts = (
        _head(explanation),
        _credit(explanation.credit),
        _series(explanation.series),
        _feed(explanation.feed, public=explanation.public),
        _mail(explanation.mail),
        _warnings(explanation),
        _override(),
    )
    sections = ["\n".join(part) for part in parts]
    return "\n\n".join(filter(None, sections)) + "\n"


def _head(explanation: Explanation) -> Iterator[str]:
    yield from wrap(f"{explanation.source}: {explanation.title}", WIDTH)
    yield explanation.url
    if explanation.switched_off:
        yield from wrap(
            "“Safespace: off” stands in its metadata: the text is left alone, and only "
            "metadata count.",
            WIDTH,
        )
    if not explanation.public:
        yield "It is not published: no feed and no mail has it, and no article leads to it."


def _row(label: str, text: str) -> Iterator[str]:
    lines = wrap(text, WIDTH - _LABEL, break_long_words=False, break_on_hyphens=False) or ["-"]
    for index, line in enumerate(lines):
        yield f"  {label if index == 0 else '':<{_LABEL - 2}}{line}"


# Credit -----------------------------------------------------------------------------------------


def _credit(credit: CreditFacts | None) -> Iterator[str]:
    yield "CREDIT"
    if credit is None:
        yield "  None was found, and the metadata name none."
        return
    said, origins = credit.attribution, credit.origins
    yield from _row("Sentence", _from(f"“{said.sentence}”", origins.get("sentence")))
    if credit.rule:
        yield from _rule(credit.rule, credit.words)
    yield from _row("Kind", _from(_KINDS[said.kind], origins.get("kind")))
    for person in said.authors:
        named = f"{person.title} {person.name}".strip()
        apart = f", credentials {person.credentials}" if person.credentials else ""
        yield from _row("Author", _from(f"{named}{apart}", origins.get("authors")))
    for label, field in (("Publication", "publication"), ("Address", "url"), ("Date", "date")):
        yield from _row(label, _from(getattr(said, field) or "not said", origins.get(field)))
    for other in credit.others:
        yield from _row("Not taken", f"“{other}”")


def _rule(rule: CreditRule, words: Iterable[Word]) -> Iterator[str]:
    yield from _row("Where", _PLACES[rule.place])
    for (file, own), group in groupby(words, key=lambda word: (word.file, word.own)):
        found = " and ".join(f"“{one.text}” ({one.list})" for one in group)
        where = f"your own {file}" if own else f"languages/{file}"
        yield from _row("By the words", f"{found} in {where}")
    yield from _row("Rule", f"{_STRENGTHS[rule.strength]}; {_SUBJECTS[rule.subject]}")


def _from(text: str, origin: Origin | None) -> str:
    return f"{text} ({_ORIGINS[origin]})" if origin else text


# Series -----------------------------------------------------------------------------------------


def _series(series: SeriesFacts) -> Iterator[str]:
    yield "SERIES"
    if not (series.links or series.at_beginning or series.at_end or series.neighbours):
        yield "  No series block was found, and the metadata name no series."
        return
    for label, some in (("At the top", series.at_beginning), ("At the end", series.at_end)):
        for index, line in enumerate(some):
            yield from _row(label if index == 0 else "", f"| {line}")
    for neighbour in series.neighbours:
        yield from _neighbour(neighbour)
    links, origins = series.links, series.origins
    if links.name:
        yield from _row("Name", _told(links.name, "name", series))
    if links.part:
        alike = links.of and origins.get("of") == origins.get("part")
        of = f" of {links.of}" if alike else ""
        yield from _row("Part", _told(f"{links.part}{of}", "part", series))
    if links.of and origins.get("of") != origins.get("part"):
        yield from _row("Of", _from(str(links.of), origins.get("of")))


def _told(text: str, field: str, series: SeriesFacts) -> str:
    origin, rule = series.origins.get(field), series.rules.get(field)
    if origin == "text" and rule:
        return f"{text} (from the text: {_RULES[rule]})"
    return _from(text, origin)


def _neighbour(one: NeighbourFacts) -> Iterator[str]:
    left_out = one.way is not None and _WAYS[one.way].startswith("LEFT")
    shown = one.written if left_out or not one.link else one.link
    file = f", {one.source}" if one.source and not left_out else ""
    yield from _row(one.direction.capitalize(), _called(shown) + file)
    if one.rule:
        yield from _row("", f"read by {_RULES[one.rule]}")
    elif one.origin == "metadata":
        yield from _row("", f"read in the metadata: “{one.written and one.written.title}”")
    if one.way:
        yield from _row("", _WAYS[one.way] if left_out else f"found by {_WAYS[one.way]}")
    if left_out and one.link:
        yield from _row("", f"it is {_called(one.link)}, {one.source}")


def _called(link: SeriesLink | None) -> str:
    if link is None:
        return ""
    return f"“{link.title}”" if link.title else link.url or ""


# What comes of it -------------------------------------------------------------------------------


def _feed(feed: FeedFacts, *, public: bool) -> Iterator[str]:
    yield "WHAT THE FEED SAYS" if public else "WHAT THE FEED WOULD SAY"
    for creator in feed.creators or ("",):
        yield from _row("creator", creator)
    yield from _row("summary", feed.summary)
    if feed.source:
        yield from _row("source", feed.source)
    for relation, address, title in feed.links:
        name = relation.rpartition("#")[2]
        yield from _row(name, address)
        if title and name != "via":
            yield from _row("", f"“{title}”")
    yield from _row("guid", feed.guid)


def _mail(mail: MailFacts) -> Iterator[str]:
    yield "WHAT A NEWSLETTER SAYS"
    shown = (mail.byline, mail.place, *mail.neighbours, mail.credit)
    for line in filter(None, shown):
        lines = wrap(line, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
        yield from (f"  {one}" for one in lines)
    if not any(shown):
        yield "  The article alone, without byline, credit and series."


def _warnings(explanation: Explanation) -> Iterator[str]:
    if not explanation.warnings:
        return
    yield "PLEASE LOOK"
    for problem in explanation.warnings:
        text = f"{problem.message} {problem.remedy}".strip()
        lines = wrap(text, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
        yield from (f"  {'-' if at == 0 else ' '} {line}" for at, line in enumerate(lines))


def _override() -> Iterator[str]:
    yield "IF THIS IS WRONG"
    yield "  Metadata in the article's head win over its text:"
    for name, meaning in _OVERRIDE:
        yield f"    {name:<22}{meaning}"
