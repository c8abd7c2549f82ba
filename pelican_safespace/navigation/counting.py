"""Which part of how many: "part 2 of 4", "the second article", "a series in four parts"."""

from __future__ import annotations

import re
from itertools import chain

from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.sentence import Number, Sentence
from pelican_safespace.navigation.words import FILLERS, KINDS, NUMBER_SIGN, PIECES, PLURALS, Word

_SIGN = re.compile(rf"(?:#|№|(?<![^\W_])(?:{NUMBER_SIGN})[.°]?)\s?$", re.IGNORECASE)
LONGEST_CARRYING = 30  # characters of "picking up where "
LONGEST_SIGN = 10  # characters of "number "
COUNTED_WITHIN = 4  # words behind "second": "second of our three articles"
TOTAL_WITHIN = 16  # words behind the number: "of a series that has so far had four parts"
MOST_TOTAL = 1000  # a higher one is a year
LEAST_TOTAL = 2  # "d'une série", "de una serie": the number is an article
TOTAL_IN_WORD = ("teilig", "delig", "luik", "trilog")


def numbered(sentence: Sentence) -> Number | None:
    """The article's number: "part 2", "second article", "2 of 4"; None where there is none."""
    for index, word in enumerate(sentence.words):
        if sentence.links and sentence.is_elsewhere(word):
            continue
        number = _number_at(sentence, index)
        if number and not _is_carried_on(sentence, word):
            return number
    return None


def _is_carried_on(sentence: Sentence, word: Word) -> bool:
    """Tell "This post picks up where part 1 left off" and "continues in part 3"."""
    start = max(0, word.start - LONGEST_CARRYING)
    return any(
        sentence.vocabulary.leads_to(phrase, sentence.text, start, word.start)
        for phrase in ("carries_on", "to_be_continued")
    )


def _number_at(sentence: Sentence, index: int) -> Number | None:
    """The number that begins with word ``index``."""
    word = sentence.words[index]
    if word.role & sentence.kinds:
        number = part_number(sentence.text, sentence.words[index : index + 2])
        if number is not None:
            return Number(number, index, index + 2)
    if _is_named_kind(sentence, index):
        behind = sentence.words[index + 1]
        assert behind.number is not None
        return Number(behind.number, index, index + 2)
    if word.ordinal and (after := _counted(sentence, index)):
        assert word.number is not None
        return Number(word.number, index, after)
    if not word.number or sentence.noun is None:
        return None
    if _is_signed(sentence, index):
        return Number(word.number, index, index + 1)
    total = of_number(sentence, index + 1) if word.text.isdecimal() else None
    counted = total is not None and total >= word.number
    return Number(word.number, index, index + 1) if counted else None


def _is_named_kind(sentence: Sentence, index: int) -> bool:
    """Tell "Playbook 1 of a 12-part series", whatever a part is called there."""
    word, *behind = sentence.words[index : index + 4]
    if len(behind) < len(("1", "of", "a")) or word.role or sentence.noun is None:
        return False
    number, of, article = behind
    capital = sentence.text[word.start].isupper() and number.text.isdecimal()
    near = sentence.noun - index <= TOTAL_WITHIN
    return capital and near and sentence.says("of", of) and sentence.says("articles", article)


def _is_signed(sentence: Sentence, index: int) -> bool:
    """Tell the 2 of "#2 in our series", "No. 2 of the series" and "number two in a series"."""
    start = sentence.words[index].start
    behind = sentence.words[index + 1 : index + 2]
    led = bool(behind) and bool(behind[0].role & FILLERS or sentence.says("of", behind[0]))
    led = led or (not behind and sentence.noun == 0)  # "Series: NAME #2"
    return led and _SIGN.search(sentence.text, max(start - LONGEST_SIGN, 0), start) is not None


def _counted(sentence: Sentence, index: int) -> int | None:
    """The word after "second article", "second and last article" or "second (of …)"."""
    for place, word in enumerate(sentence.words[index + 1 : index + 5], index + 1):
        if word.role & sentence.kinds and not word.number:
            return place + 1
        if place == index + 1 and word.number == 1 and not word.ordinal and word.text.isalpha():
            return place + 1  # "the first one in a series"
        if not (word.role & FILLERS or sentence.says_any(("adjectives", "final"), word)):
            break
    behind = sentence.words[index + 1 : index + 1 + COUNTED_WITHIN]
    counts = (
        (sentence.noun or 0) > index
        or is_of_several(sentence, index + 1)
        or any(word.role & (KINDS | PIECES | PLURALS) for word in behind)
        or _is_all_counted(sentence, index)
    )
    if _is_of_unknown_kind(sentence, index):
        return index + 2
    filled = sentence.noun is not None and behind and behind[0].role & FILLERS
    if counts and behind and (sentence.says("of", behind[0]) or filled):
        return index + 1
    return None


def _is_of_unknown_kind(sentence: Sentence, index: int) -> bool:
    """Tell "the second NOUN in our series", whatever it is a series of."""
    if sentence.noun is None or len(sentence.words) < index + 4:
        return False
    kind, within, whose = sentence.words[index + 1 : index + 4]
    near = not (kind.role or kind.number) and 0 < sentence.noun - index <= TOTAL_WITHIN
    return near and bool(within.role & FILLERS) and sentence.says("own", whose)


def is_of_several(sentence: Sentence, index: int) -> bool:
    """Tell the words "of several articles", "of many I will write" from "of many bells"."""
    words = sentence.words[index : index + 4]
    if len(words) < len(("of", "several")):
        return False
    of, several, *behind = words
    if not (sentence.says("of", of) and sentence.says("several", several)):
        return False
    end = behind[-1].end if behind else 0
    will = sentence.vocabulary.phrases["will"].search(sentence.text, several.end, end)
    return any(word.role & (KINDS | PLURALS) for word in behind) or will is not None


def _is_all_counted(sentence: Sentence, index: int) -> bool:
    """Tell "the first of two that will cover …" from "the first of two bells"."""
    after = sentence.words[index + 3 : index + 4]
    ends = not after or sentence.says_any(("name_ends", "relative"), after[0])
    return ends and of_number(sentence, index + 1) is not None


def of_number(sentence: Sentence, index: int) -> int | None:
    """The 4 of "of 4" or "/4" that begins with word ``index``."""
    words = sentence.words[index : index + 2]
    if not words:
        return None
    gap = sentence.text[sentence.words[index - 1].end : words[0].start].strip()
    if gap == "/":
        number = words[0].number
        return number if number is not None and number < MOST_TOTAL else None  # "issue 3/2019"
    if gap in ("", "(") and sentence.says("of", words[0]) and len(words) > 1:
        foreign = any(
            kind.role & KINDS and not kind.tongues & words[1].tongues
            for kind in sentence.words[max(index - 2, 0) : index]
        )
        number = words[1].number  # "deel 3 van onze serie": no eleven
        return number if number is not None and number < MOST_TOTAL and not foreign else None
    return None


def _is_no_total(sentence: Sentence, index: int) -> bool:
    """Tell "on End of 10 articles" and "the third and fourth" from "a series of 10 articles"."""
    before = sentence.words[max(index - 2, 0) : index]
    if len(before) < 2:
        return False
    named = not before[0].role and sentence.text[before[0].start].isupper()
    listed = sentence.words[index].ordinal and sentence.says("and", before[1])
    return listed or (named and sentence.says("of", before[1]))


def _is_of_something(sentence: Sentence, index: int) -> bool:
    """Tell "a two step process", whose steps are counted, from "a two part series"."""
    word, *behind = sentence.words[index : index + 2]
    if word.role & (KINDS | PLURALS) or not behind:
        return False
    glued = sentence.text[word.end : behind[0].start] == " "
    return glued and not (behind[0].role or sentence.is_plain(behind[0]))


def _is_compound(sentence: Sentence, index: int) -> bool:
    """Tell "a series on rest with a two-stage lamp" from "a two-step series", by what it is."""
    word, kind = sentence.words[index : index + 2]
    after = sentence.noun is not None and index > sentence.noun
    return after and bool(kind.role & PIECES) and sentence.text[word.end] == "-"


def spells_total(word: Word) -> bool:
    """Tell "dreiteilig", which says how many parts there are, from other numbers."""
    return word.number is not None and any(part in word.text for part in TOTAL_IN_WORD)


def _is_of_other_thing(sentence: Sentence, index: int) -> bool:
    """Tell "the two-part structure is" from "a two-part series" and "a two-part look at rest"."""
    hyphen = sentence.text[sentence.words[index].end :].startswith("-")
    behind = sentence.words[index + 1 + hyphen : index + 3 + hyphen]
    if sentence.noun is not None or len(behind) < 2 or behind[0].role:
        return False
    return sentence.says("entitles", behind[1])


def total_of(sentence: Sentence) -> int | None:
    """The 4 of "2 of 4", "of a four-part series", "de quatre articles"."""
    start = sentence.number.after if sentence.number else 0
    if sentence.number:
        total = of_number(sentence, start)
        if total is not None and total >= max(LEAST_TOTAL, sentence.number.value):
            return total
    behind = range(start, min(len(sentence.words), start + TOTAL_WITHIN))
    before = range(0)
    if sentence.number and sentence.noun is not None:
        # "The series has two parts, and this is the second part of it"
        before = range(sentence.noun + 1, sentence.number.first)
    for index in chain(behind, before):
        word = sentence.words[index]
        number = word.number
        if number is None or not LEAST_TOTAL <= number < MOST_TOTAL:
            continue
        if _is_no_total(sentence, index):
            continue
        spelt = spells_total(word)
        if word.ordinal and not spelt:
            continue  # "the first part rings; the second part drums"
        after = sentence.words[index + 1 : index + 2]
        counts = (
            after
            and after[0].role & (KINDS | PIECES | PLURALS)
            and not _is_of_something(sentence, index + 1)
            and not _is_compound(sentence, index)
            and after[0].start == word.end + 1
            and (not after[0].tongues or word.tongues & after[0].tongues)  # "van onze serie"
        )
        if (counts or spelt) and not _is_of_other_thing(sentence, index):
            return number
    total = of_number(sentence, sentence.noun + 1) if sentence.noun is not None else None
    return total if total is not None and total >= LEAST_TOTAL else None
