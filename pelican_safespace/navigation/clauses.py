"""Where a name in a sentence ends: with its clause, which an enumeration does not end."""

from __future__ import annotations

import re
from itertools import pairwise

from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.quotes import quotations
from pelican_safespace.navigation.sentence import Sentence
from pelican_safespace.navigation.words import SERIES

MOST_ITEM_WORDS = 2  # of "B" in the enumeration "A, B and C"
LONGEST_ITEM = 6  # words between the commas of an enumeration
CLAUSE_END = re.compile(
    r"\.(?!\w)|(?<!:):(?!:)|[,;!?)\]—–\n|]| --? |[(\[](?![^()\[\]]{1,40}[)\]]\s+[^\W_])"
)
"""A dot inside a word ("example.org") ends no clause, nor brackets behind which it goes on."""
_QUESTION_END = re.compile(r"\.(?!\w)|[;:!?\n]|[(](?![^()]{1,40}[)]\s+[^\W_])")
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,40}[)\]](?=\s+[^\W_])")
COMMA = re.compile(r",\s+")


def clause(sentence: Sentence, start: int) -> str:
    """The text from ``start`` to the end of its clause."""
    text = sentence.text[start : _link_end(sentence, start)].lstrip()
    phrases = sentence.vocabulary.phrases
    if phrases["asks"].match(text):
        return _question(sentence, text)  # "a series on how we rest, and why"
    text = _before_series(sentence, text[: clause_end(sentence, text)])
    ends = phrases["name_ends"].search(text)
    return text[: ends.start()] if ends and ends.start() else text


def _link_end(sentence: Sentence, start: int) -> int:
    """Where a link ends that holds both "series" and its name: "[this series on NAME](…) and"."""
    noun = sentence.words[sentence.noun].start if sentence.noun is not None else start
    around = (b for a, b in sentence.links if a <= noun < b and a <= start < b)
    return next(around, len(sentence.text))


def _before_series(sentence: Sentence, text: str) -> str:
    """The text up to the next words about the series: "NAME the series index can be found"."""
    words = sentence.vocabulary.words(text)
    for article, noun in pairwise(words[1:]):
        if noun.role & SERIES and sentence.says("articles", article):
            return text[: article.start]
    return text


def _question(sentence: Sentence, text: str) -> str:
    """The question that ``text`` begins with, up to ", which will be as follows"."""
    text, name_ends = _QUESTION_END.split(text)[0], sentence.vocabulary.phrases["name_ends"]
    commas = (found for found in COMMA.finditer(text) if name_ends.match(text, found.end()))
    return text[: next((found.start() for found in commas), len(text))]


def clause_end(sentence: Sentence, text: str) -> int:
    """Where the first clause of ``text`` ends; "A, B and C" and "A, B, and C" are one."""
    asides = {found.end() for found in _ASIDE.finditer(text)}
    quoted = [*quotations(text)]
    ends = [
        end
        for end in CLAUSE_END.finditer(text)
        if end.end() not in asides and not any(a < end.start() < b for a, b in quoted)
    ]
    places = [*(end.start() for end in ends), len(text)]
    for index, (start, after) in enumerate(pairwise(places)):
        if not COMMA.match(text, start):
            return places[0] if index else start
        item = text[start + 1 : after]
        if _names_part(sentence, item):
            return places[0]  # "a series on NAME, please see part one, part two"
        if _closes_enumeration(sentence, item, index):
            return after
        if len(item.split()) > LONGEST_ITEM:
            return places[0]  # "a series on NAME, tells of A, B and C"
    return places[0]


def _names_part(sentence: Sentence, item: str) -> bool:
    words = sentence.vocabulary.words(item)
    return any(part_number(item, pair) is not None for pair in pairwise(words))


def _closes_enumeration(sentence: Sentence, item: str, commas: int) -> bool:
    """Tell whether an item behind a comma is the last: "B and C", or "and C" after two."""
    words = sentence.vocabulary.words(item)
    return any(
        sentence.says("and", word) and (place or commas) and place + 1 < len(words)
        for place, word in enumerate(words[: MOST_ITEM_WORDS + 1])
    )
