"""One sentence that says where an article stands in its series -> part, of, name.

"This is part 2 of a four-part series on grief." A statement is about *this* article, numbers it
or calls it a part, and says of what: of so many, or of a series.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pelican_safespace.navigation.counting import numbered, of_number, total_of
from pelican_safespace.navigation.sentence import Sentence, Span, sentence_of
from pelican_safespace.navigation.series_names import CLAUSE_END, name_of
from pelican_safespace.navigation.words import (
    FILLERS,
    KINDS,
    PIECES,
    PLURALS,
    SEQUEL,
    SERIES,
    Vocabulary,
    Word,
)

SECOND = 2
LONGEST = 600
"""Characters of a sentence that is read."""
MOST_BEFORE_COUNTED = 2  # words up to what is counted: "of 3 such articles"
MOST_IN_NAME = 8  # words before ", part 2 of 4"
MOST_BEFORE_NOUN = 10  # words before "series" in "Part of the NAME series"
MOST_UNKNOWN_WORDS = 2  # between "this" and the number: "this weekly letter is the second"

_COLON = re.compile(r"\s*[:：]\s*")
_OPENING = re.compile(r"[^.!?]{0,24}?[:：]\s+")
_CLAUSE = re.compile(r"[,;]\s+(?:\w{1,3}\s+)?")
_NAME_END = re.compile(r"\s*[,:：|(–—-]+\s*")
_BEFORE_LINK = " :“„\"'«"
_COMMENT = re.compile(r"\s*(?:#|//|/\*|--\s)")  # of a program


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of the article's place in its series.

    ``weak``: "this is the second article", which may be said of other things; a link to the first
    one, or a series named before it, makes it sure. ``points``: it says where other parts are.
    ``pronoun``: it says "this is part 2", not of what, and so perhaps of what was linked before.
    """

    part: int | None = None
    of: int | None = None
    name: str | None = None
    weak: bool = False
    points: bool = False
    pronoun: bool = False


def may_state(words: Sequence[Word]) -> bool:
    """Tell at little cost whether a statement could be among ``words``."""
    return any(word.role & (SERIES | SEQUEL) for word in words) or any(
        (one.ordinal and (other.role or other.number is not None))
        or (one.role & (KINDS | PIECES) and other.number is not None)
        for one, other in pairwise(words)
    )


def read_statement(
    text: str, spans: Sequence[Span], vocabulary: Vocabulary, links: Sequence[Span] = ()
) -> Statement | None:
    """Return the statement that ``text``, one sentence, makes; None when it makes none.

    ``spans`` are the links and emphasised stretches of ``text``: there a name is looked for.
    ``links`` are those of them that lead to other articles: their number is not this one's.
    """
    if len(text) > LONGEST:
        return None
    sentence = sentence_of(text, spans, vocabulary, links)
    sentence.number = numbered(sentence)
    return _read(sentence)


def continued_from(text: str, link: Span, vocabulary: Vocabulary) -> bool:
    """Tell whether "This article is a continuation of " stands in ``text`` before its ``link``.

    Or "the second part of "; other numbers say nothing of the article that is linked.
    """
    words = vocabulary.words(text, 0, link[0])
    of_series = any(word.role & SERIES for word in words)
    sequel = next(
        (
            place
            for place, word in enumerate(words)
            if word.role & SEQUEL
            or (place and not of_series and _is_second(words[place - 1], word))
        ),
        None,
    )
    if sequel is None or vocabulary.phrases["this"].match(text, words[0].start) is None:
        return False
    gap = text[words[sequel].end : link[0]]
    before, after = words[1:sequel], words[sequel + 1 :]
    unknown = [word for word in before if not (word.role or vocabulary.says("articles", word))]
    return (
        len(unknown) <= MOST_UNKNOWN_WORDS
        and not CLAUSE_END.search(gap.rstrip(_BEFORE_LINK + ", " * _ends_with_kind(after)))
        and all(
            word.role or any(vocabulary.says(one, word) for one in ("of", "articles", "adjectives"))
            for word in after
        )
    )


def _ends_with_kind(words: Sequence[Word]) -> bool:
    """Tell "of my previous post, [TITLE]"."""
    return bool(words) and bool(words[-1].role & (KINDS | PLURALS))


def _is_second(number: Word, kind: Word) -> bool:
    """Tell "second part", which is what comes after the article whose second part it is."""
    return number.ordinal and number.number == SECOND and bool(kind.role & KINDS)


def _read(sentence: Sentence) -> Statement | None:
    """Return what the sentence says, if it is a statement."""
    number = sentence.number
    if sentence.noun is None and number is None:
        return None
    about = _is_about_this(sentence)
    if about is None:
        return None
    of, name = total_of(sentence), name_of(sentence)
    if number is None:
        belongs = _belongs(sentence) or (of and sentence.noun == 1)  # "This series of 4 articles"
        says = name or of or _ends_with_series(sentence)
        return Statement(None, of, name) if says and belongs else None
    if sentence.noun is None and of and not _ends_with_number(sentence):
        return None
    if of is None and sentence.noun is None and not (about == "this" and name):
        return Statement(number.value, weak=True) if about == "this" else None
    if sentence.noun is None and _COMMENT.match(sentence.text):
        return None
    before = sentence.words[: number.first]
    pronoun = about == "this" and not any(word.role & KINDS for word in before)
    return Statement(number.value, of, name, pronoun=pronoun)


def _is_about_this(sentence: Sentence) -> Literal["this", "bare"] | None:
    """Tell "This post is …", "this", from "Part 2 of …" or "Grief series, part 2", "bare"."""
    first = sentence.words[0].start
    opening = _OPENING.match(sentence.text, first)
    starts = [first, opening.end() if opening else first]
    number, noun = sentence.number, sentence.noun
    if noun is not None and number and sentence.words[number.after - 1].role & sentence.kinds:
        # "The series has two parts, and this is the second part of it"
        starts += [found.end() for found in _CLAUSE.finditer(sentence.text)]
    for start in starts:
        this = sentence.vocabulary.phrases["this"].match(sentence.text, start)
        if this and _says_only_what_it_is(sentence, this.end()):
            return "this"
    if number is None:
        titled = noun == 0 and _COLON.match(sentence.text, sentence.words[0].end)
        return "this" if titled or _is_bare_part(sentence) else None
    if all(sentence.says("articles", word) for word in sentence.words[: number.first]):
        return "bare" if noun is not None or _ends_with_number(sentence) else None
    if noun is None and _behind_a_name(sentence):
        return "bare"
    if noun is not None and noun < number.first:
        between = sentence.text[sentence.words[noun].end : sentence.words[number.first].start]
        title = noun == 0 and _COLON.match(between) and "." not in between
        return "bare" if title or not re.search(r"\w", between) else None
    return None


def _is_bare_part(sentence: Sentence) -> bool:
    """Tell "Part of the NAME series" and "Part of a series on NAME" from a sentence about one."""
    noun = sentence.noun
    if noun is None or not 1 < noun <= MOST_BEFORE_NOUN:
        return False
    first, second = sentence.words[:2]
    if not (sentence.says("belongs", first) and sentence.says("of", second)):
        return False
    end = sentence.words[noun].end
    behind = re.compile(r"\s*").match(sentence.text, end)
    return (
        _ends_with_series(sentence)
        or CLAUSE_END.match(sentence.text, end) is not None
        or any(start == behind.end() for start, _ in sentence.spans if behind)
        or bool(behind and sentence.vocabulary.phrases["named"].match(sentence.text, behind.end()))
    )


def _ends_with_series(sentence: Sentence) -> bool:
    """Tell "This article is part of a series." from one that goes on to say of what."""
    return sentence.noun is not None and sentence.noun == len(sentence.words) - 1 > 0


def _behind_a_name(sentence: Sentence) -> bool:
    """Tell whether "NAME, part 2 of 4" is all of a line."""
    number = sentence.number
    assert number is not None
    if not sentence.text[:1].isupper() or not 0 < number.first <= MOST_IN_NAME:
        return False
    gap = sentence.text[sentence.words[number.first - 1].end : sentence.words[number.first].start]
    behind = sentence.words[number.after + 2 :]
    return (
        bool(_NAME_END.fullmatch(gap))
        and not behind
        and (of_number(sentence, number.after) or 0) >= number.value
    )


def _ends_with_number(sentence: Sentence) -> bool:
    """Tell whether "Part 2 of 4" is followed by no more than what is counted, or a name."""
    number = sentence.number
    assert number is not None
    after = number.after
    if (of_number(sentence, after) or 0) >= number.value:
        after += 2
    if after < len(sentence.words) and sentence.text[sentence.words[after].start - 1] in "/":
        after += 1
    behind = sentence.words[after : after + MOST_BEFORE_COUNTED]
    gap = sentence.text[sentence.words[after - 1].end : behind[0].start] if behind else ""
    return not behind or bool(
        gap.strip()
        or behind[0].role & FILLERS
        or any(word.role & (KINDS | PIECES | PLURALS) for word in behind)
        or any(sentence.says(phrase, behind[0]) for phrase in ("of", "name_ends"))
        or sentence.vocabulary.phrases["named"].match(sentence.text, behind[0].start)
    )


def _says_only_what_it_is(sentence: Sentence, start: int) -> bool:
    """Tell whether "this" is soon followed by the number: "post is the", "ist der"."""
    end = len(sentence.text)
    if sentence.number:
        end = sentence.words[sentence.number.first].start
    elif sentence.noun is not None:
        belongs = [
            word for word in sentence.words[: sentence.noun] if sentence.says("belongs", word)
        ]
        end = (belongs[0] if belongs else sentence.words[sentence.noun]).start
    between = [word for word in sentence.words if start <= word.start < end]
    unknown = [word for word in between if not (word.role or sentence.says("adjectives", word))]
    return len(unknown) <= MOST_UNKNOWN_WORDS


def _belongs(sentence: Sentence) -> bool:
    """Tell whether it says "is part of a series", "gehört zur Serie", "Series: NAME"."""
    before = sentence.words[: sentence.noun]
    return not before or any(sentence.says("belongs", word) for word in before)
