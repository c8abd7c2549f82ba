"""The sentences of running text that speak of the series: a statement, a label, another part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from pelican_safespace.navigation.counted_names import INSTALMENTS
from pelican_safespace.navigation.counting import total_of
from pelican_safespace.navigation.labels import linked_number, part_number, read_label
from pelican_safespace.navigation.linked_parts import is_about_parts, linked_parts, points_to_parts
from pelican_safespace.navigation.mentions import mentions
from pelican_safespace.navigation.pointers import points_to_neighbours
from pelican_safespace.navigation.sentence import Span, sentence_of
from pelican_safespace.navigation.sequels import continued_from
from pelican_safespace.navigation.series_names import name_of, titled
from pelican_safespace.navigation.statements import Statement, read_statement
from pelican_safespace.navigation.words import PLURALS, Vocabulary, Word
from pelican_safespace.source.lines import Line

MOST_BESIDE = 4
"""Sentences nearest to one that says "this is the first part"."""
MOST_SENTENCES = 8
"""Sentences of a line among which a statement is looked for."""
_COLON = re.compile(r"\W?[:：]\s*")
OPENING_QUOTES, _CLOSING_QUOTES = ("“", "„", "«", '"'), ("”", "“", "»", '"')
LONGEST_REST = 400
"""Characters beside a statement that are read; more of them are prose."""

# No sentence goes on over the braces of a shortcode, "[!NOTE]" or ":::note".
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\w\.\w\.)(?:[”\"’')\]]+\s+(?![a-zà-ÿ])|\s+)(?=[\w“\"'‘(\[¿¡{])"
    r"|(?<=[%}]})\s+(?![a-zà-ÿ])|(?:^|(?<=\s))(?:\[!\w+\]|:::\s?\w*:?)\s+"
)
# "NAME. (2014, May 1)."
_CITED = re.compile(r"[^.()]{3,80}\.\s\((?:19|20)\d\d(?:, [^()]{3,20})?\)\.\s")
_INTO = frozenset({"into", "in", "en", "em"})
_VARIABLE = re.compile(r"\{\{-?\s*[$.]\w")  # of a template of Go, which a program would fill in


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in ``start`` to ``end`` of a line: a statement, or without one a label's link."""

    start: int
    end: int
    statement: Statement | None = None


def find_said(line: Line, vocabulary: Vocabulary) -> Said | None:
    """Return the first statement of a line, with the sentences about parts after it.

    Without one the sentence that is a label with its link, or that points to other parts.
    """
    text = line.text.replace("\n", " ")
    if _CITED.match(text):
        return None
    sentences = list(_sentences(line, text, vocabulary))[:MOST_SENTENCES]
    weak: Said | None = None
    for index, place in enumerate(sentences):
        last = sentences[index - 1][0] if index else place[0]
        statement = _statement(line, text, place, vocabulary, last)
        if statement is None:
            continue
        start = place[0]
        if index and statement.name is None:
            above = sentences[index - 1]
            statement = replace(statement, name=titled(text[slice(*above)], vocabulary))
            start = above[0] if statement.name else start
        after = takewhile(
            lambda span: (
                is_about_parts(text[slice(*span)], vocabulary)
                and not _is_labelled(line, text, span, vocabulary)
            ),
            _with_questions(text, sentences[index + 1 :]),
        )
        spans = [place, *after]
        said = Said(start, max(last for _, last in spans), statement)
        if not statement.weak:
            statement = _told_later(line, text, spans, statement, vocabulary)
            linked = any(end <= place[0] for _, end, _ in line.links)
            return replace(said, statement=replace(statement, pronoun=statement.pronoun and linked))
        if _links_beside(line, said, vocabulary):
            return replace(said, statement=replace(statement, weak=False))
        if (series := _series_beside(text, sentences, index, vocabulary)) is not None:
            known = replace(statement, weak=False, amid=True)
            return Said(start, said.end, replace(known, name=series.name, of=series.of))
        weak = weak or replace(said, start=0, end=len(text))
    return next(_pointing(line, text, sentences, vocabulary), weak)


def _sentences(line: Line, text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """The sentences of a line's text; none ends in "der 2. Teil".

    A link right behind a full stop begins one: "… on rest.[Read part one here.]"
    """
    words = vocabulary.words(text)
    dots = {word.end for word in words if word.ordinal and word.text.isdecimal()}
    ends = {one.end() for one in _SENTENCE_END.finditer(text) if one.start() - 1 not in dots}
    ends |= {one[0] for one in line.links if text[one[0] - 1 : one[0]] in (".", "!", "?")}
    ends |= {place for place in _newlines(line) if _begins_statement(text, place, vocabulary)}
    return pairwise([0, *sorted(ends), len(text)])


def _newlines(line: Line) -> Iterator[int]:
    """Yield where the text goes on behind each newline of a line."""
    return (found.end() for found in re.finditer(r"\n", line.text))


def _begins_statement(text: str, place: int, vocabulary: Vocabulary) -> bool:
    """Tell the "This" of "A note on the series", "This post is part of" on lines of their own."""
    this = vocabulary.phrases["this"].match(text, place)
    return this is not None and text[place].isupper()


def last_sentence(line: Line, vocabulary: Vocabulary) -> int:
    """Return where the last sentence of a line begins."""
    text = line.text.replace("\n", " ")
    return max(start for start, _ in _sentences(line, text, vocabulary))


def _told_later(
    line: Line, text: str, spans: Sequence[Span], statement: Statement, vocabulary: Vocabulary
) -> Statement:
    """A statement with the number that a sentence behind it tells: "You are reading part 2."."""
    if statement.part is not None:
        return statement
    for before, place in pairwise(spans):
        later = _statement(line, text, place, vocabulary, before[0])
        if later is not None and later.part is not None:
            return replace(statement, part=later.part, of=statement.of or later.of)
    return statement


def _statement(
    line: Line, text: str, place: Span, vocabulary: Vocabulary, last: int
) -> Statement | None:
    """What a sentence says of this article; the one before it begins at ``last``."""
    start, end = place
    if _closes_aside(text, place) or _is_quoted(text[start:end], vocabulary):
        return None
    if _VARIABLE.search(text, start, end):
        return None  # "This is a post in the {{ $name }} series"
    links = [(a - start, b - start) for a, b, _ in line.links if a >= start and b <= end]
    marks = [(a - start, b - start) for a, b in line.marks if a >= start and b <= end]
    this, it_is = vocabulary.phrases["this"], vocabulary.phrases["it_is"]
    goes_on = bool(it_is.match(text, start) and this.match(text[last:start].lstrip()))
    said = read_statement(text[start:end], [*links, *marks], vocabulary, links, goes_on=goes_on)
    if links and end - start <= LONGEST_REST and (said is None or said.weak):
        if continued_from(text[start:end], links[0], vocabulary):
            return replace(said or Statement(), weak=False)
    return said


def _is_part_linked(line: Line, text: str, start: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the next link is put on "Part 3"."""
    link = next((one for one in line.links if one[0] >= start), None)
    words = vocabulary.words(text, link[0], link[1]) if link else ()
    return part_number(text, words) is not None


def _closes_aside(text: str, place: Span) -> bool:
    """Tell whether a sentence ends in brackets that an earlier one opened: an example."""
    before, inside = text[: place[0]], text[slice(*place)]
    opened = before.count("(") > before.count(")") and not before.lstrip().startswith("(")
    return opened and inside.count(")") > inside.count("(")


def _is_quoted(sentence: str, vocabulary: Vocabulary) -> bool:
    """Tell "“This is part 2 of a series,” she said", somebody else's words."""
    if not sentence.startswith(OPENING_QUOTES):
        return False
    inside = sentence[1:]
    closing = min((inside.find(mark) for mark in _CLOSING_QUOTES if mark in inside), default=-1)
    said = inside if closing < 0 else inside[:closing]
    return read_statement(said, (), vocabulary) is not None


def _links_beside(line: Line, said: Said, vocabulary: Vocabulary) -> bool:
    """Tell whether the part before or after this one is linked: "the second article … [part 1]"."""
    assert said.statement is not None
    part = said.statement.part or 0
    numbers = {cell.number for cell in linked_parts(line, vocabulary)}
    beside = part - 1 in numbers or part + 1 in numbers
    # "This is the second post on lamps. The previous post is [here]"
    return beside or any(cell.kind == "step" for cell in mentions(line, vocabulary))


def _series_beside(
    text: str, sentences: Sequence[Span], index: int, vocabulary: Vocabulary
) -> Statement | None:
    """What a sentence before or behind "This is the first part." tells of "this series"."""
    for place in [*reversed(sentences[:index]), *sentences[index + 1 :]][:MOST_BESIDE]:
        sentence = sentence_of(text[slice(*place)], (), vocabulary)
        if sentence.noun is None:
            if parts := _divided(sentence.words):
                return Statement(of=parts)
            continue
        of, before = total_of(sentence), sentence.words[: sentence.noun]
        own = any(vocabulary.says("own", word) for word in before)
        if own or of:
            return Statement(of=of, name=name_of(sentence))
    return None


def _divided(words: Sequence[Word]) -> int | None:
    """The 2 of "I divided it into 2 parts", all that a sentence ends with."""
    if len(words) < len(("into", "2", "parts")):
        return None
    into, number, parts = words[-3:]
    counted = (number.number or 0) > 1 and not number.ordinal and bool(parts.role & PLURALS)
    return number.number if counted and into.text in _INTO else None


def _with_questions(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences, a question together with what answers it: "Missed part 1? [Read it]"."""
    asked: int | None = None
    for start, end in sentences:
        if text[start:end].rstrip().endswith("?"):
            asked = start if asked is None else asked
            continue
        yield (start if asked is None else asked), end
        asked = None
    if asked is not None:
        yield asked, sentences[-1][1]


def _is_labelled(line: Line, text: str, place: Span, vocabulary: Vocabulary) -> bool:
    """Tell "Previous: [Part 7: TITLE]", navigation by itself."""
    label = read_label(text, vocabulary.words(text, *place), line.joints, place[1])
    return label is not None and label.announces and not label.weak


def _announces(line: Line, text: str, place: Span, vocabulary: Vocabulary) -> bool:
    """Tell "Next article: “TITLE” tells of …", whose title is in quotes or emphasised.

    And "Next up, Part 3: TITLE", behind other sentences.
    """
    words = vocabulary.words(text, *place)
    label = read_label(text, words, line.joints, place[1])
    if label and not label.weak and part_number(text, words[label.count : label.count + 2]):
        return place[0] > 0
    if label is None or not label.announces or label.plural or label.count < len(("next", "post")):
        return False
    colon = _COLON.match(text, label.end)
    start = colon.end() if colon else label.end
    return text[start : start + 1] in OPENING_QUOTES or any(a == start for a, _ in line.marks)


def _is_for_who_missed_it(line: Line, text: str, place: Span, vocabulary: Vocabulary) -> bool:
    """Tell "If you haven't read it yet, see [Part 1] to understand …", its only link."""
    links = [one for one in line.links if one[0] >= place[0] and one[1] <= place[1]]
    if len(links) != 1 or not vocabulary.phrases["unread"].match(text, place[0]):
        return False
    start, end, _ = links[0]
    part = linked_number(text[start:end], vocabulary.words(text[start:end])) is not None
    return part and "," in text[place[0] : start]


def _pointing(
    line: Line, text: str, sentences: Sequence[Span], vocabulary: Vocabulary
) -> Iterator[Said]:
    """Sentences that are a label with its link, or that say where the other parts are."""
    asked = {*_with_questions(text, sentences)}
    # "Missed part 1? [Read it]" is one; "Liked it? Read the [second part]" has its own.
    for start, end in [
        *_with_questions(text, sentences),
        *(one for one in sentences if one not in asked),
    ]:
        linked = any(a >= start and b <= end for a, b, _ in line.links)
        if not linked and _announces(line, text, (start, end), vocabulary):
            yield Said(start, end)
        if not linked or text[end : end + 1].islower():
            continue  # the question mark of a title ends no sentence
        words = vocabulary.words(text, start, min(end, start + LONGEST_REST))
        if not words:
            continue  # a linked picture or dash
        label = read_label(text, words, line.joints, end)
        whole = any(a <= words[0].start and words[-1].end <= b for a, b, _ in line.links)
        if (
            label
            and (label.count > 1 or label.in_series)
            and (label.closed or whole or _is_part_linked(line, text, label.end, vocabulary))
        ):
            yield Said(start, end)
        elif (
            points_to_parts(line, (start, end), vocabulary)
            or _is_for_who_missed_it(line, text, (start, end), vocabulary)
        ) or (
            len(sentences) > 1
            and any(vocabulary.says_any(INSTALMENTS, word) for word in words)
            and points_to_neighbours(line, vocabulary, (start, end))
        ):
            yield Said(start, end, Statement(points=True))
