"""What stands around a credit and belongs to it: a label above, an address of its own below.

Note                                              <- the credit's label
This article originally appeared on my blog:      <- the credit
https://example.org/2021/article                  <- its address
Read the canonical version at: example.org/2021/article
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pelican_safespace import attribution
from pelican_safespace.credits.address import domain, whole_address
from pelican_safespace.credits.inline import fold
from pelican_safespace.credits.people import person_named
from pelican_safespace.extract.article import Article
from pelican_safespace.models import Attribution
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import Run

_BOXES = frozenset({"blockquote", "aside", "div", "section", "footer", "li", "td"})
LONGEST_POINTER = 120
"""Characters of "Click here to read the original." and the like."""
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = " :.[]()!*-–—"


def surroundings(
    article: Article,
    found: Attribution,
    lines: tuple[Line, ...],
    *,
    free: Sequence[Run],
    read: Callable[[Line], Attribution | None],
) -> tuple[Attribution, tuple[Line, ...]]:
    """Return a credit with the address below it, and its lines with those around that are its own.

    ``free`` are the runs that no series block has taken; ``read`` reads a line as a credit.
    """
    if not lines or lines[0].run not in free:
        return found, lines
    run = lines[0].run
    if not _is_whole(article, lines):
        return found, (*lines, *_next_line(article, found, lines[-1], read))
    place = free.index(run)
    above = free[place - 1] if place else None
    below = free[place + 1] if place + 1 < len(free) else None
    if above is not None and _share_box(above, run) and _is_label(article, above):
        lines = (*article.lines(above), *lines)
    elif above is not None and (credit := _credit_above(article, above, found, read)):
        return replace(credit, url=found.url), (*article.lines(above), *lines)
    if above and _permits(found):
        if whole := _permitted(article, _read_alone(article, above, read), found):
            return whole, (*article.lines(above), *lines)
    if below and (whole := _permitted(article, found, _read_alone(article, below, read))):
        return whole, (*lines, *article.lines(below))
    if below is None:
        return found, lines
    announced = found.url is None and found.sentence.endswith(":")
    if (announced or _share_box(run, below)) and (url := _address(article, below)):
        if found.url is None:
            found = replace(found, url=url, publication=found.publication or domain(url))
        if url == found.url:
            lines = (*lines, *article.lines(below))
    elif len(said := article.lines(below)) == 1:
        again = read(said[0]) if found.url is None else None
        if again is not None and _is_address_of_original(again):
            return replace(found, url=again.url), (*lines, *said)
        if found.url is None and (url := _url_of_original(article, found, lines, said[0])):
            return replace(found, url=url), (*lines, *said)
        if _share_box(run, below) and _again(found, said[0], read):
            lines = (*lines, *said)
    return found, lines


def _url_of_original(
    article: Article, found: Attribution, lines: Sequence[Line], below: Line
) -> str | None:
    """The address in "Click [here](…) to read the original." below a credit, read as one text."""
    originals = map(fold, article.languages.words("credit", "original"))
    said = _WORD.findall(fold(below.text))
    if len(below.text) > LONGEST_POINTER or not below.links or set(said).isdisjoint(originals):
        return None
    both = " ".join(article.source[line.start : line.end] for line in (*lines, below))
    whole = attribution.read(both, name="p", languages=article.languages, position="last")
    again = whole[0] if whole else None
    return again.url if again and again.publication == found.publication else None


def _is_address_of_original(said: Attribution) -> bool:
    """Tell "Original: ADDRESS", which says nothing else."""
    if said.authors or said.date:
        return False
    return said.url is not None and said.publication == domain(said.url)


def _credit_above(
    article: Article, above: Run, found: Attribution, read: Callable[[Line], Attribution | None]
) -> Attribution | None:
    """The credit without address above an "Original: ADDRESS"."""
    credit = _read_alone(article, above, read) if _is_address_of_original(found) else None
    return credit if credit is not None and credit.url is None and credit.publication else None


def _permitted(
    article: Article, credit: Attribution | None, permission: Attribution | None
) -> Attribution | None:
    """A credit and the "Republished with kind permission from NAME" beside it, who wrote it."""
    if credit is None or credit.url is None or permission is None or not _permits(permission):
        return None
    author = person_named(permission.publication or "", article.languages)
    if not (author or permission.authors):
        return None
    authors = credit.authors or permission.authors or ((author,) if author else ())
    sentence = f"{credit.sentence} {permission.sentence}"
    return replace(credit, kind="reprint", authors=authors, sentence=sentence)


def _permits(said: Attribution) -> bool:
    """Tell "Republished with kind permission", which says nothing of an address."""
    return said.kind == "reprint" and said.url is None


def _read_alone(
    article: Article, run: Run | None, read: Callable[[Line], Attribution | None]
) -> Attribution | None:
    """What a run of one line says."""
    said = article.lines(run) if run is not None else ()
    return read(said[0]) if len(said) == 1 else None


def _next_line(
    article: Article, found: Attribution, last: Line, read: Callable[[Line], Attribution | None]
) -> tuple[Line, ...]:
    """The line after the credit in its own paragraph, when it leads to the same address."""
    parts = [
        part
        for line in article.lines(last.run)
        for _, part in line.by_newline(article.source)
        if part is not None and part.start >= last.end
    ]
    return (parts[0],) if parts and _again(found, parts[0], read) else ()


def _again(found: Attribution, line: Line, read: Callable[[Line], Attribution | None]) -> bool:
    """Tell "Read the original at ADDRESS", with the address that the credit gave already."""
    if found.url is None:
        return False
    again = read(line)
    return again is not None and again.url == found.url


def _is_whole(article: Article, lines: tuple[Line, ...]) -> bool:
    """Tell whether the credit is all that its run says."""
    said = sum(len(line.text) for line in lines)
    return said * 10 >= sum(len(line.text) for line in article.lines(lines[0].run)) * 9


def _share_box(run: Run, other: Run) -> bool:
    """Tell two paragraphs of one quotation, aside or notice."""
    box = run.parent.parent
    return box is not None and box is other.parent.parent and box.name in _BOXES


def _is_label(article: Article, run: Run) -> bool:
    """Tell "Note" and "Editor's note:"."""
    words = " ".join(line.text for line in article.lines(run)).strip(_MARKS)
    return fold(words) in map(fold, article.languages.words("credit", "labels"))


def _address(article: Article, run: Run) -> str | None:
    """The address that a run is and nothing else."""
    lines = article.lines(run)
    if len(lines) != 1:
        return None
    (line,) = lines
    text = line.text.strip(_MARKS)
    if len(line.links) == 1:
        start, end, link = line.links[0]
        return link.href if end - start >= len(text) else None
    address = None if line.links else whole_address(text)
    return address.url if address else None
