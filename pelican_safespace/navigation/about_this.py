"""Whether a sentence is about this very article: "This post is …", "Part 2 of …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pelican_safespace.navigation.clauses import CLAUSE_END, clause
from pelican_safespace.navigation.counting import of_number, spells_total
from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.quotes import QUOTES
from pelican_safespace.navigation.sentence import Sentence
from pelican_safespace.navigation.words import FILLERS, KINDS, NEXT, PIECES, PLURALS, Word

MOST_UNKNOWN_WORDS = 2  # between "this" and the number: "this weekly letter is the second"
MOST_BEFORE_OWN = 5  # words from "our" to "series"
MOST_BEFORE_COUNTED = 2  # words up to what is counted: "of 3 such articles"
MOST_BEFORE_NOUN = 10  # words before "series" in "Part of the NAME series"
WILL_WITHIN = 14  # words from "series" to "we will": "series about NAME, we will"
PAST_WITHIN = 5  # words from "series" to the verb: "series on NAME we looked"
MOST_IN_NAME = 8  # words before ", part 2 of 4"
_INTRODUCTION = re.compile(r"(?:\w+\s){0,3}\w+,\s+")  # "By the way, this is part 2 of …"
_THAT = re.compile(r"(?:\w+\s){1,3}(?:that|dass|que|che|dat)\s+")  # "Remember that this is"
_COLON = re.compile(r"\s*[:：]\s*")
_QUOTED = re.compile(r"\s*[“„«\"‚‘][^“”„«»\"‘’]{2,60}[”“»\"’‘]\s*[,:–—(-]?\s*")
_OPENING = re.compile(r"[^.!?]{0,24}?(?:[:：]|\s[-–—])\s+")
_CLAUSE = re.compile(r"(?:[,;]|\s[–—])\s+(?:\w{1,3}\s+){0,2}")
_COMMA = re.compile(r",\s+")
_NAME_END = re.compile(r"[”\"»’]?\s*[,:：|(–—·•-]+[”\"»’]?\s*")


def is_about_this(sentence: Sentence) -> Literal["this", "amid", "bare"] | None:
    """Tell "This post is …", "this", from "Part 2 of …" or "Grief series, part 2", "bare".

    "amid" is a clause of a sentence that says other things before.
    """
    first = sentence.words[0].start
    starts = [first, behind_opening(sentence)]
    number, noun = sentence.number, sentence.noun
    greets = sentence.vocabulary.phrases["greets"]
    begins = (pattern.match(sentence.text, first) for pattern in (_INTRODUCTION, _THAT, greets))
    starts += [_behind_blank(sentence.text, found.end()) for found in begins if found]
    for start in starts:
        this = sentence.vocabulary.phrases["this"].match(sentence.text, start)
        if sentence.goes_on and not this:
            this = sentence.vocabulary.phrases["it_is"].match(sentence.text, start)
        if this and _says_only_what_it_is(sentence, this.end()):
            return "this"
    if goes_on(sentence):
        return "this"
    if number and _is_within(sentence):
        return "amid"
    if noun is not None and number and _is_about_this_amid(sentence):
        return "amid" if noun > number.first else "this"
    if number is not None and noun is not None and _is_to_come(sentence, number.first):
        return "amid"
    if number is None:
        return "this" if _is_titled(sentence) or _is_bare_part(sentence) else None
    if all(sentence.says("articles", word) for word in sentence.words[: number.first]):
        if noun is not None and _is_told(sentence, number.after):
            return None
        return "bare" if noun is not None or ends_with_number(sentence) else None
    if noun is None and _behind_a_name(sentence):
        return "bare"
    if noun is not None and noun < number.first:
        between = sentence.text[sentence.words[noun].end : sentence.words[number.first].start]
        title = noun == 0 and _COLON.match(between) and "." not in between
        quoted = noun == 0 and _QUOTED.fullmatch(between)  # "Serie „NAME“, Teil 2"
        return "bare" if title or quoted or not re.search(r"\w", between) else None
    return None


def _behind_blank(text: str, place: int) -> int:
    """Where a text goes on behind white space."""
    return place + len(text[place:]) - len(text[place:].lstrip())


def behind_opening(sentence: Sentence) -> int:
    """Where a sentence goes on behind "Note:" or "In short:"; where it begins without one."""
    first = sentence.words[0].start
    opening = _OPENING.match(sentence.text, first)
    return opening.end() if opening else first


def goes_on(sentence: Sentence) -> bool:
    """Tell "Today we continue our series on NAME" from what is said of another series."""
    noun = sentence.noun
    if noun is None or not noun:
        return False
    first = sentence.words[0].start
    begins = sentence.vocabulary.phrases["we_go_on"].match(sentence.text, first)
    led = sentence.words[max(noun - MOST_BEFORE_OWN, 0) : noun]
    return begins is not None and any(sentence.says("own", word) for word in led)


def _is_titled(sentence: Sentence) -> bool:
    """Tell "Series: NAME" and "From the series: NAME"."""
    noun = sentence.noun
    if noun is None or _COLON.match(sentence.text, sentence.words[noun].end) is None:
        return False
    if _goes_on_behind_name(sentence, sentence.words[noun].end):
        return False
    before = sentence.words[:noun]
    led = bool(before) and sentence.says("taken_from", before[0])
    return not before or (led and all(word.role & FILLERS for word in before))


def _goes_on_behind_name(sentence: Sentence, place: int) -> bool:
    """Tell "Series: If they have read every letter, does it", a sentence, from "Series: NAME"."""
    colon = _COLON.match(sentence.text, place)
    start = colon.end() if colon else place
    name = clause(sentence, start)
    rest = sentence.text[start + len(name) :]
    said = rest.startswith(",") or (rest[:1].isalpha() and len(name.split()) > MOST_IN_NAME)
    return said and not any(a <= start < b for a, b in sentence.spans)


def _is_within(sentence: Sentence) -> bool:
    """Tell "In this second part of our series on rest, we look at"."""
    within = sentence.vocabulary.phrases["within"].match(sentence.text, sentence.words[0].start)
    number = sentence.number
    return (
        within is not None and number is not None and _says_only_what_it_is(sentence, within.end())
    )


def _is_about_this_amid(sentence: Sentence) -> bool:
    """Tell "The walk takes three days, and this is the second part of the series"."""
    number = sentence.number
    assert number is not None
    first = sentence.words[number.first].start
    clauses = [found.end() for found in _CLAUSE.finditer(sentence.text) if found.end() <= first]
    clauses += [
        other.start
        for one, other in pairwise(sentence.words[: number.first])
        if sentence.says("and", one)
    ]
    this = (
        sentence.vocabulary.phrases["this"].match(sentence.text, max(clauses)) if clauses else None
    )
    return this is not None and _says_only_what_it_is(sentence, this.end())


def _is_to_come(sentence: Sentence, number: int) -> bool:
    """Tell "In the third post in my series on rest, we will look" from "…, we looked"."""
    phrase = sentence.vocabulary.phrases["into"]
    starts = (sentence.words[0].start, behind_opening(sentence))
    places = (phrase.match(sentence.text, start) for start in starts)
    if not any(into and sentence.words[number].start <= into.end() + 1 for into in places):
        return False
    if any(start <= sentence.words[number].start < end for start, end in sentence.links):
        return False  # "In [the first part of this series](…), we will"
    assert sentence.noun is not None
    behind = [
        word
        for word in sentence.words[sentence.noun + 1 :]
        if not any(start <= word.start < end for start, end in sentence.links)
    ][: WILL_WITHIN - 1]  # "In the first part of this series, [TITLE](…), we looked"
    if any(sentence.says("will", word) for word in behind):
        return True
    before = sentence.words[number : sentence.noun]
    own = any(sentence.says("own", word) for word in before) or _is_told_now(sentence)
    return own and len(behind) > 2 and not any(map(sentence.is_past, behind[:PAST_WITHIN]))


def _is_told_now(sentence: Sentence) -> bool:
    """Tell "In the second part of the NAME series, we discuss" from "…, we discussed"."""
    assert sentence.noun is not None
    comma = _COMMA.match(sentence.text, sentence.words[sentence.noun].end)
    behind = sentence.words[sentence.noun + 1 : sentence.noun + 3]
    named = sentence.noun > 0 and sentence.text[sentence.words[sentence.noun - 1].start].isupper()
    return bool(comma and named and behind) and sentence.says("tellers", behind[0])


def _is_told(sentence: Sentence, index: int) -> bool:
    """Tell "The first is that earlier posts in this series …" from "The first in a series".

    So is "Part 1 of this series covered", which is told of another.
    """
    assert sentence.noun is not None
    behind = sentence.words[index : index + 1]
    told = sentence.words[index - 1].ordinal and any(
        sentence.says("entitles", word) and not sentence.says("of", word) for word in behind
    )
    after = sentence.words[sentence.noun + 1 : sentence.noun + 2]
    if _is_followed(sentence):
        return False  # "Part 1 of this series explains the lamps, and [Part 2] will"
    part = sentence.noun > index and any(map(sentence.is_past, after))
    named = sentence.vocabulary.phrases["named"]
    verbs = [
        word
        for word in after
        if sentence.says("entitles", word) and not named.match(sentence.text, word.start)
    ]
    return told or part or (sentence.noun > index and bool(verbs))


def _is_followed(sentence: Sentence) -> bool:
    """Tell whether the next part is linked in a sentence about a part, and said to be to come."""
    number = sentence.number
    assert number is not None
    for start, end in sentence.links:
        words = [word for word in sentence.words if start <= word.start < end]
        behind = [word for word in sentence.words if word.start >= end][:1]
        will = any(sentence.says("will", word) for word in behind)
        if will and part_number(sentence.text, words) == number.value + 1:
            return True
    return False


def _is_bare_part(sentence: Sentence) -> bool:
    """Tell "Part of the NAME series" and "Part of a series on NAME" from a sentence about one."""
    noun = sentence.noun
    if noun is None or not 1 < noun <= MOST_BEFORE_NOUN:
        return False
    first, second = sentence.words[:2]
    if not (sentence.says("belongs", first) and sentence.says("of", second)):
        return False
    end = sentence.words[noun].end
    behind = re.compile(r"\s*").match(sentence.text, end)
    return (
        ends_with_series(sentence)
        or CLAUSE_END.match(sentence.text, end) is not None
        or any(start == behind.end() for start, _ in sentence.spans if behind)
        or bool(behind and sentence.vocabulary.phrases["named"].match(sentence.text, behind.end()))
    )


def ends_with_series(sentence: Sentence) -> bool:
    """Tell "This article is part of a series." from one that goes on to say of what."""
    return sentence.noun is not None and sentence.noun == len(sentence.words) - 1 > 0


def _behind_a_name(sentence: Sentence) -> bool:
    """Tell whether "NAME, part 2 of 4" is all of a line."""
    number = sentence.number
    assert number is not None
    if not sentence.text.lstrip(QUOTES)[:1].isupper() or not 0 < number.first <= MOST_IN_NAME:
        return False
    gap = sentence.text[sentence.words[number.first - 1].end : sentence.words[number.first].start]
    behind = sentence.words[number.after + 2 :]
    return (
        bool(_NAME_END.fullmatch(gap))
        and not behind
        and (of_number(sentence, number.after) or 0) >= number.value
    )


def ends_with_number(sentence: Sentence) -> bool:
    """Tell whether "Part 2 of 4" is followed by no more than what is counted, or a name."""
    number = sentence.number
    assert number is not None
    after = number.after
    if after < len(sentence.words) and sentence.text[sentence.words[after].start - 1] == "/":
        after += 1  # "Part 2/4"
    elif (of_number(sentence, after) or 0) >= number.value:
        after += 2
    behind = sentence.words[after : after + MOST_BEFORE_COUNTED]
    gap = sentence.text[sentence.words[after - 1].end : behind[0].start] if behind else ""
    return not behind or bool(
        gap.strip()
        or behind[0].role & FILLERS
        or any(word.role & (KINDS | PIECES | PLURALS) for word in behind)
        or any(spells_total(word) for word in behind)  # "Teil eines dreiteiligen Tutorials"
        or sentence.says_any(("of", "name_ends"), behind[0])
        or sentence.vocabulary.phrases["named"].match(sentence.text, behind[0].start)
    )


def _says_only_what_it_is(sentence: Sentence, start: int) -> bool:
    """Tell whether "this" is soon followed by the number: "post is the", "ist der"."""
    end = len(sentence.text)
    if sentence.number:
        end = sentence.words[sentence.number.first].start
    elif sentence.noun is not None:
        belongs = [
            word for word in sentence.words[: sentence.noun] if sentence.says("belongs", word)
        ]
        end = (belongs[0] if belongs else sentence.words[sentence.noun]).start
    between = [word for word in sentence.words if start <= word.start < end]
    unknown = [word for word in between if not (word.role or sentence.says("adjectives", word))]
    return len(unknown) <= MOST_UNKNOWN_WORDS


def belongs_to_series(sentence: Sentence) -> bool:
    """Tell whether it says "is part of a series", "gehört zur Serie", "Series: NAME"."""
    before = sentence.words[: sentence.noun]
    belongs = any(sentence.says_any(("belongs", "concludes"), word) for word in before)
    belongs = belongs or goes_on(sentence) or _is_next_in(before)
    return not before or belongs or _is_one_in(sentence, before) or _is_titled(sentence)


def _is_next_in(before: Sequence[Word]) -> bool:
    """Tell "This is the next in our series" from "the next post in our series"."""
    return any(one.role & NEXT and other.role & FILLERS for one, other in pairwise(before))


def _is_one_in(sentence: Sentence, before: Sequence[Word]) -> bool:
    """Tell "another entry in a series", "a post from my series"; not "this post is in a series"."""
    led = before[1:]  # by "this" or "here is"
    return any(
        kind.role & KINDS
        and behind.role & FILLERS
        and sentence.says_any(("articles", "adjectives"), word)
        for word, kind, behind in zip(led, led[1:], led[2:], strict=False)
    )
