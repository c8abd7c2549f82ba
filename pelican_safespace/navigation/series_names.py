"""What a sentence calls its series: "a series on NAME", "of the NAME series", "part 2 of NAME"."""

from __future__ import annotations

import re

from pelican_safespace.navigation.clauses import COMMA, clause, clause_end
from pelican_safespace.navigation.clean_names import (
    LONGEST_TITLED,
    clean_name,
    is_all_capital,
    is_filler,
)
from pelican_safespace.navigation.counted_names import name_without_noun
from pelican_safespace.navigation.labels import linked_number
from pelican_safespace.navigation.marked_names import marked_name
from pelican_safespace.navigation.quotes import QUOTES
from pelican_safespace.navigation.sentence import Sentence
from pelican_safespace.navigation.words import FILLERS, KINDS, PIECES, PLURALS, SERIES, Vocabulary

LONGEST_QUESTION = 11  # words of "how we made the house a better place for all of us"
MOST_ADJECTIVES = 2
MOST_WITHOUT_ARTICLE = 5  # words from "of" to "series" in "of quiet bedroom build series"


_TELLING = re.compile(  # "a series I've been writing about"
    r"(?:I|we)(?:['’]\w+)?\s+(?:(?:am|are|have|been|started|recently)\s+)*(?:\w+ing\s+|wrote\s+|)"
)
_BAR = re.compile(r"\s[|·•]\s")  # "For: the Weekly | NAME Series"
_COLON = re.compile(r"\s*[:：]\s*")


def name_of(sentence: Sentence) -> str | None:
    """What the series is called; None where nothing says so."""
    name = _name_of(sentence)
    # "a series describing how the Quiet House is working towards …" says more than a name.
    asks = sentence.vocabulary.phrases["asks"].match(name) if name else None
    return None if asks and len((name or "").split()) > LONGEST_QUESTION else name


def _name_of(sentence: Sentence) -> str | None:
    if sentence.noun is None:
        return name_without_noun(sentence)
    if COMMA.match(sentence.text, sentence.words[sentence.noun].end) and (
        named := _name_before(sentence, sentence.noun)
    ):
        return named  # "in the NAME series, introducing **X**"
    marked, after = marked_name(sentence, sentence.noun), _name_after(sentence, sentence.noun)
    if marked and after and after.endswith(marked) and not _is_quoted(after, marked):
        marked = after  # "a series on the Future of [Rest]"
    if marked and after and _goes_on(sentence, after.removeprefix(marked)):
        marked = after  # "a series on [Rest] and Sleep"
    if marked and after and marked in after and sentence.vocabulary.phrases["asks"].match(after):
        marked = after[: after.index(marked) + len(marked)]  # "about how I mended [a lamp], a"
    before = _name_before(sentence, sentence.noun)
    if marked and before and before != before.lower() and _is_far(sentence, marked):
        marked = before  # "my Quiet Rooms series based on Kim's [book]"
    return _apposed_name(sentence, sentence.noun) or marked or after or before


def _is_far(sentence: Sentence, marked: str) -> bool:
    """Tell a link that words we do not know lead to, behind the word "series"."""
    assert sentence.noun is not None
    place = sentence.words[sentence.noun].end
    start = next((a for a, b in sentence.links if marked in sentence.text[a:b]), place)
    between = [word for word in sentence.words if place <= word.start < start]
    unknown = [word for word in between if not (word.role or sentence.is_plain(word))]
    named = sentence.vocabulary.phrases["named"]
    return bool(unknown) and not named.match(sentence.text, between[0].start)


def _goes_on(sentence: Sentence, rest: str) -> bool:
    """Tell " and Sleep", behind what is set apart of a name."""
    words = sentence.vocabulary.words(rest)
    joined = len(words) > 1 and rest[:1] == " " and sentence.says("and", words[0])
    return joined and rest[words[1].start].isupper()


def _is_quoted(after: str, marked: str) -> bool:
    """Tell the name in "serie de entrevistas “NAME”"."""
    return after.removesuffix(marked)[-1:] in {*QUOTES}


def titled(text: str, vocabulary: Vocabulary) -> str | None:
    """The name in "Series NAME." or "NAME series:", a few words above or before a statement."""
    words = vocabulary.words(text)
    if not 1 < len(words) <= LONGEST_TITLED:
        return None
    sentence = Sentence(text, words, (), vocabulary, 0)
    if words[0].role & SERIES:
        return clean_name(sentence, text[words[0].end :], bare=False)
    if words[-1].role & SERIES:
        return clean_name(sentence, text[: words[-1].start], bare=True)
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
    known = all(is_filler(sentence, word.text) or word.role or word.number for word in behind)
    apposed = behind and known and sentence.says("articles", behind[0])
    return clean_name(sentence, sentence.text[of.end : comma], bare=False) if apposed else None


def _name_after(sentence: Sentence, noun: int) -> str | None:
    """The name in "series on NAME", "series: NAME", "Serie NAME", "series of posts on NAME"."""
    place = sentence.words[noun].end
    if colon := _COLON.match(sentence.text, place):
        if _lists_links(sentence, colon.end()):
            return None  # "the other posts in the series: [A], [B]"
        whole = next((end for start, end in sentence.spans if start == colon.end()), None)
        name = (
            sentence.text[colon.end() : whole] if whole else _before_number(sentence, colon.end())
        )
        if whole and linked_number(name, sentence.vocabulary.words(name)) is not None:
            return None  # "the second part of the series: [part 1]"
        return clean_name(sentence, name, bare=False)
    place = _after_adjectives(sentence, noun + 1) or place
    place = _after_count(sentence, noun + 1) or place
    rest = place + len(sentence.text[place:]) - len(sentence.text[place:].lstrip())
    if rest == place:
        return _name_in_relative_clause(sentence, place)
    named = sentence.vocabulary.phrases["named"].match(sentence.text, rest)
    if named:
        # "posts about on NAME", with a word too many
        again = sentence.vocabulary.phrases["named"].match(sentence.text, named.end() + 1)
        end = again.end() if again else named.end()
        colon = _COLON.match(sentence.text, end)
        return clean_name(sentence, clause(sentence, colon.end() if colon else end), bare=False)
    if told := _TELLING.match(sentence.text, rest):
        subject = sentence.vocabulary.phrases["named"].match(sentence.text, told.end())
        name = clause(sentence, subject.end()) if subject else ""
        return clean_name(sentence, name, bare=False)
    rest += sentence.text[rest : rest + 1] in {*QUOTES}  # that nothing closes
    if sentence.text[rest : rest + 1].isupper():
        return clean_name(sentence, _before_button(sentence, rest), bare=False)
    return None


def _lists_links(sentence: Sentence, start: int) -> bool:
    """Tell links side by side from "[NAME] and contains parts of my book [TITLE]"."""
    links = sorted(one for one in sentence.links if one[0] >= start)
    if len(links) < 2:
        return False
    (_, end), (other, _) = links[:2]
    between = [word for word in sentence.words if end <= word.start < other]
    return all(word.role or word.number or sentence.is_plain(word) for word in between)


def _before_button(sentence: Sentence, start: int) -> str:
    """The name that ends at the latest where a link is put right behind it: "NAME[Next](…)"."""
    name = clause(sentence, start)
    places = (first - start for first, _ in sentence.links if start < first < start + len(name))
    glued = (place for place in places if name[place - 1].isalnum())
    return name[: min(glued, default=len(name))]


def _before_number(sentence: Sentence, start: int) -> str:
    """The NAME of "Series: NAME (Part 2 of 4)", which ends with the number at the latest."""
    name, number = clause(sentence, start), sentence.number
    if number and sentence.words[number.first].start == start:
        return ""  # "NAME series: part 2 of 4"
    end = sentence.words[number.first].start if number else start
    if number and sentence.text[:end].rstrip().endswith(("#", "№")):
        return sentence.text[start:end].rstrip(" #№")  # "Series: NAME #2"
    bracket = max(sentence.text.rfind(mark, start, end) for mark in "(（")
    return sentence.text[start:bracket] if start < bracket <= start + len(name) else name


def _name_in_relative_clause(sentence: Sentence, place: int) -> str | None:
    """The name in "Serie, die NAME behandelt", "series, which explores NAME"."""
    comma = COMMA.match(sentence.text, place)
    if comma is None:
        return None
    phrases = sentence.vocabulary.phrases
    named = phrases["named"].match(sentence.text, comma.end())
    if named and " " in named[0]:
        return clean_name(sentence, clause(sentence, named.end()), bare=False)
    # "in our four-part series, Quiet Rooms, written in May."
    rest = sentence.text[comma.end() :].partition(",")[0].rstrip(" .!*_")
    if is_all_capital(rest):
        return clean_name(sentence, rest, bare=False)
    relative = phrases["relative"].match(sentence.text, comma.end())
    if relative is None:
        return None
    text = sentence.text[relative.end() :]
    told = phrases["tells"].search(text[: clause_end(sentence, text)])
    return clean_name(sentence, text[: told.start()], bare=False) if told else None


def _after_adjectives(sentence: Sentence, index: int) -> int | None:
    """The place behind "más larga", adjectives that follow the word "series"; None without."""
    place = None
    for word in sentence.words[index : index + MOST_ADJECTIVES]:
        if not sentence.says("adjectives", word):
            break
        place = word.end
    return place


def _after_count(sentence: Sentence, index: int) -> int | None:
    """The place behind "of four (related posts)", from word ``index``; None without it."""
    counted = None
    for place, word in enumerate(sentence.words[index : index + 4], index):
        article = word.role & FILLERS and not word.role & PLURALS  # "les" is a lesson in Dutch
        if word.role & (KINDS | PIECES | PLURALS) and place > index and not article:
            behind = sentence.words[place + 1 : place + 2]  # "of blog posts"
            return max([word.end, *(one.end for one in behind if one.role & PLURALS)])
        if not (word.number or sentence.is_plain(word) or word.role & FILLERS):
            return counted
        counted = word.end if word.number and place > index else counted
    return counted


def _name_before(sentence: Sentence, noun: int) -> str | None:
    """The name in "of the NAME series", "NAME series, part 2"."""
    number = sentence.number
    inside = number is not None and number.after <= noun
    part = None if number else _after_part_of(sentence, noun)
    first = number.after if number and inside else part or 0
    start = 0 if number and not inside else None
    for index in range(first, noun):
        # "the third post of the Walk of the Month series", "Part of the Walk of the Month series"
        named = (inside or part) and start is not None and _begins_name(sentence, start)
        if sentence.says("articles", sentence.words[index]) and not named:
            start = index + 1
    if inside and start is None and first and first < noun and _is_set_apart(sentence, first):
        start = first  # "Part 7 | NAME series"
    of = sentence.words[first] if inside and start is None and first < noun else None
    if of and sentence.says("of", of) and noun - first <= MOST_WITHOUT_ARTICLE:
        start = first + 1  # "part 3 of bicycle build series"
    if start is None or start >= noun:
        return None
    begin = sentence.words[start].start
    begin -= sentence.text[max(begin - 1, 0)] in QUOTES
    name = sentence.text[begin : sentence.words[noun].start]
    return clean_name(sentence, _BAR.split(name)[-1], bare=True)


def _after_part_of(sentence: Sentence, noun: int) -> int | None:
    """The word behind "part of", before which no name begins."""
    for index in range(noun - 1, 0, -1):
        belongs = sentence.says("belongs", sentence.words[index - 1])
        if belongs and sentence.says("of", sentence.words[index]):
            return index + 1
    return None


def _is_set_apart(sentence: Sentence, index: int) -> bool:
    gap = sentence.text[sentence.words[index - 1].end : sentence.words[index].start]
    return any(mark in gap for mark in "|·•–—:")


def _begins_name(sentence: Sentence, index: int) -> bool:
    return sentence.text[sentence.words[index].start].isupper()
