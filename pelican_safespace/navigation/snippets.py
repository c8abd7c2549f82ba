"""A line of navigation falls apart into snippets: what one link and the words around it say.

"← A | Home | B →" is three, "Previous: A Next: B" two where A is linked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise

from pelican_safespace.navigation.labels import BACK_ARROWS, ON_ARROWS, part_number, read_label
from pelican_safespace.navigation.words import FILLERS, LETTER, OTHERS, SERIES, Vocabulary, Word
from pelican_safespace.source.lines import LONGEST_LABEL, Line
from pelican_safespace.source.outline import Link

LinkSpan = tuple[int, int, Link]

BACK_ARROW = re.compile(rf"[{BACK_ARROWS}]|<")
ON_ARROW = re.compile(rf"[{ON_ARROWS}]|>")
SEPARATOR = re.compile(r"[|｜•·∙│┃¦‖⋅●◦‧・❘∣\t]")
_SEPARATOR_OR_NEWLINE = re.compile(r"[|｜•·∙│┃¦‖⋅●◦‧・❘∣\t\n]")
_OPENING = re.compile(r"[(\[]")
_BRACKETED = re.compile(r"\s*\[[^\[\]]+\]\s*")
_GLUED = re.compile(r"[a-z][A-Z]")
MOST_LINKS = 40
"""Links of one line that are looked at; with more it is neither navigation nor a sentence."""
MOST_HERE = 4  # words between two links that say where one is: "Chapter 2 of 7"
_STOP = re.compile(r"[.!?]\s+")
_FIELDS = re.compile(r"\s*\w+: [^,:]+(?:,\s+\w+: [^,:]+)+")
# "[A], B (this post), [C]"
_BETWEEN_COMMAS = re.compile(r"\s*,\s*([^,]{2,80}?)\s*,\s*(?:\w{1,3}\s+)?")


@dataclass(frozen=True, slots=True)
class Snippet:
    """The stretch ``start`` to ``end`` of a line's ``text``, with its words and links.

    All places are places in ``text``. ``joints`` are where an inline element starts or ends,
    ``marks`` what is emphasised.
    """

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    links: tuple[LinkSpan, ...]
    joints: Set[int]
    marks: Set[tuple[int, int]]

    @property
    def inner(self) -> str:
        """The snippet's own text."""
        return self.text[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Where its text begins and ends, without the white space around it."""
        inner = self.inner
        return self.end - len(inner.lstrip()), self.start + len(inner.rstrip())

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The snippet's words from ``start`` to ``end``."""
        return tuple(word for word in self.words if start <= word.start < end)


def words_of(line: Line, text: str, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Return the words of a line's ``text``; links side by side are two words, space or not.

    So are elements in a link, where a capital begins the second: "Next" and "Title", and a label
    and title that somebody's copying glued together: "Newer postTitle".
    """
    glued_joints = (
        place
        for place in sorted(line.joints)
        if 0 < place < len(text) and text[place - 1].islower() and text[place].isupper()
    )
    starts = [start for start, _, _ in line.links]
    inside = (
        place
        for place in glued_joints
        if (link := bisect_left(starts, place)) and place < line.links[link - 1][1]
    )
    glued = (place for one in line.links for place in _glued(text, *one[:2], vocabulary))
    places = (place for one in line.links for place in one[:2])
    borders = sorted({0, len(text), *places, *inside, *glued})
    if len(borders) == 2:
        return vocabulary.words(text)
    return tuple(
        word for start, end in pairwise(borders) for word in vocabulary.words(text, start, end)
    )


def _glued(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[int]:
    """Find where the title begins in a link such as "Newer postTitle", if it does."""
    found = _GLUED.search(text, start, min(end, start + LONGEST_LABEL))
    if found is not None:
        place = found.end() - 1
        label = read_label(text, vocabulary.words(text, start, place), {place}, end)
        if label and label.end == place and label.count > 1:
            yield place


def snippets(line: Line, text: str, words: tuple[Word, ...], *, newlines: bool) -> list[Snippet]:
    """Return the snippets of a line, in order.

    ``text`` is the line's, ``words`` its words; a newline in it ends a snippet if ``newlines``.
    """
    return list(_Splitter(line, text, words, newlines).split())


class _Splitter:
    def __init__(self, line: Line, text: str, words: tuple[Word, ...], newlines: bool) -> None:
        self.text = text
        self.words = words
        self.links = line.links
        self.joints = line.joints
        self.marks = {*line.marks}
        self.separator = _SEPARATOR_OR_NEWLINE if newlines else SEPARATOR

    def split(self) -> Iterator[Snippet]:
        start = 0
        for cut, after in self._cuts():
            yield from self._snippet(start, cut)
            start = after
        yield from self._snippet(start, len(self.text))

    def _snippet(self, start: int, end: int) -> Iterator[Snippet]:
        """The stretch as a snippet, unless there is nothing in it."""
        links = tuple(one for one in self.links if start <= one[0] <= one[1] <= end)
        if links or self.text[start:end].strip():
            words = tuple(word for word in self.words if start <= word.start < end)
            yield Snippet(self.text, start, end, words, links, self.joints, self.marks)

    def _cuts(self) -> Iterator[tuple[int, int]]:
        """Where a snippet ends and where the next one begins."""
        if not self.links:
            yield from self._cuts_at_labels()
        last, before = 0, None
        for start, end, link in self.links:
            if start < last:
                continue
            separators = list(self.separator.finditer(self.text, last, start))
            yield from (found.span() for found in separators)
            if before is None and _BRACKETED.fullmatch(self.text, 0, start):
                yield start, start  # "[← Prev: A] [Map](…)"
            elif before is None and not separators:
                if (cut := self._behind_sentence(start)) is not None:
                    yield cut, cut
            if before is not None and not separators and before.href != link.href:
                if self._joins(last, start):
                    yield last, start
                elif self._sets_apart(last, start, end):
                    yield last, last
                    yield start, start
                elif here := _BETWEEN_COMMAS.fullmatch(self.text, last, start):
                    if self._is_one_of_parts(*here.span(1)):
                        yield last, here.start(1)
                        yield here.end(1), start
                    elif (cut := self._between(last, start)) is not None:
                        yield cut, cut
                elif (cut := self._between(last, start)) is not None:
                    yield cut, cut
            last, before = end, link
        separators = list(self.separator.finditer(self.text, last))
        yield from (found.span() for found in separators)
        if before is not None and _BRACKETED.fullmatch(self.text, last):
            yield last, last
        elif before is not None and not separators:
            cut = self._label_between(last, len(self.text))
            if cut is not None:
                yield cut, cut

    def _cuts_at_labels(self) -> Iterator[tuple[int, int]]:
        """Where labels begin in "Previous: A, Next: B, Up: C", where commas set fields apart."""
        labels = [
            word
            for place, word in enumerate(self.words)
            if (word.direction or word.role & OTHERS)
            and self.text[word.end : word.end + 1] == ":"
            and (not place or self.text[: word.start].rstrip().endswith(","))
        ]
        both = {word.direction for word in labels} >= {"previous", "next"}
        if both and _FIELDS.fullmatch(self.text):
            for word in labels:
                yield len(self.text[: word.start].rstrip(" ,")), word.start

    def _between(self, start: int, end: int) -> int | None:
        """Where the text between two links falls apart: "[A] → ← [B]", "[A] Next: [B]"."""
        if LETTER.search(self.text, start, end):
            return self._label_between(start, end)
        back = BACK_ARROW.search(self.text, start, end)
        on = ON_ARROW.search(self.text, start, end)
        if on and not (back and back.start() < on.start()):
            return on.start() if self._arrows_lead() else on.end()
        if back:
            return back.start()
        opening = _OPENING.search(self.text, start, end)
        return opening.start() if opening else end

    def _behind_sentence(self, end: int) -> int | None:
        """Where the label begins behind "Series: NAME. Previous: [A]. Next: [B]"."""
        stops = [found.end() for found in _STOP.finditer(self.text, 0, end)]
        said = [word for word in self.words if len(stops) == 1 and word.start < stops[0]]
        if not any(word.role & SERIES for word in said) or self.separator.search(self.text):
            return None
        if any(word.number for word in said):
            return None  # "Part 2 of the series. Next: [C]", a statement and a step
        words = [word for word in self.words if word.start >= stops[0]]
        label = read_label(self.text, words, self.joints, len(self.text)) if words else None
        return words[0].start if label and label.announces and not label.weak else None

    def _joins(self, start: int, end: int) -> bool:
        """Tell whether no more than "and" stands between two links."""
        between = [word for word in self.words if start <= word.start < end]
        return (
            len(between) == 1
            and bool(between[0].role & FILLERS)
            and (self.text[start:end].strip(" ,\n") == self.text[between[0].start : between[0].end])
        )

    def _sets_apart(self, start: int, end: int, link_end: int) -> bool:
        """Tell whether "Chapter 2" or "2 / 7" stands between a link "Previous" and one "Next"."""
        here = [word for word in self.words if start <= word.start < end]
        if not here or len(here) > MOST_HERE or not any(word.number for word in here):
            return False
        link_start = max(a for a, b, _ in self.links if b <= start)
        sides = [
            {word.direction for word in self.words if a <= word.start < b} - {None}
            for a, b in ((link_start, start), (end, link_end))
        ]
        counted = all(word.role or word.number for word in here)
        return counted and sides[0] != sides[1] and all(len(side) == 1 for side in sides)

    def _is_one_of_parts(self, start: int, end: int) -> bool:
        """Tell "Part 2" or an emphasised title between two links: the part that this article is."""
        here = [word for word in self.words if start <= word.start < end]
        return (start, end) in self.marks or part_number(self.text, here) is not None

    def _arrows_lead(self) -> bool:
        """Tell whether each arrow stands before its link: "⬅️ [A] ➡️ [B]"."""
        return bool(
            BACK_ARROW.search(self.text, 0, self.links[0][0])
            and not ON_ARROW.search(self.text, self.links[-1][1])
        )

    def _labels_other(self, word: Word) -> bool:
        """Tell the "Up:" of "Next: [A], Up: [B]"."""
        return bool(word.role & OTHERS) and self.text[word.end : word.end + 1] == ":"

    def _label_between(self, start: int, end: int) -> int | None:
        """Where a label begins between two links, with the words that lead up to it."""
        places = [i for i, word in enumerate(self.words) if start <= word.start < end]
        beside = [i for i in places if self._labels_other(self.words[i])]
        if beside and len(places) == 1:
            return self.words[beside[0]].start
        first = next((i for i in places if self.words[i].direction is not None), None)
        if first is None:
            return None
        while first > places[0] and self.words[first - 1].role & FILLERS:
            first -= 1
        label = read_label(self.text, self.words[first:], self.joints, len(self.text))
        return self.words[first].start if label else None
