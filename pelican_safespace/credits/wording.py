"""A line as words, each with what the language files say it can mean in a credit.

Phrases of several words are found as quickly as single words: all of them hang on their first
word in one table, built once for a set of languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pelican_safespace import dates
from pelican_safespace.credits.inline import Line, fold
from pelican_safespace.languages import Language, Languages

# "originally appeared atSample.com": a link's space is lost where a page is copied as text.
_GLUED = re.compile(r"(?<=[^\W\d_] )(?:at|on|in|by)(?=[A-Z])")
_TOKEN = re.compile(r"[^\W_]+|\n|[^\w\s]|_")

Roles = Mapping[str, Mapping[str, int]]
"""What a word can be: role -> language -> how many words the longest such phrase has."""

_NOTHING: Roles = {}


class Token(NamedTuple):
    """A word or a single mark of punctuation; ``text`` is folded, positions are the line's."""

    text: str
    start: int
    end: int
    roles: Roles

    def length(self, role: str, lang: str) -> int:
        """How many words the phrase has that begins here and plays ``role``; 0 for none."""
        found = self.roles.get(role)
        return found.get(lang, 0) if found else 0

    def plays(self, lang: str, *roles: str) -> bool:
        """Tell whether a phrase that plays one of ``roles`` begins here."""
        found = self.roles
        if not found:
            return False
        return any(role in found and lang in found[role] for role in roles)

    @property
    def is_word(self) -> bool:
        """False for punctuation."""
        return self.text[0].isalnum()


class Wording:
    """The ``[credit]`` tables of some languages, ready to be looked up word by word."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages
        self.organisations = frozenset(languages.words("credit", "organisations"))
        self.verb_last = _flagged(languages, "verb_last")
        self.small_names = _flagged(languages, "small_names")
        self.abbreviations = frozenset(_abbreviated(languages))
        self.months: dict[str, list[str]] = {}  # the languages that each is a month in
        for language in languages:
            for month in dates.month_names(language):
                self.months.setdefault(month, []).append(language.code)
        words: dict[str, dict[str, dict[str, int]]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for language in languages:
            for role, (first, *rest) in _phrases(language):
                if rest:
                    phrase = tuple(rest), role, language.code
                    self._phrases.setdefault(first, []).append(phrase)
                else:
                    words.setdefault(first, {}).setdefault(role, {})[language.code] = 1
        # Most words share what they can be: "May" and "June", "PhD" and "MSW".
        alike: dict[str, Roles] = {}
        self._words = {word: alike.setdefault(repr(roles), roles) for word, roles in words.items()}

    def tokens(self, line: Line) -> list[Token]:
        """Cut a line into words and punctuation, with the roles of each.

        A word ends where a link begins or ends, even when the author forgot the space.
        """
        pieces = list(_pieces(line))
        texts = [text for text, _, _ in pieces]
        return [
            Token(text, start, end, self._roles(texts, index))
            for index, (text, start, end) in enumerate(pieces)
        ]

    def _roles(self, texts: list[str], index: int) -> Roles:
        after = texts[index + 1] if index + 1 < len(texts) else None
        alone = self._words.get(texts[index], _NOTHING)
        found = [
            (1 + len(rest), role, lang)
            for rest, role, lang in self._phrases.get(texts[index], ())
            if rest[0] == after and tuple(texts[index + 1 : index + 1 + len(rest)]) == rest
        ]
        if not found:
            return alone
        roles = {role: dict(langs) for role, langs in alone.items()}
        for length, role, lang in found:
            langs = roles.setdefault(role, {})
            langs[lang] = max(length, langs.get(lang, 0))
        return roles


def _pieces(line: Line) -> Iterator[tuple[str, int, int]]:
    borders = {border for link in line.links for border in (link.start, link.end)}
    borders |= {found.end() for found in _GLUED.finditer(line.text)}
    cuts = sorted({0, len(line.folded), *borders})
    skipped = iter([*line.brackets, None])
    skip = next(skipped)
    for start, end in pairwise(cuts):
        for found in _TOKEN.finditer(line.folded, start, end):
            while skip and skip.end <= found.start():
                skip = next(skipped)
            if not skip or found.start() < skip.start:
                yield found[0], found.start(), found.end()


@cache
def wording(languages: Languages) -> Wording:
    """Return the words of ``languages``; built once."""
    return Wording(languages)


def _flagged(languages: Languages, key: str) -> frozenset[str]:
    """The codes of the languages whose ``[credit]`` says ``key = true``."""
    return frozenset(one.code for one in languages if one.tables.get("credit", {}).get(key))


def _abbreviated(languages: Languages) -> Iterator[str]:
    """The words whose full stop ends no sentence: "dra" of "Dra.", "ph" of "Ph. D."."""
    for role in ("titles", "salutations", "credentials"):
        for one in languages.words("names", role):
            words = _TOKEN.findall(fold(one))
            ending = words[:-1] if role == "credentials" else words
            yield from (word for word, mark in pairwise(ending) if mark == ".")


def _phrases(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    for role, phrases in language.tables.get("credit", {}).items():
        for phrase in phrases if isinstance(phrases, list) else ():
            if words := tuple(_TOKEN.findall(fold(phrase))):
                yield role, words
