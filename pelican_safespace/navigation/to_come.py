"""The next part as running text announces it: "in Part 4 (coming soon), we …"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, pairwise

from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labels import linked_number, part_number
from pelican_safespace.navigation.mentions import BREAK, directed
from pelican_safespace.navigation.sequels import CARRIES, begun
from pelican_safespace.navigation.titles import LONGEST_TITLE, is_title, title_of
from pelican_safespace.navigation.words import (
    FILLERS,
    KINDS,
    NEXT,
    PIECES,
    PREVIOUS,
    SEQUEL,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import Line

MOST_TOLD = 8  # phrases such as "stay tuned for" that are looked at in a line
MOST_TO_SOON = 6  # words behind "Part 3" in "Part 3 is coming soon."
_SETS_APART = (":", "-", "–", "—", "(", ",")
_BEFORE_NAME = " ,:“„\"'«"
MOST_TO_WILL = 8  # words from "[part 2]" to "will": "of this series on rest we will"
MOST_TO_SERIES = 3  # words from "next part" to "series"


def to_come(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """Return the step to the part that a line announces by its number or its title."""
    text = line.text.replace("\n", " ")
    words = vocabulary.words(text)
    first = words[:2]
    for pair in pairwise(words):
        if part_number(text, pair) is not None and _is_soon(
            text, pair[1].end, vocabulary, counted=pair == first and bool(pair[0].role & KINDS)
        ):
            title = text[pair[0].start : pair[1].end]
            return Cell("step", "next", title, labelled=True, in_series=True)
    after = _next_in_series(words)
    return _titled(line, text, after) if after is not None else _named_next(line, text, words)


def led_to(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """Return the step that a line ends with: "We will see it in the next chapter: [TITLE]."."""
    text = line.text.replace("\n", " ")
    start, end, link = line.links[-1]
    if text[end:].strip(" .!…"):
        return None  # "(see my next article: [TITLE])"
    goes_on = vocabulary.leads_to("continues_with", text, 0, start)
    goes_on = goes_on and any(word.role & SERIES for word in vocabulary.words(text, 0, start))
    if goes_on or vocabulary.leads_to("to_be_continued", text, 0, start):
        inner = vocabulary.words(text, start, end)
        plain = all(
            word.role & (KINDS | PIECES | FILLERS) or vocabulary.says("articles", word)
            for word in inner
        )
        title = None if plain else title_of(text[start:end])  # "continued in [another post]"
        return Cell("step", "next", title, link, labelled=True, in_series=True)
    last = vocabulary.words(text, 0, start)[-3:]
    if len(last) < len(("next", "chapter")) or text[last[-1].end : start].strip() != ":":
        return None
    *before, one, other = last
    if not (one.role & NEXT and other.role & (KINDS | PIECES)):
        return None
    if any(vocabulary.phrases["this"].fullmatch(word.text) for word in before):
        return None  # "What I used for this next part: [TITLE]"
    if any(word.number == 1 and not word.ordinal for word in before):
        return None  # "dans un prochain article : [ce que j'utilise]"
    return Cell("step", "next", title_of(text[start:end]), link, labelled=True, in_series=True)


def promised(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """Return the step of "In the [next post](…), we will see", with which a line begins."""
    text = line.text.replace("\n", " ")
    start, end, link = line.links[0]
    words, before = vocabulary.words(text, start, end), vocabulary.words(text, 0, start)
    after = vocabulary.words(text, end)[:MOST_TO_WILL]
    last = after[-1].end if after else end
    led = vocabulary.leads_to("into", text, 0, start)
    led = led or (not before and vocabulary.phrases["into"].match(text, start) is not None)
    will = vocabulary.phrases["will"].search(text, start, last)
    if len(line.links) > 1 or not will or not led or len(before) > len(("in", "the")):
        return None
    found = directed(words, vocabulary)
    known = all(word.role or word.number for word in words)
    part = linked_number(text, words)
    if not known or (found[1] != "next" if found else part is None):
        return None
    title = title_of(text[start:end]) if part is not None else None
    return Cell("step", "next", title, link, labelled=True, in_series=True)


def announced(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """Return the label that "In the next part of this series, we …" is for a link below it.

    ``soon`` says that it is one of running text, behind which anything may be linked.
    """
    words = vocabulary.words(line.text.replace("\n", " "))
    if line.links or _next_in_series(words) is None:
        return None
    return Cell("label", "next", in_series=True, soon=True)


def continued(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """Return the step to the part of "To be continued in part 2: TITLE", all of a line.

    Or the one before of "Continued from part 2".
    """
    text = line.text.replace("\n", " ")
    words = vocabulary.words(text)
    for phrase, direction in CARRIES.items():
        end = begun(phrase, text, words, vocabulary)
        part = [word for word in words if end is not None and word.start >= end][:2]
        if part and part_number(text, part) is not None and len(text) <= LONGEST_TITLE:
            behind = text[part[1].end :].strip(" .…0123456789")  # "part 1.2"
            if behind and not behind.startswith(_SETS_APART):
                continue  # "This letter picks up where Part 1 left off."
            title = title_of(text[part[0].start :]).rstrip(".…")
            link = line.links[0][2] if line.linked == [(0, len(text))] else None
            return Cell("step", direction, title, link, labelled=True, in_series=True)
    return _sequel_of(text, words, vocabulary)


def _sequel_of(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> Cell | None:
    """The step to the article of "This is a sequel to my previous article TITLE."."""
    start = words[0].start if words else 0
    if len(text) > LONGEST_TITLE or vocabulary.phrases["this"].match(text, start) is None:
        return None
    sequels = [place for place, word in enumerate(words) if word.role & SEQUEL]
    for place, (one, other) in enumerate(pairwise(words)):
        if not (sequels and sequels[0] < place and one.role & PREVIOUS and other.role & KINDS):
            continue
        plain = all(word.role or vocabulary.says("of", word) for word in words[sequels[0] : place])
        title = text[other.end :].strip(_BEFORE_NAME + "”»")
        if plain and title[:1].isupper() and is_title(title):
            return Cell("step", "previous", title_of(title.removesuffix(".")), labelled=True)
    return None


def awaited_part(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """Return the step to the part of "Stay tuned for part 2, where we …", the last of a line."""
    text = line.text.replace("\n", " ")
    begins = [0, *(found.end() for found in BREAK.finditer(text))]
    for found in islice(vocabulary.phrases["awaits"].finditer(text), MOST_TOLD):
        led = max(place for place in begins if place <= found.start())
        part = vocabulary.words(text, found.end())[:2]
        if vocabulary.words(text, led, found.start()) or part_number(text, part) is None:
            continue
        if not text[found.end() : part[0].start].strip(_BEFORE_NAME):
            title = text[part[0].start : part[1].end]
            return Cell("step", "next", title, labelled=True, in_series=True)
    return None


def _is_soon(text: str, place: int, vocabulary: Vocabulary, *, counted: bool) -> bool:
    """Tell whether "(coming soon)" stands there; behind what is a part, also without brackets."""
    opening = text[place:].lstrip()
    if not opening.startswith(("(", "[")):
        return counted and _ends_soon(text, place, vocabulary)
    inside = opening[1:].replace("]", ")").partition(")")[0]
    return vocabulary.phrases["nothing"].fullmatch(inside.strip()) is not None


def _ends_soon(text: str, place: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the text ends there with "is coming soon."."""
    words = vocabulary.words(text, place)
    if not 0 < len(words) <= MOST_TO_SOON:
        return False
    nothing = vocabulary.phrases["nothing"]
    for word in words:
        if nothing.fullmatch(text[word.start : words[-1].end]):
            return True
        if not word.role & FILLERS:
            return False
    return False


def _next_in_series(words: tuple[Word, ...]) -> int | None:
    """Where "in the next part of the series" ends, if the line says that; else None."""
    for place, (one, other) in enumerate(pairwise(words)):
        if one.role & NEXT and other.role & KINDS:
            for word in words[place + 2 : place + 3 + MOST_TO_SERIES]:
                if word.role & SERIES:
                    return word.end
                if not word.role & FILLERS:
                    break
    return None


def _named_next(line: Line, text: str, words: tuple[Word, ...]) -> Cell | None:
    """The step to what is emphasised right behind it: "In our next article, **TITLE**, we …"."""
    marks = sorted(line.marks)
    for one, other in pairwise(words):
        if one.role & NEXT and other.role & KINDS:
            first = bisect_left(marks, (other.end, 0))
            for start, end in marks[first : first + 1]:
                title = title_of(text[start:end].strip(_BEFORE_NAME + "”»"))
                near = not text[other.end : start].strip(_BEFORE_NAME)
                if near and " " in title and is_title(title) and not title[0].islower():
                    return Cell("step", "next", title, labelled=True, in_series=True)
    return None


def _titled(line: Line, text: str, after: int) -> Cell | None:
    """The step to what is emphasised behind a colon: "In the next part we …: **TITLE**"."""
    for start, end in line.marks:
        announced = start > after and text[after:start].rstrip().endswith(":")
        if announced and is_title(text[start:end]) and not text[start].islower():
            return Cell("step", "next", title_of(text[start:end]), labelled=True, in_series=True)
    return None
