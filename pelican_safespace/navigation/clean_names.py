"""A name without what does not belong to it: marks around it, articles, the word "series"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pelican_safespace.navigation.counting import TOTAL_IN_WORD
from pelican_safespace.navigation.quotes import quotations
from pelican_safespace.navigation.sentence import Sentence
from pelican_safespace.navigation.words import COLONS, FILLERS, KINDS, PIECES, PLURALS, SERIES, Word

LONGEST_NAME = 120
LONGEST_TITLED = 7  # words of a title, or of a sentence that is only a series' name
LONG_WORD = 4  # letters of a word that has a capital in a title
# A shortcode behind it, or no name at all.
_CODE = re.compile(r"\{\{[<%]|^\s*(?:=\s|\{[{%])")
_SYMBOLS = re.compile(r"(?:\s*[\u2190-\u21ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])+$")
AROUND_NAME = " \t\n\"'“”„‘’«».,;:()[]*_-–—|\u00a0"


def clean_name(sentence: Sentence, name: str, *, bare: bool) -> str | None:
    """The name, if ``bare`` without articles and adjectives; None when nothing is left."""
    name = _CODE.split(name, maxsplit=1)[0]
    parts = _quoted(sentence, name).strip(AROUND_NAME).split()
    while bare and parts and (is_filler(sentence, parts[0]) or _is_total(sentence, parts)):
        parts = parts[1 + _is_total(sentence, parts) :]
    if len(parts) > 1 and _is_noun(sentence, parts[-1]) and not _ends_before(sentence, parts[-2]):
        parts = parts[:-1]
    while bare and len(parts) > 1 and parts[-1].islower() and _is_kind(sentence, parts[-1]):
        parts = parts[:-1]  # "my NAME post series"
    joins = bool(parts) and len(parts[0]) > 1 and parts[0].islower()  # not the "O" of "O luto"
    if joins and sentence.vocabulary.phrases["and"].fullmatch(parts[0]):
        return None  # "a series introducing and explaining rest"
    if len(parts) > 1 and _is_noun(sentence, parts[1]) and _ends_before(sentence, parts[0]):
        return None  # "the series that was begun last month"
    if bare and len(parts) > 1 and parts[0].endswith(COLONS):
        parts = parts[1:]  # "Part of: NAME series"
    whole, name = name, _SYMBOLS.sub("", " ".join(parts)).strip(AROUND_NAME)
    if name.count("(") > name.count(")"):
        # "on Rest (RST)" has lost its bracket; "on rest ([first], …" has one too many
        name = f"{name})" if f"{name})" in whole else name[: name.rindex("(")].rstrip()
    elif name and f"{name}()" in sentence.text:
        name += "()"  # of a program
    words = sentence.vocabulary.words(name)
    general = all(
        word.role & (KINDS | PIECES | PLURALS | FILLERS | SERIES)
        or (word.number is not None and not word.text.isdecimal())
        or _counts(words, place)
        or sentence.says("of", word)
        or sentence.says("articles", word)
        or sentence.says("adjectives", word)
        for place, word in enumerate(words)
    )
    return None if general or len(name) > LONGEST_NAME else name


def _quoted(sentence: Sentence, name: str) -> str:
    """The NAME of "the book “NAME”", in which other words lead up to it, and of "“NAME” posts".

    And of "“NAME” webinar series".
    """
    name = name.strip()
    quoted = [*quotations(name)]
    if len(quoted) != 1:
        return name
    ((start, end),) = quoted
    behind = sentence.vocabulary.words(name, end)
    kind = len(behind) == 1 and name[behind[0].start].islower()
    posts = start <= 1 and kind
    return name[start:end] if posts or (start > 1 and end >= len(name) - 1) else name


def _is_total(sentence: Sentence, parts: Sequence[str]) -> bool:
    """Tell "three part", with which a name is led up to: "the three part NAME series"."""
    words = sentence.vocabulary.words(" ".join(parts[:2]))
    if len(parts) <= 2 or len(words) != 2 or words[0].number is None:
        return False
    return not words[0].ordinal and sentence.says("parts", words[1])


def _counts(words: Sequence[Word], place: int) -> bool:
    """Tell the number in "10 part", which says how many there are."""
    behind = words[place + 1 : place + 2]
    return words[place].text.isdecimal() and bool(behind and behind[0].role & (KINDS | PLURALS))


def _is_kind(sentence: Sentence, part: str) -> bool:
    """Tell "post" and "article", which say what a series is made of, from a name's last word."""
    words = sentence.vocabulary.words(part)
    kind = len(words) == 1 and bool(words[0].role & KINDS) and not sentence.says("parts", words[0])
    place = kind and sentence.says("places", words[0])
    return kind and not place and sentence.says("adjectives", words[0])


def _is_noun(sentence: Sentence, part: str) -> bool:
    return any(word.role & SERIES for word in sentence.vocabulary.words(part))


def _ends_before(sentence: Sentence, part: str) -> bool:
    """Tell whether "series" belongs to a name: "NAME: the series" is one, "the NAME series" not."""
    words = sentence.vocabulary.words(part)
    return not words or all(sentence.says("articles", word) for word in words)


def is_filler(sentence: Sentence, part: str) -> bool:
    words = sentence.vocabulary.words(part)
    if not words or sentence.says_any(("articles", "adjectives"), words[0]):
        plain = all(sentence.says_any(("articles", "adjectives"), word) for word in words)
        return plain or words[0].number is not None  # "multi-part"
    total = any(letters in words[0].text for letters in TOTAL_IN_WORD)
    return words[0].number is not None and (len(words) > 1 or total)


def is_capital_name(text: str) -> bool:
    """Tell "Quiet Rooms Walk" from "Rest" and from the rest of a sentence."""
    return " " in text and is_all_capital(text)


def is_all_capital(text: str) -> bool:
    """Tell a title, all of whose longer words have capitals, from the rest of a sentence."""
    words = text.split()
    long = [word for word in words if len(word) >= LONG_WORD]
    capital = bool(long) and all(word[0].isupper() for word in (words[0], *long))
    return capital and len(words) <= LONGEST_TITLED and "," not in text
