"""A glance at a text: which words of a list it has, at the speed of C.

Most articles hold neither credit nor series block, and each article is asked. A text is encoded,
translated and split once, by the interpreter's own loops, and its words are looked up as bytes; a
regular expression of some hundred words over a whole article costs several times as much.

Words are those of ISO 8859-1; the letters of other scripts, and arrows, are looked for as they are,
and only in a text that has one of them at all.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

# Small letters and digits, and a space for all that is neither (the letters follow 0xC0).
_PLAIN = bytes(
    ord(chr(byte).lower()) if chr(byte).isalnum() and (byte < 0x80 or byte >= 0xC0) else 0x20
    for byte in range(256)
)
# Letters that are written as entities. Arrows and angle brackets stay as they are.
_SPELLED = re.compile(r"&(?:#\w{1,8}|[A-Za-z]{1,2}(?:acute|uml|grave|circ|tilde|cedil|lig|ring));?")
_ASCII = bytes(range(0x80))
_WORD = re.compile(r"[^\W_]+")
_FEW = 12
"""As many words are sooner looked for one by one than in a text that is split for them."""
_BLANK = ord(" ")
_NOTHING: frozenset[bytes] = frozenset()


class Glance(NamedTuple):
    """What is seen of ``text``: those of its words that were looked for, and ``beyond``.

    ``plain`` is the text in small letters, as ISO 8859-1, a blank for all that is no letter or
    digit, and one behind it; it is empty where ``words`` is. ``beyond`` are the letters and signs
    of the text that ASCII has not. ``exact``: each place in ``text`` is that in the source that was
    glanced at.
    """

    text: str
    words: frozenset[bytes]
    plain: bytes
    beyond: str
    exact: bool

    def places(self, word: bytes) -> Iterator[int]:
        """Yield where ``word`` ends in ``plain``, each time it stands there."""
        return _ends(self.plain, word)


NOTHING_SEEN = Glance("", frozenset(), b"", "", exact=True)
"""A glance at a text without any of the words."""


def glance(text: str, wanted: frozenset[bytes]) -> Glance:
    """Look at a text, HTML or not, for the words ``wanted``."""
    length = len(text)
    if "&" in text:
        text = _SPELLED.sub(_read, text)
    beyond = "" if text.isascii() else _beyond_ascii(text)
    folded = plain(text) + b" "
    exact = len(text) == length
    words = _among(folded, wanted)
    return Glance(text, words, folded if words else b"", beyond, exact)


def glance_within(
    seen: Glance, source: str, start: int, end: int, wanted: frozenset[bytes]
) -> Glance:
    """Look at a stretch of the ``source`` that ``seen`` is of, for some of the same words."""
    if not seen.exact:
        return glance(source[start:end], wanted)
    text, folded = seen.text[start:end], seen.plain[start:end] + b" "
    words = _among(folded, wanted)
    beyond = _beyond_ascii(text) if seen.beyond and not text.isascii() else ""
    return Glance(text, words, folded, beyond, exact=True)


def _among(plain: bytes, wanted: frozenset[bytes]) -> frozenset[bytes]:
    if len(wanted) > _FEW:
        return wanted.intersection(plain.split())
    found = [
        word for word in wanted if word in plain and next(_ends(plain, word), None) is not None
    ]
    return frozenset(found) if found else _NOTHING


def _ends(plain: bytes, word: bytes) -> Iterator[int]:
    """Where a word ends that has no letter or digit beside it; a blank ends ``plain``."""
    if plain.startswith(word + b" "):
        yield len(word)
    # With a blank behind it, too, the word would take twice as long to find: it ends as most do.
    begun = b" " + word
    end, length = plain.find(begun), len(begun)
    while end >= 0:
        end += length
        if plain[end] == _BLANK:
            yield end
        end = plain.find(begun, end)


@lru_cache(maxsize=500)
def _unescaped(entity: str) -> str:
    return unescape(entity)


def _read(entity: re.Match[str]) -> str:
    """A letter as it is; a sign as long as it is written, so that most places stay."""
    read = _unescaped(entity[0])
    return read if read.isalnum() else read.ljust(len(entity[0]))


def _beyond_ascii(text: str) -> str:
    """What is left of a text without ASCII, at a hundredth of the cost of looking for it."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return rest.decode("utf-8", "surrogatepass")


def plain(text: str) -> bytes:
    """Return a text in small letters, as ISO 8859-1, blanks for all that is none or a digit."""
    return text.encode("latin-1", "replace").translate(_PLAIN)


def word_of(phrase: str, common: Container[bytes] = ()) -> bytes | None:
    """The word of a phrase that a glance shows it by: the longest that is not ``common``.

    None when all its words have letters that ISO 8859-1 has not.
    """
    words = [plain(word).split()[0] for word in _WORD.findall(phrase) if _is_latin(word)]
    return max(words, key=lambda word: (word not in common, len(word)), default=None)


def all_words_of(phrase: str) -> tuple[bytes, ...]:
    """The words of a phrase as a glance has them; none when one has letters beyond ISO 8859-1."""
    words = _WORD.findall(phrase)
    return tuple(plain(word).split()[0] for word in words) if all(map(_is_latin, words)) else ()


def words_of(phrases: Iterable[str], common: Container[bytes] = ()) -> frozenset[bytes]:
    """The words of ``phrases`` that a glance shows them by."""
    words = (word_of(phrase, common) for phrase in phrases)
    return frozenset(word for word in words if word is not None)


class Beyond:
    """Words and signs beyond ISO 8859-1 among some phrases: "далее", "次へ", arrows."""

    def __init__(self, phrases: Iterable[str]) -> None:
        words = [
            max(_WORD.findall(phrase), key=len, default=phrase)
            for phrase in phrases
            if word_of(phrase) is None
        ]
        forms = {
            form
            for word in words
            for form in (word.lower(), word.capitalize(), word.upper())
            if not form.isascii()
        }
        letters = sorted({_distinct(form) for form in forms})
        self._letters = re.compile(f"[{''.join(map(re.escape, letters))}]" if letters else "(?!)")
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        self._words = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def among(self, seen: Glance) -> bool:
        """Tell whether one of the words is in a text."""
        return bool(self._letters.search(seen.beyond) and self._words.search(seen.text))


def _distinct(word: str) -> str:
    """The letter of a word that few texts in Latin script have."""
    return next((letter for letter in word if not _is_latin(letter)), word[0])


def _is_latin(word: str) -> bool:
    return all(ord(letter) < 0x100 for letter in word)
