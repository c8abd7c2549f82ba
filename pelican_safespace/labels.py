"""The words of series navigation: which of them point back, which on, and what is a label.

"Next", "Previous article in this series:" and "« Nächster Teil" are labels: a direction, alone or
with words that say of what. The words are data, the ``[series]`` tables of the languages; the
languages are read together, as a site's navigation need not speak its article's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache
from typing import Literal

from pelican_safespace.languages import Languages

Direction = Literal["previous", "next"]

BACK_ARROWS = "←⬅◀◁◄⏪⏮⟵⇐⇦❮‹«👈↩🔙⇠↤"
ON_ARROWS = "→➡▶▷►⏩⏭⟶⇒⇨❯›»👉➜➔➞🔜⇢↦"
MOST_WORDS = 10  # of a label; a longer one is a sentence

_WORD = re.compile(r"[^\W_]+")
# What may end a label: a colon, an arrow, a dash that stands alone, a new line, or nothing more.
_ENDS = re.compile(rf"[^\S\n]*(?:[:：|\n{ON_ARROWS}]|[-–—~](?=\s)|[^\w“\"'‘(\[]*$)")
_ROMAN = {
    numeral: number
    for number, numeral in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), 1
    )
}
_PHRASES = ("of", "this", "named", "name_ends", "articles", "adjectives", "current", "belongs")


class Role(Flag):
    """What a word can be in a label or beside one; the names are keys of ``[series]``."""

    NONE = 0
    PREVIOUS = auto()
    NEXT = auto()
    BACK = auto()
    ONWARD = auto()
    KINDS = auto()
    PLURALS = auto()
    FILLERS = auto()
    SERIES = auto()
    NAVIGATION = auto()
    OTHERS = auto()
    ABOUT = auto()


POINTS_BACK = Role.PREVIOUS | Role.BACK
POINTS_ON = Role.NEXT | Role.ONWARD
IN_LABEL = POINTS_BACK | POINTS_ON | Role.KINDS | Role.PLURALS | Role.FILLERS | Role.SERIES
BESIDE = ~(Role.PREVIOUS | POINTS_ON)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: its text in small letters, its place, its roles, its number if any."""

    text: str
    start: int
    end: int
    role: Role
    number: int | None
    ordinal: bool

    @property
    def direction(self) -> Direction | None:
        """Where the word points."""
        if self.role & POINTS_BACK:
            return "previous"
        return "next" if self.role & POINTS_ON else None


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """The ``[series]`` words of all languages, ready to be looked up."""

    roles: dict[str, Role]
    numbers: dict[str, int]
    ordinals: frozenset[str]
    phrases: dict[str, re.Pattern[str]]

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of ``text`` with what they can be; upper and lower case are the same."""
        roles = self.roles
        return tuple(
            Word(
                small,
                found.start(),
                found.end(),
                roles.get(small, Role.NONE),
                self._number(small),
                small in self.ordinals,
            )
            for found in _WORD.finditer(text)
            for small in (found[0].casefold(),)
        )

    def _number(self, small: str) -> int | None:
        if small.isdecimal():
            return int(small) if len(small) <= 4 else None
        return self.numbers.get(small) or _ROMAN.get(small)


@dataclass(frozen=True, slots=True)
class Label:
    """A label of ``words`` words that ends at ``end`` of its text.

    ``weak``: the direction is one of the words that need company ("back", "continue").
    ``closed``: punctuation or the end of the text closes it, not only a change of element.
    ``plural``: it speaks of several ("older posts"), as an index' pagination does.
    """

    direction: Direction
    end: int
    words: int
    weak: bool
    closed: bool
    plural: bool


@cache
def vocabulary(languages: Languages) -> Vocabulary:
    """Compile the ``[series]`` tables of ``languages``."""
    roles: dict[str, Role] = {}
    for role in Role:
        for entry in languages.words("series", (role.name or "").lower()):
            for word in _WORD.findall(entry.casefold()):
                roles[word] = roles.get(word, Role.NONE) | role
    numbers: dict[str, int] = {}
    ordinals: set[str] = set()
    phrases = {key: _pattern(languages.words("series", key)) for key in _PHRASES}
    for language in languages:
        for number, forms in enumerate(language.series.get("numbers", ()), 1):
            for form in forms:
                numbers.setdefault(form.casefold(), number)
            # The first form is the cardinal; "una" is one, but an article rather.
            ordinals |= {form.casefold() for form in forms[1:]}
    ordinals = {word for word in ordinals if not phrases["articles"].fullmatch(word)}
    return Vocabulary(roles, numbers, frozenset(ordinals), phrases)


def _pattern(entries: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    words = "|".join(re.escape(entry).replace("'", "['’]") for entry in longest_first)
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)", re.IGNORECASE)


def read_label(text: str, words: Sequence[Word], joints: Set[int]) -> Label | None:
    """Return the label that ``words``, the last of ``text``, begin with; None if they do not.

    ``joints`` are the places where an inline element starts or ends: a label may end there.
    """
    direction: Direction | None = None
    weak, plural, end = True, False, words[0].start if words else 0
    for count, word in enumerate(words[:MOST_WORDS], 1):
        if (count > 1 and text[end : word.start].strip(" \u00a0'’-")) or not word.role & IN_LABEL:
            return None
        if count > 1 and word.number is not None and words[count - 2].role & Role.KINDS:
            return None
        points = word.direction
        if points and direction and points != direction:
            return None
        direction = direction or points
        weak = weak and not word.role & (Role.PREVIOUS | Role.NEXT)
        plural = plural or bool(word.role & Role.PLURALS and not word.role & Role.KINDS)
        end = word.end
        if direction is None:
            continue
        if _ENDS.match(text, end):
            return Label(direction, end, count, weak, True, plural)
        if end in joints or (text[end : end + 1] in (" ", "\n") and end + 1 in joints):
            return Label(direction, end, count, weak, False, plural)
    return None


def is_beside(words: Sequence[Word]) -> bool:
    """Tell whether ``words`` are what stands beside the steps: "Home", "Back to the index"."""
    return len(words) <= 8 and all(word.role & BESIDE for word in words)


def has_no_title(words: Sequence[Word]) -> bool:
    """Tell whether ``words`` are only those of a label: "Previous post", "the next chapter"."""
    return all(word.role & IN_LABEL for word in words) and (
        not words or any(word.direction for word in words)
    )


def part_number(words: Sequence[Word], text: str) -> int | None:
    """The number in "Part 3" or "Teil 3: …" that ``words`` begin with; None when they do not."""
    if len(words) < 2 or not words[0].role & Role.KINDS or words[1].number is None:
        return None
    number = words[1]
    spelled = text[number.start : number.end]
    if text[words[0].end : number.start].strip(" \u00a0#№n°ºo.") or (
        len(spelled) == 1 and spelled.isalpha() and spelled not in "IVX"
    ):
        return None
    return number.number
