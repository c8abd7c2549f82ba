"""An Explanation -> plain words for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from pelican_safespace.explain.words import (
    KINDS,
    ORIGINS,
    OVERRIDE,
    PLACES,
    RULES,
    STRENGTHS,
    SUBJECTS,
    WAYS,
)
from pelican_safespace.models import CreditRule, SeriesLink

WIDTH = 80
_LABEL = 16  # columns of the labels on the left


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
    yield from _row("Kind", _from(KINDS[said.kind], origins.get("kind")))
    for person in said.authors:
        named = f"{person.title} {person.name}".strip()
        apart = f", credentials {person.credentials}" if person.credentials else ""
        yield from _row("Author", _from(f"{named}{apart}", origins.get("authors")))
    for label, field in (("Publication", "publication"), ("Address", "url"), ("Date", "date")):
        yield from _row(label, _from(getattr(said, field) or "not said", origins.get(field)))
    for one in said.also:
        named = " ".join(filter(None, (one.name, one.url)))
        yield from _row("Also in", _from(named, origins.get("also")))
    for other in credit.others:
        yield from _row("Not taken", f"“{other}”")


def _rule(rule: CreditRule, words: Iterable[Word]) -> Iterator[str]:
    yield from _row("Where", PLACES[rule.place])
    for (file, own), group in groupby(words, key=lambda word: (word.file, word.own)):
        found = " and ".join(f"“{one.text}” ({one.list})" for one in group)
        where = f"your own {file}" if own else f"languages/{file}"
        yield from _row("By the words", f"{found} in {where}")
    yield from _row("Rule", f"{STRENGTHS[rule.strength]}; {SUBJECTS[rule.subject]}")


def _from(text: str, origin: Origin | None) -> str:
    return f"{text} ({ORIGINS[origin]})" if origin else text


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
        return f"{text} (from the text: {RULES[rule]})"
    return _from(text, origin)


def _neighbour(one: NeighbourFacts) -> Iterator[str]:
    left_out = one.way is not None and WAYS[one.way].startswith("LEFT")
    shown = one.written if left_out or not one.link else one.link
    file = f", {one.source}" if one.source and not left_out else ""
    yield from _row(one.direction.capitalize(), _called(shown) + file)
    if one.rule:
        yield from _row("", f"read by {RULES[one.rule]}")
    elif one.origin == "metadata":
        yield from _row("", f"read in the metadata: “{one.written and one.written.title}”")
    if one.way:
        yield from _row("", WAYS[one.way] if left_out else f"found by {WAYS[one.way]}")
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
    for name, meaning in OVERRIDE:
        yield f"    {name:<22}{meaning}"
