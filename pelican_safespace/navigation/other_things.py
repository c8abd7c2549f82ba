"""Sentences with the words of a statement that speak of other things than this article's series.

Of a book's series, a program's files, the parts of a process, improvements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pelican_safespace.navigation.counted_names import INSTALMENTS
from pelican_safespace.navigation.counting import of_number, total_of
from pelican_safespace.navigation.sentence import Sentence
from pelican_safespace.navigation.words import FILLERS, KINDS, PIECES, PLURALS, Word
from pelican_safespace.source.programs import PROGRAM

MOST_OF_THINGS = 4  # words of "of major improvements in"
MOST_BEFORE_BOOK = 3  # words of "this slim little book"
MOST_BETWEEN, MOST_BETWEEN_BARE = 5, 1  # words we do not know, from "first" to "series"
_COMMENT = re.compile(rf"{PROGRAM.pattern}|\s*(?:[#%]|--\s)")  # also "# part 2 of the build"
_STOP = re.compile(r"\s*[;:,(]")


def _is_its_own(sentence: Sentence, number: int, name: str | None) -> bool:
    """Tell "this ninth edition of the survey shows" from "this is the ninth part of the NAME"."""
    counted = sentence.words[number : number + 2]
    part = any(sentence.says_any(INSTALMENTS, word) for word in counted)
    return number == 1 and name is not None and (name[:1].islower() or not part)


def is_of_file(sentence: Sentence) -> bool:
    """Tell "This file is part 2 of 3", of a program."""
    return any(sentence.says("no_articles", word) for word in sentence.words[1:2])


def is_of_book(sentence: Sentence) -> bool:
    """Tell "This slim book is part of the NAME series", which is another's.

    So is "This is the second book in the NAME series".
    """
    said = [*sentence.words[1 : 1 + MOST_BEFORE_BOOK]]
    if sentence.number:
        said += sentence.words[sentence.number.first : sentence.number.after]
    return any(sentence.says("books", word) for word in said)


def leads_astray(sentence: Sentence, about: str) -> bool:
    """Tell "The first time you rest it may ask a series of questions" from "The first in a series".

    Many unknown words stand between the number and "series".
    """
    if sentence.number is None or sentence.noun is None:
        return False
    if of_number(sentence, sentence.number.after) is not None:
        return False  # "Part 2 of 3 in the NAME series"
    between = sentence.words[sentence.number.after : sentence.noun]
    unknown = [
        word
        for word in between
        if not (word.role or word.number or sentence.is_plain(word))
        and sentence.text[word.start].islower()
        and sentence.text[word.start - 1] != "-"  # "build-in-public" is one
    ]
    return len(unknown) > (MOST_BETWEEN_BARE if about == "bare" else MOST_BETWEEN)


def is_place(sentence: Sentence, name: str) -> bool:
    """Tell "the first post in my NAME blog", whose blog is no series."""
    words = sentence.vocabulary.words(name)
    return bool(words) and sentence.says("places", words[-1])


def _is_taken_from(sentence: Sentence, before: Sequence[Word]) -> bool:
    """Tell "this post is adapted from chapter 3 of NAME", a book's, from "is part 3 of NAME"."""
    for word in reversed(before):
        if sentence.says("taken_from", word):
            return True
        if not sentence.is_plain(word):
            return False
    return False


def is_of_things(sentence: Sentence) -> bool:
    """Tell "the first in a series of improvements" from "of posts" and "of Quiet Rooms".

    An article that is said to be one, and "the third part of a series of tests", may be of any.
    """
    noun, number = sentence.noun, sentence.number
    if noun is None or (number and _is_of_kind(sentence.words[number.first : number.after])):
        return False
    kinds = [word for word in sentence.words[:noun] if word.role & KINDS]
    if total_of(sentence) or (
        number is None and not all(sentence.says("belongs", word) for word in kinds)
    ):
        return False
    behind = sentence.words[noun + 1 : noun + 2 + MOST_OF_THINGS]
    if len(behind) < len(("of", "things")) or not sentence.says("of", behind[0]):
        return False
    if sentence.vocabulary.phrases["name_ends"].match(sentence.text, behind[0].start):
        return False  # "the third part of a series in which we look"
    stop = _STOP.search(sentence.text, behind[0].end)
    said = [word for word in behind[1:] if stop is None or word.start < stop.start()]
    head = [*takewhile(lambda word: not word.role & FILLERS, said)]
    if any(word.role & (PLURALS | KINDS | PIECES) or sentence.says("works", word) for word in head):
        return False
    asks = any(sentence.says("asks", word) for word in said[:1])
    apart = any(start <= word.start < end for word in head for start, end in sentence.spans)
    named = bool(head) and not sentence.text[head[-1].start].islower()
    return bool(head) and not (asks or apart or named)


def _is_of_kind(counted: Sequence[Word]) -> bool:
    return any(word.role & (KINDS | PIECES) for word in counted)


def is_of_something_else(sentence: Sentence, number: int, name: str | None) -> bool:
    """Tell a part of a program, this text, a place or a book from one of a series.

    ``number`` is the index of the number's first word, in a sentence without the word "series".
    """
    return (
        _COMMENT.match(sentence.text) is not None
        or any(sentence.says("editions", one) for one in sentence.words[number : number + 2])
        or _is_its_own(sentence, number, name)
        or (name is not None and is_place(sentence, name))
        or _is_taken_from(sentence, sentence.words[:number])
        or any(sentence.says("appeared", word) for word in sentence.words[:number])
    )
