"""A name that stands out: quoted, linked or emphasised, at or behind the word "series"."""

from __future__ import annotations

from collections.abc import Iterator

from pelican_safespace.navigation.clauses import CLAUSE_END
from pelican_safespace.navigation.clean_names import clean_name
from pelican_safespace.navigation.labels import has_no_title, linked_number
from pelican_safespace.navigation.quotes import quotations
from pelican_safespace.navigation.sentence import Sentence, Span
from pelican_safespace.navigation.words import COLONS, Word

_POSSESSIVE = ("'s", "’s")
MOST_BETWEEN = 400  # characters from "series" to its name
MOST_BEFORE_LINK = 10  # words between "series" and a link that is its name
MOST_BEFORE_LINKED_NAME = 2  # the same where it is linked: "of visits hosted by [NAME]"
MOST_BEFORE_NAME = 1  # words we do not know, between "series" and its name
LEAST_IN_CLAUSE = 3  # words of "where we visit", before a link that is in this clause
LONGEST_WORD = 30  # characters of text behind a word that are looked at
MOST_BEHIND_NAME = 2  # words between the name and "series": "NAME community series"


def marked_name(sentence: Sentence, noun: int) -> str | None:
    """A name in quotes, linked or emphasised, at or behind the word "series"."""
    for start, end in _marked(sentence, noun):
        if end - start < len(sentence.text) * 0.8:
            name = clean_name(sentence, sentence.text[start:end], bare=False)
            words = sentence.vocabulary.words(name or "")
            labels = has_no_title(words) and any(word.direction for word in words)
            if name and name.endswith(_POSSESSIVE):
                continue  # "on [Kim's] [BOOK]"
            if name and not name.isdecimal() and linked_number(name, words) is None and not labels:
                return name
    return None


def _marked(sentence: Sentence, noun: int) -> Iterator[Span]:
    word = sentence.words[noun]
    numbered = sentence.words[sentence.number.after - 1].end if sentence.number else word.start
    for start, end in quotations(sentence.text):
        behind = start >= word.end and _leads_to(sentence, word.end, start)
        beside = start < word.end and (
            start >= min(numbered, word.start) or _leads_on(sentence, end, word.start)
        )
        if behind or beside:
            yield start, end
    for start, end in sorted(sentence.spans):
        if _is_stressed(sentence, start, end) or _begins_with_noun(sentence, word, start, end):
            continue
        if sentence.number and start <= sentence.words[sentence.number.first].start < end:
            continue  # "the **third and last part** of the series"
        before = [one for one in sentence.words[:noun] if one.end <= start]
        led = bool(before) and sentence.says("articles", before[-1]) and start >= numbered
        if start >= word.end:
            if _leads_to(sentence, word.end, start):
                yield start, end
        elif end >= word.start - 3 or led or _leads_on(sentence, end, word.start):
            yield start, end


def _is_stressed(sentence: Sentence, start: int, end: int) -> bool:
    """Tell the adjective in "for **small** rooms" from "about *grief*" and "the [small] series"."""
    linked = any(first == start for first, _ in sentence.links)
    behind = sentence.vocabulary.words(sentence.text[end : end + LONGEST_WORD])
    goes_on = sentence.text[end : end + 1] == " " and bool(behind) and not behind[0].role
    plain = bool(behind) and not sentence.is_plain(behind[0])
    word = sentence.text[start:end]
    return not linked and word.isalpha() and word.islower() and goes_on and plain


def _begins_with_noun(sentence: Sentence, noun: Word, start: int, end: int) -> bool:
    """Tell "**Series: NAME**" and "[series on NAME](…)", of which only the rest is a name."""
    if not start <= noun.start < end:
        return False
    named = sentence.vocabulary.phrases["named"].match(sentence.text, noun.end + 1)
    led = named is not None and named.end() < end and start == noun.start
    return led or sentence.text[noun.end : noun.end + 1] in COLONS


def _leads_to(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a name may follow the words behind "series": ", to be read here: "."""
    if end - start > MOST_BETWEEN:
        return False
    gap = sentence.text[start:end]
    if gap.count("(") > gap.count(")") and sentence.vocabulary.words(gap[: gap.index("(")]):
        return False  # "a series on NAME (the first post is [TITLE])"
    linked = any(place == end for place, _ in sentence.links)
    if not linked and gap.startswith(",") and sentence.text[end].islower():
        return False  # "the first part of this series, you may hear “lamp” and"
    if linked and "," in gap and sentence.vocabulary.words(gap[gap.index(",") :]):
        return False  # "in the NAME series, after [TITLE]"
    if linked and sentence.vocabulary.phrases["began"].match(sentence.text, end):
        return False  # "a series that I [began last week](…)"
    if linked and sentence.vocabulary.phrases["begins"].search(gap):
        return False  # "the series that began with [TITLE]"
    if linked and ":" in gap and sum(first >= end for first, _ in sentence.links) > 1:
        return False  # "a series of four: [A], B, [C]"
    between = [word for word in sentence.words if start <= word.start < end]
    if ";" in gap:
        return False  # "a series on rest; **I must read them**"
    if between and gap.lstrip(" *_").startswith(COLONS):
        return False  # "Series: NAME", "Author: …" below it
    if linked and len(between) >= LEAST_IN_CLAUSE and _opens_clause(sentence, between[0].start):
        return False  # "a series where we visit [a garden]"
    unknown = [word for word in between if not (word.role or word.number)]
    near = len(between) <= MOST_BEFORE_LINK
    named = [*sentence.vocabulary.phrases["named"].finditer(sentence.text, start, end)]
    known = {
        word for found in named for word in unknown if found.start() <= word.start < found.end()
    }
    said = [word for word in unknown if word not in known and not sentence.is_plain(word)]
    if linked and near and not CLAUSE_END.search(sentence.text, start, end):
        # "of evening visits by the team on our [NAME]"
        last = [word for word in said if word.start >= named[-1].end()] if named else said
        return len(last) <= MOST_BEFORE_LINKED_NAME
    return len(said) <= MOST_BEFORE_NAME


def _opens_clause(sentence: Sentence, start: int) -> bool:
    """Tell "where we visit" from "that explores", behind which the name comes."""
    phrases = sentence.vocabulary.phrases
    return bool(
        phrases["name_ends"].match(sentence.text, start)
        and not phrases["named"].match(sentence.text, start)
    )


def _leads_on(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether only a word or two stand from a name to "series": "NAME community series"."""
    between = [word for word in sentence.words if start <= word.start < end]
    return len(between) <= MOST_BEHIND_NAME and not CLAUSE_END.search(sentence.text, start, end)
