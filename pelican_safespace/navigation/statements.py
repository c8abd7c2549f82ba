"""One sentence that says where an article stands in its series -> part, of, name.

"This is part 2 of a four-part series on grief." A statement is about *this* article, numbers it
or calls it a part, and says of what: of so many, or of a series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pelican_safespace.navigation.labels import linked_number, part_number
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

LONGEST = 600
"""Characters of a sentence that is read."""
LONGEST_NAME = 120
MOST_UNKNOWN_WORDS = 2  # between "this" and the number: "this weekly letter is the second"
MOST_ITEM_WORDS = 2  # of "B" in the enumeration "A, B and C"
COUNTED_WITHIN = 4  # words behind "second": "second of our three articles"
TOTAL_WITHIN = 16  # words behind the number: "of a series that has so far had four parts"

Span = tuple[int, int]

_QUOTED = re.compile(r"[“„«\"‘]\s?([^“”„«»\"‘]{2,120}?)\s?[”“»\"’](?!\w)")
# A dot inside a word ("example.org") ends no clause, nor brackets behind which it goes on.
_CLAUSE_END = re.compile(r"\.(?!\w)|[,;:!?)\]—–\n|]| - |[(\[](?![^()\[\]]{1,40}[)\]]\s+[^\W_])")
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,40}[)\]](?=\s+[^\W_])")
_COMMA = re.compile(r",\s+")
_COLON = re.compile(r"\s*[:：]\s*")
_OPENING = re.compile(r"[^.!?]{0,24}?[:：]\s+")
_COMMENT = re.compile(r"\s*(?:#|//|/\*|--\s)")  # of a program
_TOTAL_IN_WORD = ("teilig", "delig")
_AROUND_NAME = " \t\n\"'“”„‘’«».,;:!?()[]*_-–—|\u00a0"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of the article's place in its series."""

    part: int | None
    of: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class _Number:
    """The number of the article, in the words from ``first`` up to ``after``."""

    value: int
    first: int
    after: int


def may_state(words: Sequence[Word]) -> bool:
    """Tell at little cost whether a statement could be among ``words``."""
    return any(word.role & (SERIES | SEQUEL) for word in words) or any(
        (one.ordinal and (other.role or other.number is not None))
        or (one.role & (KINDS | PIECES) and other.number is not None)
        for one, other in pairwise(words)
    )


def read_statement(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> Statement | None:
    """Return the statement that ``text``, one sentence, makes; None when it makes none.

    ``spans`` are the links and emphasised stretches of ``text``: there a name is looked for.
    """
    if len(text) > LONGEST:
        return None
    return _Sentence(text, spans, vocabulary).read()


def continued_from(text: str, link: Span, vocabulary: Vocabulary) -> bool:
    """Tell whether "This article is a continuation of " stands in ``text`` before its ``link``."""
    words = vocabulary.words(text, 0, link[0])
    sequel = next((place for place, word in enumerate(words) if word.role & SEQUEL), None)
    if sequel is None or vocabulary.phrases["this"].match(text, words[0].start) is None:
        return False
    gap = text[words[sequel].end : link[0]]
    before, after = words[1:sequel], words[sequel + 1 :]
    unknown = [word for word in before if not (word.role or vocabulary.says("articles", word))]
    return (
        len(unknown) <= MOST_UNKNOWN_WORDS
        and not _CLAUSE_END.search(gap.rstrip(" :“„\"'«"))
        and all(
            word.role or any(vocabulary.says(one, word) for one in ("of", "articles", "adjectives"))
            for word in after
        )
    )


class _Sentence:
    """Reads a sentence: its number, its series, whether it is about this article, the name."""

    def __init__(self, text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> None:
        self.text = text
        self.words = vocabulary.words(text)
        self.spans = spans
        self.vocabulary = vocabulary
        self.says = vocabulary.says
        self.noun = next((i for i, word in enumerate(self.words) if word.role & SERIES), None)
        # "Page 2 of 10" and "Step 2 of 4" are parts of this article, unless a series is named.
        self.kinds = KINDS if self.noun is None else KINDS | PIECES
        self.number = self._numbered()

    def read(self) -> Statement | None:
        """Return what the sentence says, if it is a statement."""
        number = self.number
        if self.noun is None and number is None:
            return None
        about = self._is_about_this()
        if about is None:
            return None
        of, name = self._total(), self._name()
        if number is None:
            return Statement(None, of, name) if (name or of) and self._belongs() else None
        if of is None and self.noun is None and not (about == "this" and name):
            return None
        if self.noun is None and _COMMENT.match(self.text):
            return None
        return Statement(number.value, of, name)

    # "part 2", "second article", "2 of 4"

    def _numbered(self) -> _Number | None:
        for index, word in enumerate(self.words):
            if word.role & self.kinds:
                number = part_number(self.text, self.words[index : index + 2])
                if number is not None:
                    return _Number(number, index, index + 2)
            if word.ordinal and (after := self._counted(index)):
                assert word.number is not None
                return _Number(word.number, index, after)
            if word.number and word.text.isdecimal() and self.noun is not None:
                total = self._of_number(index + 1)
                if total is not None and total >= word.number:
                    return _Number(word.number, index, index + 1)
        return None

    def _counted(self, index: int) -> int | None:
        """The word after "second article", "second and last article" or "second (of …)"."""
        for place, word in enumerate(self.words[index + 1 : index + 5], index + 1):
            if word.role & self.kinds and not word.number:
                return place + 1
            if not (word.role & FILLERS or self.says("adjectives", word)):
                break
        behind = self.words[index + 1 : index + 1 + COUNTED_WITHIN]
        counts = self.noun is not None or any(
            word.role & (KINDS | PIECES | PLURALS) for word in behind
        )
        if counts and behind and (self.says("of", behind[0]) or behind[0].role & FILLERS):
            return index + 1
        return None

    def _of_number(self, index: int) -> int | None:
        """The 4 of "of 4" or "/4" that begins with word ``index``."""
        words = self.words[index : index + 2]
        if not words:
            return None
        gap = self.text[self.words[index - 1].end : words[0].start].strip()
        if gap == "/":
            return words[0].number
        if gap in ("", "(") and self.says("of", words[0]) and len(words) > 1:
            return words[1].number
        return None

    def _total(self) -> int | None:
        """The 4 of "2 of 4", "of a four-part series", "de quatre articles"."""
        start = self.number.after if self.number else 0
        if self.number:
            total = self._of_number(start)
            if total is not None and total >= self.number.value:
                return total
        for index in range(start, min(len(self.words), start + TOTAL_WITHIN)):
            word = self.words[index]
            if word.number is None or word.number < 2:
                continue
            after = self.words[index + 1 : index + 2]
            counts = (
                after
                and after[0].role & (KINDS | PIECES | PLURALS)
                and after[0].start == word.end + 1
            )
            if counts or any(part in word.text for part in _TOTAL_IN_WORD):
                return word.number
        return self._of_number(self.noun + 1) if self.noun is not None else None

    # Is it about this article?

    def _is_about_this(self) -> Literal["this", "bare"] | None:
        """Tell "This post is …", "this", from "Part 2 of …" or "Grief series, part 2", "bare"."""
        first = self.words[0].start
        opening = _OPENING.match(self.text, first)
        for start in (first, opening.end() if opening else first):
            this = self.vocabulary.phrases["this"].match(self.text, start)
            if this and self._says_only_what_it_is(this.end()):
                return "this"
        number, noun = self.number, self.noun
        if number is None:
            return "this" if noun == 0 and _COLON.match(self.text, self.words[0].end) else None
        if all(self.says("articles", word) for word in self.words[: number.first]):
            return "bare" if noun is not None or self._ends_with_number() else None
        if noun is not None and noun < number.first:
            between = self.text[self.words[noun].end : self.words[number.first].start]
            title = noun == 0 and _COLON.match(between) and "." not in between
            return "bare" if title or not re.search(r"\w", between) else None
        return None

    def _ends_with_number(self) -> bool:
        """Tell whether "Part 2 of 4" is followed by no more than what is counted, or a name."""
        assert self.number is not None
        after = self.number.after + (2 if self._of_number(self.number.after) is not None else 0)
        if after < len(self.words) and self.text[self.words[after].start - 1] in "/":
            after += 1
        behind = self.words[after : after + 1]
        gap = self.text[self.words[after - 1].end : behind[0].start] if behind else ""
        return not behind or bool(
            gap.strip()
            or behind[0].role & (FILLERS | KINDS | PIECES | PLURALS)
            or self.says("of", behind[0])
        )

    def _says_only_what_it_is(self, start: int) -> bool:
        """Tell whether "this" is soon followed by the number: "post is the", "ist der"."""
        end = len(self.text)
        if self.number:
            end = self.words[self.number.first].start
        elif self.noun is not None:
            belongs = [word for word in self.words[: self.noun] if self.says("belongs", word)]
            end = (belongs[0] if belongs else self.words[self.noun]).start
        between = [word for word in self.words if start <= word.start < end]
        unknown = [word for word in between if not (word.role or self.says("adjectives", word))]
        return len(unknown) <= MOST_UNKNOWN_WORDS

    def _belongs(self) -> bool:
        """Tell whether it says "is part of a series", "gehört zur Serie", "Series: NAME"."""
        before = self.words[: self.noun]
        return not before or any(self.says("belongs", word) for word in before)

    # What the series is called

    def _name(self) -> str | None:
        if self.noun is None:
            return self._name_without_noun()
        marked, after = self._marked_name(self.noun), self._name_after(self.noun)
        if marked and after and after.endswith(marked):
            marked = after  # "a series on the Future of [Rest]"
        return self._apposed_name(self.noun) or marked or after or self._name_before(self.noun)

    def _apposed_name(self, noun: int) -> str | None:
        """The name in "part 2 of NAME, a three-part series on …"."""
        number = self.number
        if number is None or number.after >= noun:
            return None
        of = self.words[number.after]
        comma = self.text.find(",", of.end, self.words[noun].start)
        if not self.says("of", of) or comma < 0:
            return None
        behind = [word for word in self.words[:noun] if word.start > comma]
        known = all(self._is_filler(word.text) or word.role or word.number for word in behind)
        apposed = behind and known and self.says("articles", behind[0])
        return self._clean(self.text[of.end : comma], bare=False) if apposed else None

    def _marked_name(self, noun: int) -> str | None:
        """A name in quotes, linked or emphasised, at or behind the word "series"."""
        for start, end in self._marked(noun):
            if end - start < len(self.text) * 0.8:
                name = self._clean(self.text[start:end], bare=False)
                words = self.vocabulary.words(name or "")
                if name and not name.isdecimal() and linked_number(name, words) is None:
                    return name
        return None

    def _marked(self, noun: int) -> Iterator[Span]:
        word = self.words[noun]
        numbered = self.words[self.number.after - 1].end if self.number else word.start
        for quoted in _QUOTED.finditer(self.text):
            if quoted.start(1) >= min(numbered, word.start) or quoted.end(1) >= word.start - 3:
                yield quoted.span(1)
        for start, end in self.spans:
            before = [one for one in self.words[:noun] if one.end <= start]
            led = bool(before) and self.says("articles", before[-1]) and start >= numbered
            if start >= word.end or end >= word.start - 3 or (led and start < word.start):
                yield start, end

    def _name_after(self, noun: int) -> str | None:
        """The name in "series on NAME", "series: NAME", "Serie NAME", "series of posts on NAME"."""
        place = self.words[noun].end
        if colon := _COLON.match(self.text, place):
            return self._clean(self._clause(colon.end()), bare=False)
        place = self._after_count(noun + 1) or place
        rest = place + len(self.text[place:]) - len(self.text[place:].lstrip())
        if rest == place:
            return None
        named = self.vocabulary.phrases["named"].match(self.text, rest)
        if named:
            colon = _COLON.match(self.text, named.end())
            return self._clean(self._clause(colon.end() if colon else named.end()), bare=False)
        if self.text[rest : rest + 1].isupper():
            return self._clean(self._clause(rest), bare=False)
        return None

    def _after_count(self, index: int) -> int | None:
        """The place behind "of four posts" that begins with word ``index``; None without it."""
        for place, word in enumerate(self.words[index : index + 4], index):
            if word.role & (KINDS | PIECES | PLURALS) and place > index:
                return word.end
            if not (word.number or self.says("of", word) or word.role & FILLERS):
                return None
        return None

    def _name_before(self, noun: int) -> str | None:
        """The name in "of the NAME series", "NAME series, part 2"."""
        number = self.number
        inside = number is not None and number.after <= noun
        first = number.after if number and inside else 0
        start = 0 if number and not inside else None
        for index in range(first, noun):
            if self.says("articles", self.words[index]):
                start = index + 1
        if start is None or start >= noun:
            return None
        return self._clean(self.text[self.words[start].start : self.words[noun].start], bare=True)

    def _name_without_noun(self) -> str | None:
        """The name in "part 2 of the NAME"."""
        if self.number is None:
            return None
        words = self.words[self.number.after : self.number.after + 3]
        if len(words) < 2 or not (self.says("of", words[0]) or words[0].role & FILLERS):
            return None
        counted = any(word.number is not None for word in words[1:])
        if not self.says("articles", words[1]) or (counted and len(words) > 2):
            return None
        return self._clean(self._clause(words[1].end), bare=True)

    def _clause(self, start: int) -> str:
        """The text from ``start`` to the end of its clause."""
        text = self.text[start:].lstrip()
        text = text[: self._clause_end(text)]
        ends = self.vocabulary.phrases["name_ends"].search(text)
        return text[: ends.start()] if ends and ends.start() else text

    def _clause_end(self, text: str) -> int:
        """Where the first clause of ``text`` ends; "A, B and C" and "A, B, and C" are one."""
        asides = {found.end() for found in _ASIDE.finditer(text)}
        ends = [end for end in _CLAUSE_END.finditer(text) if end.end() not in asides]
        places = [*(end.start() for end in ends), len(text)]
        for index, (start, after) in enumerate(pairwise(places)):
            if not _COMMA.match(text, start):
                return places[0] if index else start
            if self._closes_enumeration(text[start + 1 : after], index):
                return after
        return places[0]

    def _closes_enumeration(self, item: str, commas: int) -> bool:
        """Tell whether an item behind a comma is the last: "B and C", or "and C" after two."""
        words = self.vocabulary.words(item)
        return any(
            self.says("and", word) and (place or commas) and place + 1 < len(words)
            for place, word in enumerate(words[: MOST_ITEM_WORDS + 1])
        )

    def _clean(self, name: str, *, bare: bool) -> str | None:
        """The name, if ``bare`` without articles and adjectives; None when nothing is left."""
        parts = name.strip(_AROUND_NAME).split()
        while bare and parts and self._is_filler(parts[0]):
            parts = parts[1:]
        while parts and any(word.role & SERIES for word in self.vocabulary.words(parts[-1])):
            parts = parts[:-1]
        name = " ".join(parts).strip(_AROUND_NAME)
        words = self.vocabulary.words(name)
        general = all(
            word.role & (KINDS | PIECES | PLURALS | FILLERS | SERIES)
            or self.says("of", word)
            or self.says("adjectives", word)
            for word in words
        )
        return None if general or len(name) > LONGEST_NAME else name

    def _is_filler(self, part: str) -> bool:
        words = self.vocabulary.words(part)
        if not words or any(self.says(phrase, words[0]) for phrase in ("articles", "adjectives")):
            return len(words) <= 1 or words[0].number is not None
        total = any(letters in words[0].text for letters in _TOTAL_IN_WORD)
        return words[0].number is not None and (len(words) > 1 or total)
