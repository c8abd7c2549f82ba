"""Finds the credit: first in an article, else last or before its series block, else anywhere.

In a footnote it is read and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise
from typing import Literal

from pelican_safespace import attribution
from pelican_safespace.credits import hints
from pelican_safespace.credits.address import is_home
from pelican_safespace.extract.around import surroundings
from pelican_safespace.extract.article import LONGEST_RUN, Article
from pelican_safespace.languages import Languages
from pelican_safespace.languages.glance import NOTHING_SEEN
from pelican_safespace.models import Attribution, CreditPlace, CreditRule
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import Run

Position = Literal["first", "last", "middle"]

NEAR = 3
"""As many runs at an article's beginning and end are where a credit is expected."""
MOST_ELSEWHERE = 6
"""Runs elsewhere that are read because they could be a credit."""
MOST_NEWLINES = 60
"""Newlines of a run at which a credit is looked for line by line."""

SHORT_LINE = 40
"""Characters; a line after a longer one that begins with a small letter is prose, wrapped."""
FULL_LINE = 60
"""Characters; two longer lines that end in a word, one after the other, are prose, wrapped."""

# Elements whose name tells the reader of credits what their text is.
_TELLING = frozenset({"li", "blockquote", "td", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit, why it was taken for one, and the lines that it is."""

    attribution: Attribution
    rule: CreditRule
    lines: tuple[Line, ...]


def find_credits(article: Article, block: Sequence[Line]) -> Iterator[Credit]:
    """Yield every run's credit, the one to believe first; who wants only that one stops there.

    ``block`` are the lines of the article's series block.
    """
    if not article.hints.credit:
        return
    taken: dict[Run, list[Line]] = {}
    for line in block:
        taken.setdefault(line.run, []).append(line)
    for run, position, place in _candidates(article, taken):
        found = _credit_in(article, run, position, taken.get(run, ()))
        if found is not None and place == "footnote":
            # Its number in the text would lead nowhere if it were cut.
            yield replace(found, rule=replace(found.rule, place=place), lines=())
        elif found is not None:
            free = [one for one in article.runs if one not in taken]
            whole, lines = surroundings(
                article,
                found.attribution,
                found.lines,
                free=free,
                read=lambda line: _read_again(article, line),
            )
            yield Credit(whole, replace(found.rule, place=place), lines)


def _candidates(
    article: Article, taken: Mapping[Run, Sequence[Line]]
) -> Iterator[tuple[Run, Position, CreditPlace]]:
    """The runs that could be a credit, the likeliest first."""
    runs = [run for run in article.runs if not run.parent.opaque]
    free = [run for run in runs if run not in taken]
    above_block = [run for run, below in pairwise(runs) if below in taken and run not in taken]
    first = dict.fromkeys([*free[:NEAR], *(run for run in runs[:NEAR] if run in taken)])
    last = dict.fromkeys([*reversed(free[-NEAR:]), *reversed(above_block), *reversed(list(taken))])
    near = {*first, *last}
    elsewhere = (run for run in runs if run not in near)
    yield from ((run, "first", "first") for run in first if _may_credit(article, run))
    for run in last:
        if run not in first and _may_credit(article, run):
            yield run, "last", _place_of(run, taken, above_block)
    hinting = (run for run in elsewhere if _may_credit(article, run))
    yield from ((run, "middle", "middle") for run in islice(hinting, MOST_ELSEWHERE))
    noted = (run for run in article.footnotes if _may_credit(article, run))
    yield from ((run, "middle", "footnote") for run in islice(noted, MOST_ELSEWHERE))


def _place_of(
    run: Run, taken: Mapping[Run, Sequence[Line]], above_block: Sequence[Run]
) -> CreditPlace:
    if run in taken:
        return "in the series block"
    return "above the series block" if run in above_block else "last"


def _may_credit(article: Article, run: Run) -> bool:
    if run.end - run.start > LONGEST_RUN:
        return False
    seen = article.glance(run)
    return seen is not NOTHING_SEEN and hints.hinted(seen, article.languages)


def _credit_in(
    article: Article, run: Run, position: Position, taken: Sequence[Line]
) -> Credit | None:
    """The credit in a run and the lines it is: one line of several, if that says as much.

    ``taken`` are lines of the run, or parts of lines, that belong to the series block.
    """
    whole = None if taken else _recognise(article, run, article.html(run), position)
    titled = position == "middle" and _begins_with_link(article.lines(run))
    for line in () if titled and not taken else _separate_lines(article, run, taken):
        found = _recognise_line(article, line, position)
        if found is not None and (whole is None or _says_as_much(found, whole)):
            return Credit(*found, _place(article, [line], found[0].sentence))
    if whole is None:
        return _credit_beside_statement(article, run, position, taken)
    return Credit(*whole, _place(article, article.lines(run), whole[0].sentence))


def _credit_beside_statement(
    article: Article, run: Run, position: Position, taken: Sequence[Line]
) -> Credit | None:
    """The credit of a line that says both, and that the series block has taken as a whole."""
    whole = [line for line in article.lines(run) if any(line.text == one.text for one in taken)]
    for line in whole:
        found = _recognise_line(article, line, position)
        if found is not None and (found[1].subject, found[1].strength) == ("this", "strong"):
            return Credit(*found, (line,))
    return None


def _begins_with_link(some: Sequence[Line]) -> bool:
    """Tell a paragraph that begins with the title it goes on to tell of, "this essay" and all."""
    return any(start < 2 for line in some[:1] for start, _, _ in line.links)


def _separate_lines(article: Article, run: Run, taken: Sequence[Line]) -> Iterator[Line]:
    """The lines of a run one by one, newlines apart, where there are several or some are taken."""
    some = article.lines(run)
    count = sum(line.text.count("\n") + 1 for line in some)
    if (count == 1 and not taken) or count > MOST_NEWLINES:
        return
    pronouns = _pronouns(article.languages)
    for line in some:
        inside = [one for one in taken if line.start <= one.start and one.end <= line.end]
        before = ""
        for _, part in line.by_newline(article.source):
            if part is None:
                continue
            first = part.text.lstrip(" ([")
            goes_on = first[:1].islower() or first.partition(" ")[0].casefold() in pronouns
            # "… Quiet System\nJournal, 27. Reprinted in Kim\nTest", cut where the line was full
            goes_on = goes_on or (_is_unfinished(before) and _is_unfinished(part.text))
            wrapped = len(before) > SHORT_LINE and goes_on
            wrapped = wrapped or part.text.count("[") != part.text.count("]")  # "[A Title in\n…]"
            before = part.text
            if not wrapped and not any(_overlap(part, one) for one in inside):
                yield part
        # A statement in a line with other sentences: these by themselves.
        for one in inside:
            start = line.text.find(one.text)
            if start >= 0 and one.text != line.text:
                parts = (
                    line.part(article.source, 0, start),
                    line.part(article.source, start + len(one.text), len(line.text)),
                )
                yield from (part for part in parts if part is not None)


def _is_unfinished(text: str) -> bool:
    """Tell a full line that ends in a word."""
    return len(text) > FULL_LINE and text[-1:].isalpha()


@cache
def _pronouns(languages: Languages) -> frozenset[str]:
    """Return "it" and the like, which stand for what the line before tells of."""
    others = ("being", "the", "determiners")
    return frozenset(
        word
        for one in languages
        for word in {*one.words("credit", "articles")} & {*one.words("credit", "auxiliaries")}
        if not any(word in one.words("credit", other) for other in others)
    )


def _overlap(line: Line, other: Line) -> bool:
    return line.start < other.end and other.start < line.end


def _recognise(
    article: Article, run: Run, html: str, position: Position
) -> tuple[Attribution, CreditRule] | None:
    name = run.parent.name if run.parent.name in _TELLING else "p"
    return attribution.read(html, name=name, languages=article.languages, position=position)


def _recognise_line(
    article: Article, line: Line, position: Position
) -> tuple[Attribution, CreditRule] | None:
    html = article.source[line.start : line.end]
    if not attribution.hinted(html, languages=article.languages):
        return None
    return _recognise(article, line.run, html, position)


def _read_again(article: Article, line: Line) -> Attribution | None:
    """Read a line near a credit."""
    found = _recognise_line(article, line, "last")
    return found[0] if found else None


def _says_as_much(
    line: tuple[Attribution, CreditRule], whole: tuple[Attribution, CreditRule]
) -> bool:
    """Tell whether a line is believed by itself; "Read the original [here](…)" adds to one."""
    one, all_of_it = _weight(line[0]), _weight(whole[0])
    adds = line[1].strength == "label" and whole[1].strength != "label"
    return one > all_of_it or (one == all_of_it and not adds)


def _weight(found: Attribution) -> int:
    """Count what is known; an article's address is more than that of its site."""
    known = (found.authors, found.publication, found.url, found.date)
    return sum(map(bool, known)) + bool(found.url and not is_home(found.url))


def _place(article: Article, some: Sequence[Line], sentence: str) -> tuple[Line, ...]:
    """The lines, or the stretch of one, that ``sentence`` is; none when it cannot be told."""
    wanted = " ".join(sentence.split())
    for line in some:
        start = line.text.replace("\n", " ").find(wanted)
        if start >= 0:
            part = line.part(article.source, start, start + len(wanted))
            if part is not None:
                return (part,)
            return (line,) if len(wanted) * 2 > len(line.text) else ()
    length = sum(len(line.text) + 1 for line in some)
    return tuple(some) if len(wanted) * 10 >= length * 7 else ()
