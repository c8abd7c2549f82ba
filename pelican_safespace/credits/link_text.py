"""What a link is put on: a publication's name, or a word, a date, an article's own title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from pelican_safespace import dates
from pelican_safespace.credits.address import PLATFORMS, domain, whole_address
from pelican_safespace.credits.inline import fold
from pelican_safespace.languages import Language

QUOTES = " \"'“”„«»‘’‹›"

_TITLE_WORDS = 9  # a link with more words is an article's title
_SHORT_TITLE_WORDS = 3  # one with fewer is not compared with its address
_MOSTLY, _PARTLY = 0.6, 0.4  # of a title's words stand in its address, and the other way round
_ANY_YEAR = 2000
_CODE = 2  # letters of a language's
_FLAG = re.compile(r"[\U0001f1e6-\U0001f1ff]{2}")
_WORDS = re.compile(r"[^\W_]{3,}")
_SLUG = re.compile(r"[^\W_]+")
_ISSUE = re.compile(r"\d{1,2}/(?:19|20)?\d\d$")  # "Sample Magazin 2/2025"
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class LinkText:
    """The publication's name, None where the text is none; whether it is an article's title."""

    name: str | None
    is_title: bool = False


def read_link_text(text: str, url: str | None, language: Language) -> LinkText:
    """Tell what the text of a link to ``url`` names."""
    words = _bare(" ".join(text.split()).strip(QUOTES + ":")).removeprefix("//")
    if not words.endswith(".."):
        words = re.sub(r"\s+\.", ".", words).rstrip(".,;:")
    if whole_address(words):
        return LinkText(domain(words) if "/" in words else words)
    words = _without_writer(words, language)
    if _FLAG.search(words) and len(_FLAG.sub("", words).strip()) <= _CODE:
        return LinkText(None)  # "EN" and a flag
    folded = fold(words)
    if folded in PLATFORMS and folded in (domain(url) or ""):
        return LinkText(words)  # in German, "Medium" is a common noun too
    if _is_date(folded, language) or _is_no_name(words, language):
        return LinkText(None)
    if not _ISSUE.search(words) and (is_title(words, url) or _is_phrase(words, language)):
        return LinkText(None, is_title=True)
    words = _without_article(words, language)
    if (owned := _owned(words, url, language)) is not None:
        return LinkText(owned)
    return LinkText(_after_preposition(words, language))


def _is_date(folded: str, language: Language) -> bool:
    """Tell "March 3, 2019" and "March 3rd", which lacks its year, from a name."""
    date = dates.at(folded, 0, language)
    if date is None and folded[-1:].isalnum() and any(map(str.isdigit, folded)):
        date = dates.at(f"{folded} {_ANY_YEAR}", 0, language)
    return date is not None and date.end >= len(folded) - 1


def _bare(words: str) -> str:
    """Take off brackets around all of ``words``; those of "[un]named" are the name's own."""
    while words[:1] in ("(", "[") or words[-1:] in (")", "]"):
        inner = words.strip("()[]")
        if any(mark in inner for mark in "()[]"):
            break
        words = inner.strip(QUOTES + ":")
    return words


def _without_article(words: str, language: Language) -> str:
    """Return the "Sample Works blog" of "Sample Works blog post"."""
    small, plain = _small_words(language), fold(words).split()
    if len(plain) < len(("Sample", "blog", "post")):
        return words
    *_, kind, article = plain
    said = kind in small.no_names and f"{kind} {article}" in small.no_names
    return words.rpartition(" ")[0] if said and article in small.articles else words


def _without_writer(words: str, language: Language) -> str:
    """Return the "Sample blog" of "Sample blog by me"."""
    if words.count(" ") < 2:
        return words
    *rest, by, me = words.split()
    mine = me in language.words("credit", "writer") and by in language.words("credit", "by")
    return " ".join(rest) if rest and mine else words


def _owned(words: str, url: str | None, language: Language) -> str | None:
    """Return the NAME of a link to NAME that is put on "my NAME profile", "her NAME page"."""
    small = _small_words(language)
    plain = words.split()
    if len(plain) != len(("my", "NAME", "profile")) or fold(plain[0]) not in small.before_names:
        return None
    _, name, noun = plain
    if not (plain[0].islower() and noun.islower()):
        return None  # "Free Sample Magazine"
    if plain[0] in language.words("credit", "the")[:1] and name.islower():
        return None  # "the rest forum"
    is_site = fold(noun) in small.no_names and fold(name) in (domain(url) or "")
    return name if is_site else None


def _after_preposition(words: str, language: Language) -> str:
    """Return the NAME of a link that is put on "on NAME" or "answer a question on NAME"."""
    prepositions = _small_words(language).prepositions
    plain = words.split()
    if len(plain) < 2 or not words[0].islower():
        return words
    blogs = language.words("credit", "blogs")
    ends = [
        at
        for at, word in enumerate(plain[:-1])
        if word in prepositions and not (at and plain[at - 1] in blogs)  # "le blog de NAME"
    ]
    for at in ends:
        if whole_address(plain[at + 1].strip(",")):
            return plain[at + 1].strip(",")  # "at sample.org on Monday, May 3"
    if len(plain) > 2 and ends[:1] == [1] and fold(plain[0]) in _small_words(language).pointers:
        rest = plain[2:]
        while len(rest) > 1 and fold(rest[0]) in _small_words(language).before_names:
            rest = rest[1:]
        return " ".join(rest)  # "here on the NAME blog"
    if fold(plain[0]) in _small_words(language).verbs and ends[:1] == [1]:
        return " ".join(plain[2:])  # "wrote for NAME"
    named = [at for at in ends if _is_named(plain[at + 1 :], language)]
    if named and (named[0] == 0 or len(plain[: named[0]]) > 1):
        return " ".join(plain[named[0] + 1 :])
    with_whom = plain[0] in language.words("names", "together") and len(plain) > 2
    if with_whom and fold(plain[1]) in _small_words(language).before_names:
        return " ".join(plain[2:])  # "with the Sample blog"
    return " ".join(plain[1:]) if plain[0] in prepositions else words


def _is_phrase(words: str, language: Language) -> bool:
    """Tell "a previous post on our blog" from "the quiet post" and "a post on Sample Weekly"."""
    small = _small_words(language)
    plain = words.split()
    nouns = [at for at, word in enumerate(plain) if word in small.articles]
    led = any(word in small.prepositions for word in plain[nouns[0] + 1 :]) if nouns else False
    # "a post I wrote"
    told = bool(nouns) and any(word in small.agents for word in fold(words).split())
    told = told and not any(word in small.prepositions for word in plain)
    return (led and words.lower() == words) or (told and words[0].islower())


def _is_named(words: Sequence[str], language: Language) -> bool:
    """Tell "NAME" and "Kim Test's blog" from other words."""
    kinds = _small_words(language).no_names if len(words) > 1 else frozenset()
    return all(not word[0].islower() or word in kinds for word in words)


def is_title(words: str, url: str | None) -> bool:
    """Tell an article's title from a publication's name: its address spells it, or it is long."""
    length = len(words.split()) + len(_IDEOGRAPHS.findall(words)) / 2
    plain = _WORDS.findall(fold(words))
    if length > _TITLE_WORDS or (len(plain) > _SHORT_TITLE_WORDS + 1 and words[-1:] in "?!"):
        return True
    if not url or len(plain) < _SHORT_TITLE_WORDS:
        return False
    segments = [part for part in unquote(url.partition("?")[0]).split("/")[3:] if part]
    if len(segments) == 1 and (domain(url) or "").partition(".")[0] in PLATFORMS:
        return False  # "[Calm Weekly Letters](https://medium.com/calm-weekly-letters)"
    if segments and "-".join(_SLUG.findall(fold(segments[-1]))).startswith(
        "-".join(_SLUG.findall(fold(words)))
    ):
        return True  # the address goes on with the rest of the title
    slug = frozenset(_WORDS.findall(fold(segments[-1]))) if segments else frozenset()
    shared = sum(word in slug for word in plain)
    return shared >= _MOSTLY * len(plain) and shared >= _PARTLY * len(slug)


def _is_no_name(words: str, language: Language) -> bool:
    """Tell "here", "my blog", "my Substack" and "the original article" from "The Conversation"."""
    small = _small_words(language)
    plain = fold(words).split()
    if plain[1:] and plain[0] in small.before_names - small.prepositions:
        rest = " ".join(plain[1:])
        if rest in PLATFORMS or (rest in small.articles and words.rsplit(maxsplit=1)[-1].islower()):
            return True
    while plain and (plain[0] in small.before_names or (plain[1:] and plain[0] in small.tongues)):
        plain = plain[1:]
    while plain[1:] and plain[-1] in small.pointers:
        plain = plain[:-1]  # "my blog here"
    if not plain:
        return not (words.split() and _is_adjective_alone(words, language))
    return " ".join(plain) in small.no_names


def _is_adjective_alone(words: str, language: Language) -> bool:
    """Tell "Weekly" and "The Monthly", which are names, from "the weekly", "My" and "Our own"."""
    *before, last = words.split()
    the = language.words("credit", "the")
    led = all(fold(word) in the for word in before)
    small = fold(last) in the or fold(last) in _small_words(language).prepositions
    return led and last[:1].isupper() and not small


@dataclass(frozen=True, slots=True)
class _SmallWords:
    no_names: frozenset[str]
    prepositions: frozenset[str]
    before_names: frozenset[str]
    tongues: frozenset[str]
    pointers: frozenset[str]
    articles: frozenset[str]
    verbs: frozenset[str]
    agents: frozenset[str]


@cache
def _small_words(language: Language) -> _SmallWords:
    roles = ("generic", "pointers", "tongues")
    prepositions = frozenset(map(fold, language.words("credit", "at")))
    return _SmallWords(
        frozenset(fold(word) for role in roles for word in language.words("credit", role)),
        prepositions,
        prepositions | frozenset(map(fold, language.words("credit", "determiners"))),
        frozenset(map(fold, language.words("credit", "tongues"))),
        frozenset(map(fold, language.words("credit", "pointers"))),
        frozenset(map(fold, language.words("credit", "articles"))),
        frozenset(map(fold, language.words("credit", "alone"))),
        frozenset(map(fold, language.words("credit", "agents"))),
    )
