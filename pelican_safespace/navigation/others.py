"""Sentences that speak of the other parts of a series: "in the next part of this series, we …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pelican_safespace.navigation.sentence import Span, sentence_of
from pelican_safespace.navigation.series_names import name_of
from pelican_safespace.navigation.statements import LONGEST, Statement
from pelican_safespace.navigation.words import (
    FILLERS,
    KINDS,
    NEXT,
    PLURALS,
    PREVIOUS,
    REST,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import Line

MOST_BETWEEN = 4  # words from "next part" to "series": "of our little"
MOST_TO_KIND = 2  # words from "next" to "part"


def says_others(line: Line, vocabulary: Vocabulary) -> Statement | None:
    """Return what "the other articles in the NAME series" and "next part of the series NAME" say.

    The article is one of the same series. Without its name the sentence says too little.
    """
    text = line.text.replace("\n", " ")[:LONGEST]
    words = vocabulary.words(text)
    marks = [one for one in line.marks if one[1] <= len(text)]
    plain = [word for word in words if not _stands_out(word, marks)]
    for word in words:
        before = [one for one in plain if one.start < word.start] if word.role & SERIES else ()
        if before and _pointer(before, vocabulary):
            links = [one for one in line.linked if one[1] <= len(text)]
            sentence = sentence_of(text, marks, vocabulary, links)
            name = _without_verb(name_of(sentence), vocabulary)
            return Statement(name=name, points=True) if name else None
    return None


def _stands_out(word: Word, marks: Sequence[Span]) -> bool:
    """Tell whether a word is emphasised: "the other parts of the **NAME** series"."""
    return any(start <= word.start < end for start, end in marks)


def _without_verb(name: str | None, vocabulary: Vocabulary) -> str | None:
    """The name in "der Serie NAME bauen wir …", "the series NAME is about …"."""
    words = vocabulary.words(name or "")
    for before, word in pairwise(words):
        if name and vocabulary.says("entitles", word):
            verb = name[before.start].islower()
            return name[: before.start if verb else before.end].rstrip() or None
    return name


def _pointer(before: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell whether the words before "series" end with "other articles in the"."""
    last = len(before)
    while last and len(before) - last < MOST_BETWEEN and _is_joint(before[last - 1], vocabulary):
        last -= 1
    if not 0 < last < len(before) or not before[last - 1].role & (KINDS | PLURALS):
        return False
    pointers = before[max(0, last - 1 - MOST_TO_KIND) : last - 1]
    return any(word.role & (REST | PREVIOUS | NEXT) for word in pointers)


def _is_joint(word: Word, vocabulary: Vocabulary) -> bool:
    """Tell "of", "in", "this" and "little"."""
    if word.role & (KINDS | PLURALS):
        return False
    joints = ("of", "articles", "adjectives", "this")
    return bool(word.role & FILLERS) or vocabulary.says_any(joints, word)
