"""The words of series navigation, and what each can be.

They are data, the ``[series]`` tables of the languages and ``labels.toml``, and read together: a
site's navigation need not speak its article's language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pelican_safespace.languages import Languages
from pelican_safespace.models import Direction

NUMBER_SIGN = r"n[º°ro]?|n[uú]m|number|num[eé]ro|n[úu]mero|nummer"
# "第3篇" is three words: the number stands between its counters.
_WORD = re.compile(r"第(?=\d)|(?<=第)\d+|[^\W_]+")
# A number's sign is no word: "nº 2".
_SIGN = re.compile(rf"(?:{NUMBER_SIGN})[.°]?\s?(?=\d)", re.IGNORECASE)
# An emoji or icon by its name: ":point_right:", ":material-arrow-left:".
SHORTCODE = re.compile(r":[a-z][a-z0-9+]*[_-][a-z0-9_+-]*:|(?<!\S):[a-z]{3,}:(?!\S)")
LETTER = re.compile(r"[^\W\d_]")
COLONS = (":", "：")
_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")  # "21st"
_GLUED = re.compile(r"([^\W\d_]{3,})(\d{1,2})")
_DOTTED = re.compile(r"\d{1,2}\. (?=[A-ZÄÖÜ])")
_ROMAN = {
    numeral: number
    for number, numeral in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(),
        1,
    )
}

_OPENING = ' “„"«:'
_TEN = 10
_MOST_LATEST = 50  # texts whose words are kept
_MOST_ENTRIES = 5_000  # as many words are kept once they were looked up
SHORTEST_DAY = 3  # letters: "Mon" and "Mi" are no days by themselves
SHORTEST_UNACCENTED = 6  # letters of a word that may be written without its accents
_ANY = -1  # every language: digits, and words of which nothing is known

# What a word can be in a label or beside one, as bits; each is a list of the ``[series]`` table.
PREVIOUS, NEXT, BACK, ONWARD = 1 << 0, 1 << 1, 1 << 2, 1 << 3
KINDS, PIECES, PLURALS, SERIES = 1 << 4, 1 << 5, 1 << 6, 1 << 7
FILLERS, NAVIGATION, OTHERS, ABOUT = 1 << 8, 1 << 9, 1 << 10, 1 << 11
SEQUEL, REST, ALL_PARTS = 1 << 12, 1 << 13, 1 << 14
_ROLES = {
    "previous": PREVIOUS,
    "next": NEXT,
    "back": BACK,
    "onward": ONWARD,
    "kinds": KINDS,
    "pieces": PIECES,
    "plurals": PLURALS,
    "fillers": FILLERS,
    "series": SERIES,
    "navigation": NAVIGATION,
    "others": OTHERS,
    "about": ABOUT,
    "sequel": SEQUEL,
    "rest": REST,
    "all_parts": ALL_PARTS,
}
POINTS_BACK = PREVIOUS | BACK
POINTS_ON = NEXT | ONWARD
_PHRASES = (
    "of",
    "and",
    "this",
    "named",
    "asks",
    "name_ends",
    "articles",
    "adjectives",
    "current",
    "parts",
    "instalments",
    "belongs",
    "concludes",
    "final",
    "goes_on",
    "own",
    "days",
    "nothing",
    "entitles",
    "just_before",
    "negates",
    "missed",
    "continues_with",
    "tellers",
    "collections",
    "unread",
    "asks_to_read",
    "asked_with",
    "several",
    "no_articles",
    "no_series",
    "greets",
    "to_be_continued",
    "awaits",
    "began",
    "editions",
    "we_go_on",
    "begins",
    "carries_on",
    "taken_from",
    "appeared",
    "books",
    "works",
    "courses",
    "places",
    "will",
    "past",
    "last_time",
    "it_is",
    "into",
    "within",
    "relative",
    "tells",
    "beginning",
)


class Word(NamedTuple):
    """A word of a text: in small letters, its place, its roles, the number it stands for.

    ``tongues`` are the languages that it is a number or a kind of part in, as bits.
    """

    text: str
    start: int
    end: int
    role: int
    number: int | None
    ordinal: bool
    tongues: int

    @property
    def direction(self) -> Direction | None:
        """Where the word points."""
        if self.role & POINTS_BACK:
            return "previous"
        return "next" if self.role & POINTS_ON else None


Entry = tuple[str, int, int | None, bool, int]
"""A word in small letters, and what ``Word`` tells of it besides its place."""


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """The ``[series]`` words of all languages, ready to be looked up.

    ``numbers`` are cardinals and ordinals, ``phrases`` one expression for each list of phrases
    and for the months;
    ``tongues`` are the languages of numbers and kinds, as bits. ``entries`` are words that were
    looked up, as they are written; ``latest`` those of texts that were read last, which several
    readers ask for.
    """

    roles: dict[str, int]
    numbers: dict[str, int]
    ordinals: frozenset[str]
    phrases: dict[str, re.Pattern[str]]
    tongues: dict[str, int]
    entries: dict[str, Entry] = field(default_factory=dict)
    latest: dict[tuple[str, int, int | None], tuple[Word, ...]] = field(default_factory=dict)

    def words(self, text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
        """The words of ``text`` between two places; upper and lower case are the same."""
        asked = text, start, end
        words = self.latest.get(asked)
        if words is None:
            if len(self.latest) >= _MOST_LATEST:
                self.latest.clear()
            words = self.latest[asked] = self._words(text, start, end)
        return words

    def _words(self, text: str, start: int, end: int | None) -> tuple[Word, ...]:
        entries = self.entries
        found: list[Word] = []
        end = len(text) if end is None else end
        if text.count(":", start, end) > 1:
            said = SHORTCODE.sub(lambda code: " " * len(code[0]), text[start:end])
            text = text[:start] + said + text[end:]
        for match in _WORD.finditer(text, start, end):
            word = match[0]
            first, last = match.span()
            if word[0] in "nN" and _SIGN.match(text, first):
                continue
            if word[-1].isdecimal() and (kind := self._glued_kind(word)):  # "part1"
                place = first + len(kind)
                found.append(Word(kind.casefold(), first, place, *self._entry(kind)[1:]))
                word, first = word[len(kind) :], place
            small, role, number, ordinal, tongues = entries.get(word) or self._entry(word)
            if number and number < _TEN and found and _is_compound(text, found[-1], first):
                # "twenty-first"
                number, first = number + (found[-1].number or 0), found.pop().start
            if role:
                if text[last : last + 1] == "." and text[last + 1 : last + 2].islower():
                    role = 0  # "Next.js" and "previous.html" are names.
                elif role & KINDS and found and _is_dotted(text, found):
                    found[-1] = found[-1]._replace(ordinal=True)
            found.append(Word(small, first, last, role, number, ordinal, tongues))
        return tuple(found)

    def _entry(self, word: str) -> Entry:
        """Look a word up; one that was looked up is found at once."""
        small = word.casefold()
        number, ordinal = self.numbers.get(small), small in self.ordinals
        if number is None and small.isdecimal() and len(small) < 5:
            number = int(small)
        if number is None and small[0].isdecimal() and (counted := _NTH.fullmatch(small)):
            number, ordinal = int(counted[1]), True
        role = self.roles.get(small) or self.roles.get(_without_accents(small), 0)
        entry = small, role, number, ordinal, self.tongues.get(small, _ANY)
        if len(self.entries) < _MOST_ENTRIES:
            self.entries[word] = entry
        return entry

    def _glued_kind(self, word: str) -> str | None:
        """The "part" of "part1"."""
        glued = _GLUED.fullmatch(word)
        kind = glued[1] if glued else ""
        return kind if self.roles.get(kind.casefold(), 0) & (KINDS | PIECES) else None

    def says(self, phrase: str, word: Word) -> bool:
        """Tell whether ``word`` is one of a list of phrases."""
        return self.phrases[phrase].fullmatch(word.text) is not None

    def says_any(self, phrases: Iterable[str], word: Word) -> bool:
        """Tell whether ``word`` is in one of several lists of phrases."""
        return any(self.says(phrase, word) for phrase in phrases)

    def leads_to(self, phrase: str, text: str, start: int, end: int) -> bool:
        """Tell whether one of a list of phrases, begun at ``start``, stands right before ``end``.

        A quotation mark or a colon may follow it.
        """
        found = self.phrases[phrase].finditer(text, start, end)
        return any(not text[one.end() : end].strip(_OPENING) for one in found)


def _is_compound(text: str, tens: Word, start: int) -> bool:
    """Tell the "twenty" of "twenty-first", which begins at ``start``, from that of "twenty"."""
    spelt = tens.number is not None and not tens.text.isdecimal() and not tens.ordinal
    return spelt and (tens.number or 0) % _TEN == 0 and text[tens.end : start] == "-"


def _is_dotted(text: str, words: Sequence[Word]) -> bool:
    """Tell "der 2. " before "Teil", an ordinal, from the end of "Teil 2." and of "2 von 3."."""
    ends = len(words) > 1 and words[-2].role & KINDS != 0
    ends = ends or (len(words) > 2 and words[-3].number is not None)
    return not ends and _DOTTED.match(text, words[-1].start) is not None


@cache
def vocabulary(languages: Languages) -> Vocabulary:
    """Compile the ``[series]`` tables of ``languages``."""
    tables = [*(language.series for language in languages), *_labels_elsewhere()]
    roles: dict[str, int] = {}
    for table in tables:
        for key, role in _ROLES.items():
            for entry in table.get(key, ()):
                for word in _WORD.findall(entry.casefold()):
                    for spelled in {word, _without_accents(word)}:
                        roles[spelled] = roles.get(spelled, 0) | role
    numbers: dict[str, int] = {}
    ordinals: set[str] = set()
    tongues: dict[str, int] = {}
    for place, language in enumerate(languages):
        for kind in (*language.series.get("kinds", ()), *language.series.get("pieces", ())):
            tongues[kind.casefold()] = tongues.get(kind.casefold(), 0) | 1 << place
        for number, forms in enumerate(language.series.get("numbers", ()), 1):
            for form in map(str.casefold, forms):
                numbers.setdefault(form, number)
                tongues[form] = tongues.get(form, 0) | 1 << place
            # The first form is the cardinal, the others are ordinals.
            ordinals.update(form.casefold() for form in forms[1:])
    phrases = {
        key: _pattern([entry for table in tables for entry in table.get(key, ())])
        for key in _PHRASES
    }
    phrases["months"] = _pattern(
        [
            name
            for language in languages
            for names in language.tables.get("dates", {}).get("months", ())
            for name in names
        ]
    )
    weekdays = [
        day
        for language in languages
        for day in language.tables.get("dates", {}).get("weekdays", ())
    ]
    named = [entry for table in tables for entry in table.get("days", ())]
    phrases["days"] = _pattern([*named, *(day for day in weekdays if len(day) > SHORTEST_DAY)])
    plain = {word for word in ordinals if not phrases["articles"].fullmatch(word)}
    anywhere = {*_ROMAN, *(word for table in _labels_elsewhere() for word in _kinds(table))}
    known = {word: bits for word, bits in tongues.items() if word not in anywhere}
    return Vocabulary(roles, _ROMAN | numbers, frozenset(plain), phrases, known)


def _without_accents(word: str) -> str:
    """A long word as many write it, in capitals above all: "PRECEDENT". Short ones are others."""
    if word.isascii() or len(word) < SHORTEST_UNACCENTED:
        return word
    plain = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _kinds(table: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for key in ("kinds", "pieces"):
        for entry in table.get(key, ()):
            yield from _WORD.findall(entry.casefold())


def _labels_elsewhere() -> list[Mapping[str, list[str]]]:
    """The labels in languages of which nothing else is read."""
    text = files(__package__).joinpath("labels.toml").read_text("utf-8")
    return list(tomllib.loads(text).values())


def _pattern(entries: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    words = "|".join(re.escape(entry).replace("'", "['’]") for entry in longest_first)
    # Emphasis that was left as it is written begins no word: "_This is part 2_".
    return re.compile(rf"(?<![^\W_])(?:{words or '(?!)'})(?![^\W_])", re.IGNORECASE)
