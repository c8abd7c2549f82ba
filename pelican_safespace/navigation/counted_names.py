"""The name in a sentence without the word "series": "part 2 of the NAME", "NAME, part 2 of 4"."""

from __future__ import annotations

import re

from pelican_safespace.navigation.clauses import clause
from pelican_safespace.navigation.clean_names import (
    AROUND_NAME,
    clean_name,
    is_all_capital,
    is_capital_name,
)
from pelican_safespace.navigation.counting import is_of_several, of_number
from pelican_safespace.navigation.quotes import quotations
from pelican_safespace.navigation.sentence import Sentence, Span
from pelican_safespace.navigation.title_numbers import title_number
from pelican_safespace.navigation.words import FILLERS, KINDS, LETTER, PIECES, PLURALS, Word

INSTALMENTS = ("parts", "instalments")
"""Lists of what belongs to a series even where nothing says "series"."""

_NAME_END = re.compile(r"\s*[,:：|(–—·•-]+[”\"»’]?\s*$")


def name_without_noun(sentence: Sentence) -> str | None:
    """The name in "part 2 of the NAME"."""
    if sentence.number is None:
        return None
    words = sentence.words[sentence.number.after : sentence.number.after + 3]
    named = _name_of_line(sentence) or _name_behind_count(sentence) or _marked_behind_of(sentence)
    if named:
        return named
    if len(words) < 2 or not (sentence.says("of", words[0]) or words[0].role & FILLERS):
        return None
    if title := _title_behind_of(sentence):
        return clean_name(sentence, title, bare=False)
    counted = any(word.number is not None for word in words[1:])
    if not sentence.says("articles", words[1]) or (counted and len(words) > 2):
        return None
    if is_of_title(sentence):
        return None
    if len(words) > 2 and (quoted := _quoted_behind(sentence, words[2])):
        return clean_name(sentence, quoted, bare=False)  # "of our tutorial “NAME”"
    name = clean_name(sentence, clause(sentence, words[1].end), bare=True)
    about = sentence.vocabulary.phrases["named"].match(name) if name else None
    if name and about:
        name = name[about.end() :].lstrip() or None  # "of a blog about X"
    if name is None or (name.isalpha() and name.islower()):
        return None  # "part 2 of the pipeline"
    return None if is_of_this(sentence) and name[0].islower() else name


def _title_behind_of(sentence: Sentence) -> str | None:
    """The title in "this is lesson 3 of Lamps for a Quiet Room", without an article."""
    assert sentence.number is not None
    of, title = sentence.words[sentence.number.after : sentence.number.after + 2]
    if sentence.words[sentence.number.first].ordinal or not sentence.says("of", of):
        return None
    if not sentence.text[title.start].isupper():
        return None
    said = clause(sentence, title.start)
    return (
        said
        if is_capital_name(said) and _is_said_of_this(sentence, sentence.number.first)
        else None
    )


def is_of_this(sentence: Sentence) -> bool:
    """Tell "the first part of this write-up", which has no name, from "of the NAME"."""
    assert sentence.number is not None
    behind = sentence.words[sentence.number.after : sentence.number.after + 2]
    of_this = len(behind) > 1 and sentence.says("of", behind[0])
    return of_this and sentence.says("this", behind[1])


def is_of_article(sentence: Sentence) -> bool:
    """Tell "Second part of the article.", which has no name either."""
    assert sentence.number is not None
    behind = sentence.words[sentence.number.after :]
    if len(behind) != len(("of", "the", "article")):
        return False
    of, the, kind = behind
    article = bool(kind.role & KINDS) and not sentence.says("books", kind)
    return sentence.says("of", of) and sentence.says("articles", the) and article


def is_of_title(sentence: Sentence) -> bool:
    """Tell "the second part of the post “TITLE (I)”", which is the first part's title."""
    assert sentence.number is not None
    behind = sentence.words[sentence.number.after : sentence.number.after + 3]
    if len(behind) < len(("of", "the", "post")) or not sentence.says("of", behind[0]):
        return False
    quoted = _quoted_behind(sentence, behind[-1])
    return quoted is not None and title_number(quoted, sentence.vocabulary) is not None


def _quoted_behind(sentence: Sentence, kind: Word) -> str | None:
    """What stands in quotation marks right behind "post" or "tutorial"."""
    rest = sentence.text[kind.end :]
    for start, end in quotations(rest) if kind.role & KINDS else ():
        return None if rest[:start].strip(AROUND_NAME) else rest[start:end]
    return None


def _name_of_line(sentence: Sentence) -> str | None:
    """The name in "NAME, part 2 of 4", all of a line."""
    number = sentence.number
    if number is None or not number.first or not of_number(sentence, number.after):
        return None
    before = sentence.text[: sentence.words[number.first].start]
    end = _NAME_END.search(before)
    name = before[: end.start()].rstrip(",.") if end else ""
    if not LETTER.search(sentence.vocabulary.phrases["months"].sub("", name)):
        return None  # "May 2020 · Part 2 of 4"
    return clean_name(sentence, name, bare=False)


def _name_behind_count(sentence: Sentence) -> str | None:
    """The name in "the first of three posts about NAME", "part 3/7 of NAME", "1 of 5 in NAME"."""
    assert sentence.number is not None
    index = sentence.number.after
    total = of_number(sentence, index)
    if total is None and not is_of_several(sentence, index):
        return None
    words = sentence.words[index : index + 4]
    counted = next((w for w in words if w.role & (KINDS | PIECES | PLURALS)), None)
    place = counted.end if counted else next((w.end for w in words if w.number), words[0].end)
    place += len(sentence.text[place:]) - len(sentence.text[place:].lstrip())
    named = sentence.vocabulary.phrases["named"].match(sentence.text, place)
    if named is None:
        within = sentence.vocabulary.phrases["into"].match(sentence.text, place)
        if within is None or not total:
            return None
        start = within.end() + 1
        marked = next((end for first, end in sentence.spans if first == start), None)
        said = sentence.text[start:marked] if marked else clause(sentence, start)
        return clean_name(sentence, said, bare=True) if marked or is_all_capital(said) else None
    name = clean_name(sentence, clause(sentence, named.end()), bare=True)
    sure = counted is not None or (name or "")[:1].isupper()
    return name if sure else None


def is_named_part(sentence: Sentence) -> bool:
    """Tell "Part 2 of [NAME]", all that is said, from "Article 2 of [the law]"."""
    name = _mark_behind_of(sentence)
    return bool(
        name
        and sentence.says_any(INSTALMENTS, sentence.words[0])
        and all(word.start < name[1] for word in sentence.words)
    )


def _marked_behind_of(sentence: Sentence) -> str | None:
    """The name in "part 2 of [NAME]", "of “NAME”"."""
    name = _mark_behind_of(sentence)
    return clean_name(sentence, sentence.text[slice(*name)], bare=False) if name else None


def _mark_behind_of(sentence: Sentence) -> Span | None:
    """Where the name in "part 2 of [NAME]" stands; "second part of [TITLE]" is the first's.

    Behind an article it is a name in capitals: "part 2 of the [Quiet Rooms Thesis]".
    """
    number = sentence.number
    if number is None:
        return None
    ordinal = sentence.words[number.first].ordinal
    of = sentence.words[number.after : number.after + 2]
    if not of or not sentence.says("of", of[0]):
        return None
    ends = [of[0].end, *(word.end for word in of[1:] if sentence.says("articles", word))]
    said = not ordinal and _is_said_of_this(sentence, number.first)
    quoted = quotations(sentence.text) if said else ()
    spans = [one for one in sentence.spans if not (ordinal and one in sentence.links)]
    for start, end in sorted((*quoted, *spans)):
        led = [
            start > place and not sentence.text[place:start].strip(AROUND_NAME) for place in ends
        ]
        if led[0] or (any(led) and is_capital_name(sentence.text[start:end])):
            return start, end
    return None


def _is_said_of_this(sentence: Sentence, first: int) -> bool:
    """Tell "this text is part 2 of" from "is an answer to part 2 of" and "is about part 2 of"."""
    before = sentence.words[:first]
    if before and (this := sentence.vocabulary.phrases["this"].match(sentence.text)):
        before = [word for word in before if word.start >= this.end()]  # "Welcome back to part 2"
    known = all(word.role or word.number for word in before)
    return known and not (before and sentence.says("named", before[-1]))
