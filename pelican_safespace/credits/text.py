"""A line cut into words and sentences: what the steps of reading a credit share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pelican_safespace import dates
from pelican_safespace.credits.inline import Line, Span
from pelican_safespace.credits.wording import Token, Wording
from pelican_safespace.languages import Language

_BEFORE_TITLE = re.compile(r"[.\d/-]*\s*:")
_STOPS = (".", "!", "?", "…")
_CLOSING = "\"')]!.?"
_IN_BRACKETS = 10  # words and marks of "(not a literal one)"
_TO_DATE = 3  # words and marks before a date: ", on the"
_BEGINNINGS = frozenset({"reading", "this"})
# Words of "read the original" that ask for nothing by themselves.
_NO_REQUESTS = frozenset({"the", "determiners", "auxiliaries", "this", "articles"})
_AFTER_STOP = " \n\"”'’)]»"
_ABBREVIATIONS = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "st", "vol", "no", "nr", "jan", "feb", "mar", "apr"}
    | {"jun", "jul", "aug", "sep", "sept", "oct", "okt", "nov", "dec", "dez", "déc", "janv"}
    | {"févr", "avr", "juil", "inc", "ltd", "co", "etc", "vs", "bzw", "ca", "anm", "ed"}
    | {"eds", "pp", "iss", "approx", "dipl", "psych", "univ", "dept", "núm", "jg", "bd", "ausg"}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``start`` to ``end`` (exclusive) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text, up to token ``end`` (exclusive), that is read in one language."""

    text: Text
    language: Language
    end: int

    @property
    def lang(self) -> str:
        """The language's code."""
        return self.language.code

    @property
    def tokens(self) -> list[Token]:
        """The words of the whole text."""
        return self.text.tokens

    def is_and(self, index: int) -> bool:
        """Tell whether token ``index`` is the language's "and"."""
        return self.tokens[index].text in self.language.words("names", "and")

    def date_at(self, index: int) -> dates.Date | None:
        """Return the date that begins at token ``index``."""
        return self.text.date_at(index, self.lang)

    def past_date(self, index: int) -> int:
        """Return the token after the ", May 3, 2019," or "(le 3 mai 2019)" at ``index``, if any."""
        start = index
        while start < min(index + _TO_DATE, self.end - 1) and self._leads_to_date(start):
            start += 1
        date = self.date_at(start) if start < self.end else None
        if date is None:
            return index
        after = self.text.next_from(start, date.end)
        while after < self.end and self.tokens[after].text in ",)":
            after += 1
        return after

    def _leads_to_date(self, index: int) -> bool:
        token = self.tokens[index]
        return token.text in ",(" or token.plays(self.lang, "at", "the")


class Text:
    """A line, its words and its sentences.

    In a line that is all capitals, a word the language files know is not taken for a name.
    """

    def __init__(self, line: Line, words: Wording) -> None:
        self.line = line
        self.words = words
        self.tokens = words.tokens(line)
        self._shouts = line.text.isupper()
        self._votes: dict[Sentence, tuple[Counter[str], Counter[str]]] = {}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; a full stop inside a link or quotation marks ends none."""
        return tuple(self._cut())

    def language(self, code: str) -> Language:
        """Return the language ``code`` of those the text is read in."""
        return self.words.languages[code]

    def link_at(self, index: int) -> Span | None:
        """Return the link that token ``index`` stands in."""
        if index >= len(self.tokens):
            return None
        position = self.tokens[index].start
        for link in self.line.links:
            if link.start <= position < link.end:
                return link
        return None

    def date_at(self, index: int, lang: str) -> dates.Date | None:
        """Return the date, written as in ``lang``, that begins at token ``index``."""
        if index >= len(self.tokens):
            return None
        date = dates.at(self.line.folded, self.tokens[index].start, self.language(lang))
        return None if date and self._is_in_title(index, date.end) else date

    def _is_in_title(self, index: int, end: int) -> bool:
        """Tell a date that ends at ``end`` in a link "[2019.12: A new house](…)", a title."""
        link = self.link_at(index)
        return link is not None and _BEFORE_TITLE.match(self.line.text, end, link.end) is not None

    def link_from(self, index: int, end: int) -> Span | None:
        """Return the first link that one of the tokens ``index`` to ``end`` stands in."""
        return next((link for one in range(index, end) if (link := self.link_at(one))), None)

    def past_brackets(self, index: int, end: int) -> int:
        """Skip what stands in brackets at ``index``, before ``end``; else return ``index``."""
        if index >= end or self.tokens[index].text != "(":
            return index
        stop = min(index + _IN_BRACKETS, end)
        return next((one + 1 for one in range(index, stop) if self.tokens[one].text == ")"), index)

    def next_from(self, index: int, position: int) -> int:
        """Return the first token from ``index`` on that begins at or after ``position``."""
        while index < len(self.tokens) and self.tokens[index].start < position:
            index += 1
        return index

    def leaning(self, sentence: Sentence, langs: Iterable[str]) -> list[str]:
        """Return ``langs``, the one that most words of the sentence belong to first."""
        among = list(langs)
        if len(among) < 2:
            return among
        if sentence not in self._votes:
            self._votes[sentence] = Counter(self._spoken(sentence)), self._leads(sentence)
        votes, leads = self._votes[sentence]
        return sorted(among, key=lambda lang: (-votes[lang], -leads[lang], lang != "en", lang))

    def _spoken(self, sentence: Sentence) -> Iterator[str]:
        """Yield the languages of each word of a sentence, months among them."""
        for token in self.tokens[sentence.start : sentence.end]:
            yield from {lang for found in token.roles.values() for lang in found}
            yield from self.words.months.get(token.text, ())

    def _leads(self, sentence: Sentence) -> Counter[str]:
        """Count the words that lead to a place in each language: Portuguese "no", Spanish "en"."""
        tokens = self.tokens[sentence.start : sentence.end]
        return Counter(lang for token in tokens for lang in token.roles.get("at", ()))

    def is_small(self, index: int) -> bool:
        """Tell a word that begins with a small letter."""
        token = self.tokens[index]
        if self._shouts and token.roles:
            return True
        return self.line.text[token.start].islower()

    def is_capital(self, index: int) -> bool:
        """Tell a word that can belong to a name: a capital anywhere, a number, no case at all."""
        token = self.tokens[index]
        word = self.line.text[token.start : token.end]
        if self._shouts and token.roles:
            return False
        return not word[0].islower() or any(letter.isupper() for letter in word)

    def _cut(self) -> Iterator[Sentence]:
        start = 0
        for index, token in enumerate(self.tokens):
            ends = token.text in _STOPS and self._ends(index)
            if index < start or not (ends or self._begins(index + 1)):
                continue
            stop = index + 1
            while stop < len(self.tokens) and self.tokens[stop].text in _CLOSING:
                stop += 1
            yield Sentence(start, stop)
            start = stop
        if start < len(self.tokens):
            yield Sentence(start, len(self.tokens))

    def _ends(self, index: int) -> bool:
        token, text = self.tokens[index], self.line.text
        if index + 1 == len(self.tokens):
            return True
        if token.end < len(text) and text[token.end] not in _AFTER_STOP:
            return self._is_glued(index)
        held = [
            one
            for one in (*self.line.links, *self.line.quoted)
            if one.start < token.start < one.end
        ]
        if any(token.start < one.end - 2 for one in held):
            return False
        if not (held or token.text == "."):
            return not self._is_small_behind(index)  # "on Yahoo! in 2019"
        return not self._goes_on(index)

    def _begins(self, index: int) -> bool:
        """Tell whether token ``index`` begins a sentence, though no full stop stands before it.

        "To view" and "Read" on a line of its own, whose end may be lost; "This post was" behind
        a title.
        """
        if index + 1 >= len(self.tokens):
            return False
        token, behind = self.tokens[index : index + 2]
        if not token.roles.keys() & _BEGINNINGS or not self.line.text[token.start].isupper():
            return False
        before, small = self.tokens[index - 1], self.is_small(index + 1)
        if "reading" in token.roles and token.roles.keys().isdisjoint(_NO_REQUESTS):
            phrase = max(token.roles["reading"].values()) > 1 and small
            return phrase or before.text == "\n"
        langs = (lang for lang, length in token.roles.get("this", {}).items() if length == 1)
        titled = small and before.is_word and self.is_capital(index - 1)
        return titled and any(behind.length("articles", lang) for lang in langs)

    def _is_glued(self, index: int) -> bool:
        """Tell "in Sample Weekly.Recent careful rules have" from "on Sample.Works in 2019"."""
        after = index + 1
        if not index or after + 1 >= len(self.tokens) or self.link_at(index):
            return False
        before, behind, full_stop = self.tokens[index - 1], self.tokens[after], self.tokens[index]
        apart = before.end < full_stop.start or full_stop.end < behind.start
        text = self.line.text
        words = text[before.end - 1].islower() and text[behind.start : behind.end].istitle()
        return words and not apart and is_unknown(self, after + 1)

    def _is_day(self, position: int) -> bool:
        """Tell the "3." of "am 3. März 2019"."""
        return any(dates.at(self.line.folded, position, one) for one in self.words.languages)

    def _goes_on(self, index: int) -> bool:
        """Tell the full stop of "Dr.", "J." or "e.g." from that of a sentence."""
        before = self.tokens[index - 1].text if index else ""
        if before in _ABBREVIATIONS or before in self.words.abbreviations:
            return True
        if len(before) == 1 and before.isalpha():
            return True
        if before.isdigit() and len(before) < 3 and self._is_day(self.tokens[index - 1].start):
            return True
        return self._is_small_behind(index)

    def _is_small_behind(self, index: int) -> bool:
        """Tell whether the next word begins with a small letter."""
        following = range(index + 1, min(index + 4, len(self.tokens)))
        word = next((one for one in following if self.tokens[one].is_word), None)
        return word is not None and self.is_small(word)


def is_unknown(text: Text, index: int) -> bool:
    """Tell a small word that no credit needs: after it, "de" and the like lead to no place."""
    token = text.tokens[index]
    return token.is_word and not token.roles and text.is_small(index)
