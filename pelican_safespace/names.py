"""People in running text: names, their titles and their credentials.

"Dr. Allison Example, LCSW, and Ben Sample, PhD" is two persons. What counts as a credential, a
title or a particle is data, ``[names]`` in the language files; besides, a short word in capitals
after a comma that follows a name is a credential ("Kim Test, QQXP").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pelican_safespace import languages as words
from pelican_safespace.languages import Languages
from pelican_safespace.models import Person

SURELY_LISTED = 3  # names in full behind another and commas: "A B, C D, E F, G H"
MOST_WORDS = 6  # of one name; what is longer is a sentence in capitals

_WORD = re.compile(r"""["“„'‘]?[^\W\d_](?:[\w'’·.-])*["”“']?""")
_PREFIXED = re.compile(r"(?:al|el|ad|an|ar|as|ash)[-'’](?=[A-Z])")  # "Omar al-Muster"
# One word, which no other name follows: "y Prueba", "y Prueba, PhD"
_SURNAME = re.compile(r"[yei]\s+(?:de\s+)?[^\W\d_][\w'’-]+(?![\w'’-]|\s+[A-ZÀ-Þ][a-zà-ÿ]+(?!\w))")
_SPACE = re.compile(r"[^\S\n]*")  # a new line begins something else
_QUOTES, _CLOSING = '"“”„', ('"', "”", "“")
_UNKNOWN = (
    r"(?![A-Z][a-z]+-[A-Z][a-z]|[A-Z][a-z]+[A-Z][a-z]{2})"  # "Jo-Ann", "LaToya"
    r"(?=[A-Za-z.-]{0,6}[A-Z][A-Za-z.-]{0,6}[A-Z])"
    r"[A-Z][A-Za-z]{0,5}(?:[.-][A-Za-z]{1,4}){0,2}"
)
_GENERATION = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)(?!\w)\.?")
_PRONOUNS = re.compile(r"\s*\((?:she|he|they|ze|sie|er|elle|iel)\b[^()]{0,20}\)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\(([^()\d]{1,40})\)")
_NICKNAME = re.compile(r"\s+\([A-ZÀ-Þ][a-zà-ÿ]{1,14}\)\s+(?=[A-ZÀ-Þ][a-zà-ÿ])")
_COMMA = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """The people a text begins with, and where they end."""

    people: tuple[Person, ...]
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class _Vocabulary:
    credentials: re.Pattern[str]
    credential: re.Pattern[str]
    written: frozenset[str]
    titles: re.Pattern[str]
    kept_titles: frozenset[str]
    particles: frozenset[str]
    conjunction: re.Pattern[str]


def people(text: str, *, languages: Languages | None = None) -> tuple[Person, ...]:
    """Return everybody named in ``text``, a line that holds nothing but names.

    "Allison Example, LCSW, and Ben Sample, PhD" is two persons; a name of a kind this cannot
    take apart ("the editors") is one person as written.
    """
    found: list[Person] = []
    text = " ".join(text.split()).strip(" ,;")
    while text:
        reading = _list(text, 0, _vocabulary(languages or words.load()), sure=True)
        rest = text[reading.end :]
        if not reading.people or (rest and not _COMMA.match(rest)):
            whole, _, text = text.partition(";")
            found.append(Person(whole.strip()))
        else:
            found.extend(reading.people)
            text = rest
        text = text.strip(" ,;")
    return tuple(found)


def rejoin(parts: Sequence[str], *, languages: Languages | None = None) -> tuple[Person, ...]:
    """Return the persons of an ``Authors`` line that was split at its commas.

    Pelican makes ["Allison Example", "LCSW"] of "Allison Example, LCSW": a part that is a
    credential belongs to the name before it; every other part begins a new person.
    """
    joined: list[str] = []
    for part in parts:
        if joined and is_credentials(part.strip(), languages=languages):
            joined[-1] += f", {part.strip()}"
        else:
            joined.append(part)
    return tuple(person for part in joined for person in people(part, languages=languages))


def is_credentials(text: str, *, languages: Languages | None = None) -> bool:
    """Tell whether ``text`` is nothing but credentials: "LCSW", "PhD, ABPP", "M.Ed."."""
    vocabulary = _vocabulary(languages or words.load())
    _, end = _credentials(f"X, {text}", 1, vocabulary)
    return end == len(text) + 3


def leading(
    text: str, position: int = 0, *, languages: Languages | None = None, lang: str | None = None
) -> Reading:
    """Return the people that are named from ``position`` on in a running sentence.

    Reading stops where the list of names does: "Allison Example, LCSW, on www.example.com".
    A name after a bare comma counts only when the list is closed by an "and"; where the
    sentence's ``lang`` is told, by its own: "en" is "and" in Dutch and "in" in Spanish.
    """
    return _list(text, position, _vocabulary(languages or words.load(), lang), sure=False)


def _list(text: str, position: int, vocabulary: _Vocabulary, *, sure: bool) -> Reading:
    """Read "A, B and C"; ``sure`` of them all, B needs no "and" after it."""
    found: list[Person] = []
    waiting: list[Person] = []
    end = position
    counts = True
    while (one := _person(text, position, vocabulary)) is not None:
        person, position = one
        waiting.append(person)
        full = all(" " in other.name for other in (*found, *waiting))
        sure = sure or (full and len(waiting) >= SURELY_LISTED)
        if counts or sure:
            found, waiting, end = [*found, *waiting], [], position
        if between := vocabulary.conjunction.match(text, position):
            counts = True
        elif between := _COMMA.match(text, position):
            counts = sure
        else:
            break
        position = between.end()
    return Reading(tuple(found), end)


def _person(text: str, position: int, vocabulary: _Vocabulary) -> tuple[Person, int] | None:
    """Read title, name and credentials; the position after them."""
    before = vocabulary.titles.match(text, position)
    titles = before[0].split() if before else []
    start = before.end() if before else position
    end = _name_end(text, start, vocabulary)
    if end == start:
        return None
    name = text[start:end]
    if name.endswith(_CLOSING) and sum(name.count(mark) for mark in _QUOTES) % 2:
        name = name[:-1]  # the quotation around it ends: not that of "Kim “Kit” Test"
    if generation := _GENERATION.match(text, end):
        end = generation.end()
        name = f"{name} {generation[0].strip(' ,')}"
    if pronouns := _PRONOUNS.match(text, end):
        end = pronouns.end()
    credentials, end = _credentials(text, end, vocabulary)
    kept = " ".join(title for title in titles if title in vocabulary.kept_titles)
    return Person(name, credentials, kept), end


def _name_end(text: str, start: int, vocabulary: _Vocabulary) -> int:
    """Return where the name that begins at ``start`` ends; ``start`` when there is none."""
    position = end = start
    for _ in range(MOST_WORDS):
        word = _WORD.match(text, position)
        if word is None:
            break
        plain = word[0].rstrip(".")
        if not _is_name(word[0]):
            inside = plain.lower() in vocabulary.particles or _PREFIXED.match(plain)
            if not (inside or (end > start and _joins_surnames(text, start, word))):
                break
            if _PREFIXED.match(plain):
                end = word.start() + len(plain)
        elif end > start and vocabulary.credential.match(text, position):
            break
        else:
            end = word.end()
            initial = len(plain) == 1 or "." in plain
            if len(plain) < len(word[0]) and not initial and plain not in ("St", "Jr", "Sr"):
                return word.start() + len(plain)
        if nickname := _NICKNAME.match(text, end):
            position = nickname.end()  # "Elizabeth (Liz) Test"
            continue
        space = _SPACE.match(text, word.end())
        position = space.end() if space else word.end()
        if position == word.end():
            break
    return end


def _joins_surnames(text: str, start: int, word: re.Match[str]) -> bool:
    """Tell the "y" of "José Muster y Prueba" from that of "Ana Muster y José Prueba"."""
    before = text[start : word.start()].split()
    return len(before) > 1 and _SURNAME.match(text, word.start()) is not None


def _is_name(word: str) -> bool:
    """Tell a name's word by its first letter: a capital, or of a script that has none."""
    letter = word.lstrip("\"“„'‘")[:1]
    return letter.isupper() or letter.lower() == letter.upper() or word[:2].lower() in ("d'", "d’")


def _credentials(text: str, position: int, vocabulary: _Vocabulary) -> tuple[str, int]:
    """Read "…, LCSW, PhD", "… LCSW", "… (LCSW)" from where a name ends."""
    found: list[str] = []
    while one := vocabulary.credentials.match(text, position):
        word = (one["known"] or one["unknown"]).strip()
        position = one.end() - len(one[0]) + len(one[0].rstrip())
        abbreviated = "." in word[:-1] or "-" in word or word in vocabulary.written
        if word.endswith(".") and not abbreviated:
            word, position = word[:-1], position - 1
        if aside := _ASIDE.match(text, position):
            word, position = f"{word} ({aside[1]})", aside.end()
        found.append(word)
    if not found and (aside := _ASIDE.match(text, position)):
        inside, end = _credentials(f",{aside[1]}", 0, vocabulary)
        if inside and end == len(aside[1]) + 1:
            return inside, aside.end()
    return ", ".join(found), position


@cache
def _vocabulary(languages: Languages, lang: str | None = None) -> _Vocabulary:
    spoken = languages if lang is None else Languages((languages[lang],))
    credentials = languages.words("names", "credentials")
    kept = languages.words("names", "titles")
    titles = [*kept, *languages.words("names", "salutations")]
    joining = [*spoken.words("names", "and"), *spoken.words("names", "together")]
    known = rf"(?:{_any_of(map(_spelled, credentials))})(?:-[A-Z]{{1,2}})?(?![\w@])"
    return _Vocabulary(
        credentials=re.compile(
            rf"(?:\s*[,;|/·]\s*|\s+)(?:an?\s+)?(?P<known>{known})"
            rf"|\s*,\s*(?P<unknown>{_UNKNOWN})(?![\w@.])"
        ),
        credential=re.compile(known),
        written=frozenset(credentials),
        titles=re.compile(rf"(?:(?:{_any_of(map(re.escape, titles))})\s+)+"),
        kept_titles=frozenset(kept),
        particles=frozenset(map(str.lower, languages.words("names", "particles"))),
        conjunction=re.compile(
            rf"\s*,?\s*(?:{_any_of(map(re.escape, joining))})(?!\w)\s*",
            re.IGNORECASE,
        ),
    )


def _spelled(credential: str) -> str:
    """Allow "PhD", "Ph.D." and "Ph. D." for one another, and any case from four letters on."""
    pattern = re.escape(credential).replace(r"\.", r"\.?\s?").replace(r"\ ", r"\s")
    return f"(?i:{pattern})" if sum(map(str.isalpha, credential)) > 2 else pattern


def _any_of(patterns: Iterable[str]) -> str:
    """Match any one of ``patterns``, the longest that can; none of them where there is none."""
    longest_first = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    return "|".join(longest_first) or r"(?!)"
