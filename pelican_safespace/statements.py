"""One sentence that says where an article stands in its series -> part, of, name.

"This is part 2 of a four-part series on grief." A statement is about *this* article, numbers it
or calls it a part, and says of what: of so many, or of a series.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pelican_safespace.labels import Role, Vocabulary, Word, part_number

LONGEST = 600
"""Characters of a sentence that is read."""

_QUOTED = re.compile(r"[“„«\"‘]\s?([^“”„«»\"‘]{2,120}?)\s?[”“»\"’](?!\w)")
_CLAUSE_END = re.compile(r"[.,;:!?()\[\]—–\n|]| - ")
_AROUND_NAME = " \t\n\"'“”„‘’«».,;:!?()[]*_-–—|\u00a0"
_COLON = re.compile(r"\s*[:：]\s*")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of the article's place in its series."""

    part: int | None
    of: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class _Number:
    """Where a sentence numbers the article: the words ``first`` up to ``after``."""

    value: int
    first: int
    after: int
    ordinal: bool


def read_statement(
    text: str, spans: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> Statement | None:
    """Return the statement that ``text``, one sentence, makes; None when it makes none.

    ``spans`` are the links and emphasised stretches of ``text``: there a name is looked for.
    """
    if len(text) > LONGEST:
        return None
    words = vocabulary.words(text)
    return _Sentence(text, words, spans, vocabulary).read()


class _Sentence:
    """Reads a sentence: its number, its series, whether it is about this article, the name."""

    def __init__(
        self,
        text: str,
        words: tuple[Word, ...],
        spans: Sequence[tuple[int, int]],
        vocabulary: Vocabulary,
    ) -> None:
        self.text = text
        self.words = words
        self.spans = spans
        self.phrases = vocabulary.phrases
        self.vocabulary = vocabulary
        self.noun = next((i for i, word in enumerate(words) if word.role & Role.SERIES), None)
        self.number = self._numbered()

    def read(self) -> Statement | None:
        if self.noun is None and self.number is None:
            return None
        about = self._is_about_this()
        if not about:
            return None
        of = self._total()
        name = self._name()
        if self.number is None:
            belongs = about == "this" and self._belongs()
            return Statement(None, of, name) if belongs and name else None
        if of is None and self.noun is None and not (about == "this" and name):
            return None
        return Statement(self.number.value, of, name)

    # "part 2", "second article", "2 of 4"

    def _numbered(self) -> _Number | None:
        for index, word in enumerate(self.words):
            if word.role & Role.KINDS:
                number = part_number(self.words[index:], self.text)
                if number is not None:
                    return _Number(number, index, index + 2, ordinal=False)
            if word.number is None:
                continue
            spelled = self.text[word.start : word.end]
            if spelled.isdecimal():
                total = self._of_number(index + 1)
                if total is not None and total >= word.number and word.number:
                    return _Number(word.number, index, index + 1, ordinal=False)
            elif word.ordinal and (after := self._counted(index)):
                return _Number(word.number, index, after, ordinal=True)
        return None

    def _counted(self, index: int) -> int | None:
        """The word after "second article", "second and last article" or "second (of …)"."""
        for place, word in enumerate(self.words[index + 1 : index + 5], index + 1):
            if word.role & Role.KINDS and not word.number:
                return place + 1
            if not (word.role & Role.FILLERS or self._is(word, "adjectives")):
                break
        after = self.words[index + 1 : index + 2]
        if after and (self._is(after[0], "of") or after[0].role & Role.FILLERS):
            return index + 1
        return None

    def _of_number(self, index: int) -> int | None:
        """The 4 of "of 4" or "/4" that begins with word ``index``."""
        words = self.words[index : index + 3]
        if not words:
            return None
        gap = self.text[self.words[index - 1].end : words[0].start].strip()
        if gap == "/" and words[0].number is not None:
            return words[0].number
        if gap in ("", "(") and self._is(words[0], "of") and len(words) > 1:
            return words[1].number
        return None

    def _total(self) -> int | None:
        """The 4 of "2 of 4", "of a four-part series", "de quatre articles"."""
        start = self.number.after if self.number else 0
        if self.number:
            total = self._of_number(start)
            if total is not None and total >= self.number.value:
                return total
        for index in range(start, min(len(self.words), start + 16)):
            word = self.words[index]
            if word.number is None or word.number < 2:
                continue
            after = self.words[index + 1 : index + 2]
            counts = after and after[0].role & (Role.KINDS | Role.PLURALS)
            near = after and after[0].start - word.end == 1
            if (counts and near) or _names_total(word.text):
                return word.number
        return None

    def _is(self, word: Word, phrase: str) -> bool:
        return bool(self.phrases[phrase].fullmatch(word.text))

    # Is it about this article?

    def _is_about_this(self) -> str | None:
        """Return "this" for "This post is …", "bare" for "Part 2 of …" and "Grief, part 2"."""
        first = self.words[0].start
        opening = re.match(r"[^.!?]{0,24}?[:：]\s+", self.text[first:])
        for start in (first, first + opening.end() if opening else first):
            this = self.phrases["this"].match(self.text, start)
            if this and self._says_only_what_it_is(this.end()):
                return "this"
        number, noun = self.number, self.noun
        if number is None:
            is_title = noun == 0 and _COLON.match(self.text, self.words[0].end)
            return "this" if is_title else None
        before = self.words[: number.first]
        if all(self._is(word, "articles") for word in before):
            return "bare"
        if noun is not None and noun < number.first and self.words[number.first].start <= 120:
            between = self.text[self.words[noun].end : self.words[number.first].start]
            title = noun == 0 and _COLON.match(between) and "." not in between
            return "bare" if title or not re.search(r"\w", between) else None
        return None

    def _says_only_what_it_is(self, start: int) -> bool:
        """Tell whether "this" is soon followed by the number: "post is the", "ist der"."""
        end = self.words[self.number.first].start if self.number else 0
        if self.number is None and self.noun is not None:
            belongs = [w for w in self.words[: self.noun] if self._is(w, "belongs")]
            end = (belongs or self.words[self.noun :])[0].start
        between = [word for word in self.words if start <= word.start < end]
        return sum(not word.role and not self._is(word, "adjectives") for word in between) <= 2

    def _belongs(self) -> bool:
        """Tell whether it says "is part of a series", "gehört zur Serie", "Series: NAME"."""
        assert self.noun is not None
        if self.noun == 0:
            return True
        return any(self._is(word, "belongs") for word in self.words[: self.noun])

    # What the series is called

    def _name(self) -> str | None:
        if self.noun is None:
            return self._name_without_noun()
        return self._marked_name() or self._name_after() or self._name_before()

    def _marked_name(self) -> str | None:
        """A name in quotes, linked or emphasised, at or behind the word "series"."""
        assert self.noun is not None
        noun = self.words[self.noun]
        numbered = self.words[self.number.after - 1].end if self.number else noun.start
        quoted = [found.span(1) for found in _QUOTED.finditer(self.text)]
        near = [
            span
            for span in quoted
            if span[0] >= min(numbered, noun.start) or span[1] >= noun.start - 3
        ]
        near += [span for span in self.spans if span[0] >= noun.end or span[1] >= noun.start - 3]
        for start, end in near:
            if end - start < len(self.text) * 0.8:
                name = self._clean(self.text[start:end], bare=False)
                if name and part_number(self.vocabulary.words(name), name) is None:
                    return name
        return None

    def _name_after(self) -> str | None:
        """The name in "series on NAME", "series: NAME", "Serie NAME", "série sur NAME"."""
        assert self.noun is not None
        place = self.words[self.noun].end
        if colon := _COLON.match(self.text, place):
            return self._clean(self._clause(colon.end()), bare=False)
        place = self._after_count(self.noun + 1) or place
        rest = place + len(self.text[place:]) - len(self.text[place:].lstrip())
        named = self.phrases["named"].match(self.text, rest)
        if named and rest > place:
            colon = _COLON.match(self.text, named.end())
            return self._clean(self._clause(colon.end() if colon else named.end()), bare=False)
        if rest > place and self.text[rest : rest + 1].isupper():
            return self._clean(self._clause(rest), bare=False)
        return None

    def _after_count(self, index: int) -> int | None:
        """The place behind "of four posts" that begins with word ``index``; None without it."""
        for place, word in enumerate(self.words[index : index + 4], index):
            if word.role & (Role.KINDS | Role.PLURALS) and place > index:
                return word.end
            if not (word.number or self._is(word, "of") or word.role & Role.FILLERS):
                return None
        return None

    def _name_before(self) -> str | None:
        """The name in "of the NAME series", "NAME series, part 2"."""
        assert self.noun is not None
        number = self.number
        inside = number is not None and number.after <= self.noun
        first = number.after if number and inside else 0
        start: int | None = 0 if number and not inside else None
        for index in range(first, self.noun):
            if self._is(self.words[index], "articles"):
                start = index + 1
        if start is None or start >= self.noun:
            return None
        name = self.text[self.words[start].start : self.words[self.noun].start]
        return self._clean(name, bare=True)

    def _name_without_noun(self) -> str | None:
        """The name in "part 2 of the NAME"."""
        if self.number is None:
            return None
        words = self.words[self.number.after : self.number.after + 3]
        if len(words) < 2 or not (self._is(words[0], "of") or words[0].role & Role.FILLERS):
            return None
        if words[1].number is not None and len(words) > 2:
            return None
        if not self._is(words[1], "articles"):
            return None
        return self._clean(self._clause(words[1].end), bare=True)

    def _clause(self, start: int) -> str:
        """The text from ``start`` to the end of its clause."""
        text = self.text[start:].lstrip()
        end = _CLAUSE_END.search(text)
        text = text[: end.start()] if end else text
        ends = self.phrases["name_ends"].search(text)
        return text[: ends.start()] if ends and ends.start() else text

    def _clean(self, name: str, *, bare: bool) -> str | None:
        """The name, if ``bare`` without articles and adjectives; None when nothing is left."""
        parts = name.strip(_AROUND_NAME).split()
        while bare and parts and self._is_filler(parts[0]):
            parts = parts[1:]
        while parts and any(w.role & Role.SERIES for w in self.vocabulary.words(parts[-1])):
            parts = parts[:-1]
        name = " ".join(parts).strip(_AROUND_NAME)
        words = self.vocabulary.words(name)
        kinds = all(word.role & (Role.KINDS | Role.PLURALS | Role.FILLERS) for word in words)
        if not words or len(name) > 120 or kinds:
            return None
        return name

    def _is_filler(self, word: str) -> bool:
        head = self.vocabulary.words(word)
        return not head or bool(
            self.phrases["articles"].fullmatch(word.strip("’'"))
            or self.phrases["adjectives"].fullmatch(word)
            or (head[0].number is not None and (len(head) > 1 or _names_total(word)))
        )


def _names_total(word: str) -> bool:
    """Tell whether a word counts parts by itself: "vierteiligen", "driedelige"."""
    return "teilig" in word.casefold() or "delig" in word.casefold()
