"""What a sentence calls its series: "a series on NAME", "of the NAME series", "part 2 of NAME"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pelican_safespace.navigation.counting import TOTAL_IN_WORD, of_number
from pelican_safespace.navigation.labels import linked_number
from pelican_safespace.navigation.quotes import quotations
from pelican_safespace.navigation.sentence import Sentence, Span
from pelican_safespace.navigation.words import FILLERS, KINDS, PIECES, PLURALS, SERIES, Vocabulary

LONGEST_NAME = 120
LONGEST_TITLED = 7  # words of a sentence that is only a series' name
MOST_ADJECTIVES = 2
MOST_BEFORE_LINK = 10  # words between "series" and a link that is its name
MOST_BEFORE_NAME = 1  # words we do not know, between "series" and its name
MOST_BEHIND_NAME = 2  # words between the name and "series": "NAME community series"
MOST_ITEM_WORDS = 2  # of "B" in the enumeration "A, B and C"

CLAUSE_END = re.compile(r"\.(?!\w)|[,;:!?)\]—–\n|]| - |[(\[](?![^()\[\]]{1,40}[)\]]\s+[^\W_])")
"""A dot inside a word ("example.org") ends no clause, nor brackets behind which it goes on."""

_ASIDE = re.compile(r"[(\[][^()\[\]]{1,40}[)\]](?=\s+[^\W_])")
_NAME_END = re.compile(r"\s*[,:：|(–—-]+\s*$")
_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")  # a link without an address
_COMMA = re.compile(r",\s+")
_COLON = re.compile(r"\s*[:：]\s*")
_AROUND_NAME = " \t\n\"'“”„‘’«».,;:()[]*_-–—|\u00a0"


def name_of(sentence: Sentence) -> str | None:
    """What the series is called; None where nothing says so."""
    if sentence.noun is None:
        return _name_without_noun(sentence)
    marked, after = _marked_name(sentence, sentence.noun), _name_after(sentence, sentence.noun)
    if marked and after and after.endswith(marked):
        marked = after  # "a series on the Future of [Rest]"
    return (
        _apposed_name(sentence, sentence.noun)
        or marked
        or after
        or _name_before(sentence, sentence.noun)
    )


def titled(text: str, vocabulary: Vocabulary) -> str | None:
    """The name in "Series NAME." or "NAME series:", a few words above or before a statement."""
    words = vocabulary.words(text)
    if not 1 < len(words) <= LONGEST_TITLED:
        return None
    sentence = Sentence(text, words, (), vocabulary, 0)
    if words[0].role & SERIES:
        return _clean(sentence, text[words[0].end :], bare=False)
    if words[-1].role & SERIES:
        return _clean(sentence, text[: words[-1].start], bare=True)
    return None


def _apposed_name(sentence: Sentence, noun: int) -> str | None:
    """The name in "part 2 of NAME, a three-part series on …"."""
    number = sentence.number
    if number is None or number.after >= noun:
        return None
    of = sentence.words[number.after]
    comma = sentence.text.find(",", of.end, sentence.words[noun].start)
    if not sentence.says("of", of) or comma < 0:
        return None
    behind = [word for word in sentence.words[:noun] if word.start > comma]
    known = all(_is_filler(sentence, word.text) or word.role or word.number for word in behind)
    apposed = behind and known and sentence.says("articles", behind[0])
    return _clean(sentence, sentence.text[of.end : comma], bare=False) if apposed else None


def _marked_name(sentence: Sentence, noun: int) -> str | None:
    """A name in quotes, linked or emphasised, at or behind the word "series"."""
    for start, end in _marked(sentence, noun):
        if end - start < len(sentence.text) * 0.8:
            name = _clean(sentence, sentence.text[start:end], bare=False)
            words = sentence.vocabulary.words(name or "")
            if name and not name.isdecimal() and linked_number(name, words) is None:
                return name
    return None


def _marked(sentence: Sentence, noun: int) -> Iterator[Span]:
    word = sentence.words[noun]
    numbered = sentence.words[sentence.number.after - 1].end if sentence.number else word.start
    for start, end in quotations(sentence.text):
        if start >= min(numbered, word.start) or end >= word.start - 3:
            yield start, end
    for start, end in sorted(sentence.spans):
        before = [one for one in sentence.words[:noun] if one.end <= start]
        led = bool(before) and sentence.says("articles", before[-1]) and start >= numbered
        if start >= word.end:
            if _leads_to(sentence, word.end, start):
                yield start, end
        elif end >= word.start - 3 or led or _leads_on(sentence, end, word.start):
            yield start, end


def _leads_to(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a name may follow the words behind "series": ", to be read here: "."""
    gap = sentence.text[start:end]
    if gap.count("(") > gap.count(")") and sentence.vocabulary.words(gap[: gap.index("(")]):
        return False  # "a series on NAME (the first post is [TITLE])"
    linked = any(place == end for place, _ in sentence.links)
    if linked and sentence.vocabulary.phrases["begins"].search(gap):
        return False  # "the series that began with [TITLE]"
    between = [word for word in sentence.words if start <= word.start < end]
    unknown = [word for word in between if not (word.role or word.number)]
    near = len(between) <= MOST_BEFORE_LINK
    if linked and near and not CLAUSE_END.search(sentence.text, start, end):
        return True
    known = {
        word
        for found in sentence.vocabulary.phrases["named"].finditer(sentence.text, start, end)
        for word in unknown
        if found.start() <= word.start < found.end()
    }
    said = [word for word in unknown if word not in known and not sentence.is_plain(word)]
    return len(said) <= MOST_BEFORE_NAME


def _leads_on(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether only a word or two stand from a name to "series": "NAME community series"."""
    between = [word for word in sentence.words if start <= word.start < end]
    return len(between) <= MOST_BEHIND_NAME and not CLAUSE_END.search(sentence.text, start, end)


def _name_after(sentence: Sentence, noun: int) -> str | None:
    """The name in "series on NAME", "series: NAME", "Serie NAME", "series of posts on NAME"."""
    place = sentence.words[noun].end
    if colon := _COLON.match(sentence.text, place):
        whole = next((end for start, end in sentence.spans if start == colon.end()), None)
        name = sentence.text[colon.end() : whole] if whole else _clause(sentence, colon.end())
        return _clean(sentence, name, bare=False)
    place = _after_adjectives(sentence, noun + 1) or place
    place = _after_count(sentence, noun + 1) or place
    rest = place + len(sentence.text[place:]) - len(sentence.text[place:].lstrip())
    if rest == place:
        return _name_in_relative_clause(sentence, place)
    named = sentence.vocabulary.phrases["named"].match(sentence.text, rest)
    if named:
        colon = _COLON.match(sentence.text, named.end())
        return _clean(
            sentence, _clause(sentence, colon.end() if colon else named.end()), bare=False
        )
    if sentence.text[rest : rest + 1].isupper():
        return _clean(sentence, _clause(sentence, rest), bare=False)
    return None


def _name_in_relative_clause(sentence: Sentence, place: int) -> str | None:
    """The name in "Serie, die NAME behandelt", "series, which explores NAME"."""
    comma = _COMMA.match(sentence.text, place)
    if comma is None:
        return None
    phrases = sentence.vocabulary.phrases
    named = phrases["named"].match(sentence.text, comma.end())
    if named and " " in named[0]:
        return _clean(sentence, _clause(sentence, named.end()), bare=False)
    relative = phrases["relative"].match(sentence.text, comma.end())
    if relative is None:
        return None
    text = sentence.text[relative.end() :]
    told = phrases["tells"].search(text[: _clause_end(sentence, text)])
    return _clean(sentence, text[: told.start()], bare=False) if told else None


def _after_adjectives(sentence: Sentence, index: int) -> int | None:
    """The place behind "más larga", adjectives that follow the word "series"; None without."""
    place = None
    for word in sentence.words[index : index + MOST_ADJECTIVES]:
        if not sentence.says("adjectives", word):
            break
        place = word.end
    return place


def _after_count(sentence: Sentence, index: int) -> int | None:
    """The place behind "of four (posts)" that begins with word ``index``; None without it."""
    counted = None
    for place, word in enumerate(sentence.words[index : index + 4], index):
        if word.role & (KINDS | PIECES | PLURALS) and place > index:
            return word.end
        if not (word.number or sentence.says("of", word) or word.role & FILLERS):
            return counted
        counted = word.end if word.number and place > index else None
    return counted


def _name_before(sentence: Sentence, noun: int) -> str | None:
    """The name in "of the NAME series", "NAME series, part 2"."""
    number = sentence.number
    inside = number is not None and number.after <= noun
    first = number.after if number and inside else 0
    start = 0 if number and not inside else None
    for index in range(first, noun):
        if sentence.says("articles", sentence.words[index]):
            start = index + 1
    if start is None or start >= noun:
        return None
    return _clean(
        sentence, sentence.text[sentence.words[start].start : sentence.words[noun].start], bare=True
    )


def _name_without_noun(sentence: Sentence) -> str | None:
    """The name in "part 2 of the NAME"."""
    if sentence.number is None:
        return None
    words = sentence.words[sentence.number.after : sentence.number.after + 3]
    named = _name_of_line(sentence) or _name_behind_count(sentence) or _marked_behind_of(sentence)
    if named:
        return named
    if len(words) < 2 or not (sentence.says("of", words[0]) or words[0].role & FILLERS):
        return None
    counted = any(word.number is not None for word in words[1:])
    if not sentence.says("articles", words[1]) or (counted and len(words) > 2):
        return None
    return _clean(sentence, _clause(sentence, words[1].end), bare=True)


def _name_of_line(sentence: Sentence) -> str | None:
    """The name in "NAME, part 2 of 4", all of a line."""
    number = sentence.number
    if number is None or not number.first or not of_number(sentence, number.after):
        return None
    before = sentence.text[: sentence.words[number.first].start]
    end = _NAME_END.search(before)
    return _clean(sentence, before[: end.start()], bare=False) if end else None


def _name_behind_count(sentence: Sentence) -> str | None:
    """The name in "the first of three posts about NAME", "part 3/7 of NAME"."""
    assert sentence.number is not None
    index = sentence.number.after
    total = of_number(sentence, index)
    if total is None:
        return None
    words = sentence.words[index : index + 4]
    counted = next((w for w in words if w.role & (KINDS | PIECES | PLURALS)), None)
    place = counted.end if counted else next(w.end for w in words if w.number)
    place += len(sentence.text[place:]) - len(sentence.text[place:].lstrip())
    named = sentence.vocabulary.phrases["named"].match(sentence.text, place)
    name = _clean(sentence, _clause(sentence, named.end()), bare=False) if named else None
    sure = counted is not None or (name or "")[:1].isupper()
    return name if sure else None


def _marked_behind_of(sentence: Sentence) -> str | None:
    """The name in "part 2 of [NAME]"; "the second part of [TITLE]" leads to the first."""
    number = sentence.number
    if number is None or sentence.words[number.first].ordinal:
        return None
    of = sentence.words[number.after : number.after + 1]
    if not of or not sentence.says("of", of[0]):
        return None
    for start, end in sorted(sentence.spans):
        if start > of[0].end and not sentence.text[of[0].end : start].strip(_AROUND_NAME):
            return _clean(sentence, sentence.text[start:end], bare=False)
    return None


def _clause(sentence: Sentence, start: int) -> str:
    """The text from ``start`` to the end of its clause."""
    text = sentence.text[start:].lstrip()
    if sentence.vocabulary.phrases["asks"].match(text) and text[:1].islower():
        return ""  # "a series on how we …": a sentence, no name
    if reference := _REFERENCE.match(text):
        return reference[1]
    text = text[: _clause_end(sentence, text)]
    ends = sentence.vocabulary.phrases["name_ends"].search(text)
    return text[: ends.start()] if ends and ends.start() else text


def _clause_end(sentence: Sentence, text: str) -> int:
    """Where the first clause of ``text`` ends; "A, B and C" and "A, B, and C" are one."""
    asides = {found.end() for found in _ASIDE.finditer(text)}
    ends = [end for end in CLAUSE_END.finditer(text) if end.end() not in asides]
    places = [*(end.start() for end in ends), len(text)]
    for index, (start, after) in enumerate(pairwise(places)):
        if not _COMMA.match(text, start):
            return places[0] if index else start
        if _closes_enumeration(sentence, text[start + 1 : after], index):
            return after
    return places[0]


def _closes_enumeration(sentence: Sentence, item: str, commas: int) -> bool:
    """Tell whether an item behind a comma is the last: "B and C", or "and C" after two."""
    words = sentence.vocabulary.words(item)
    return any(
        sentence.says("and", word) and (place or commas) and place + 1 < len(words)
        for place, word in enumerate(words[: MOST_ITEM_WORDS + 1])
    )


def _clean(sentence: Sentence, name: str, *, bare: bool) -> str | None:
    """The name, if ``bare`` without articles and adjectives; None when nothing is left."""
    parts = name.strip(_AROUND_NAME).split()
    while bare and parts and _is_filler(sentence, parts[0]):
        parts = parts[1:]
    if len(parts) > 1 and _is_noun(sentence, parts[-1]) and not _ends_before(sentence, parts[-2]):
        parts = parts[:-1]
    name = " ".join(parts).strip(_AROUND_NAME)
    words = sentence.vocabulary.words(name)
    general = all(
        word.role & (KINDS | PIECES | PLURALS | FILLERS | SERIES)
        or (word.number is not None and not word.text.isdecimal())
        or sentence.says("of", word)
        or sentence.says("adjectives", word)
        for word in words
    )
    return None if general or len(name) > LONGEST_NAME else name


def _is_noun(sentence: Sentence, part: str) -> bool:
    return any(word.role & SERIES for word in sentence.vocabulary.words(part))


def _ends_before(sentence: Sentence, part: str) -> bool:
    """Tell whether "series" belongs to a name: "NAME: the series" is one, "the NAME series" not."""
    words = sentence.vocabulary.words(part)
    return not words or all(sentence.says("articles", word) for word in words)


def _is_filler(sentence: Sentence, part: str) -> bool:
    words = sentence.vocabulary.words(part)
    if not words or any(sentence.says(phrase, words[0]) for phrase in ("articles", "adjectives")):
        return len(words) <= 1 or words[0].number is not None
    total = any(letters in words[0].text for letters in TOTAL_IN_WORD)
    return words[0].number is not None and (len(words) > 1 or total)
