"""The titles of links: behind a label, shown when pointed at, or read aloud."""

from __future__ import annotations

import re

from pelican_safespace.models import Direction
from pelican_safespace.navigation.labels import (
    BACK_ARROWS,
    ON_ARROWS,
    Label,
    has_no_title,
    part_number,
    read_label,
)
from pelican_safespace.navigation.snippets import LinkSpan, Snippet
from pelican_safespace.navigation.titles import is_title, title_of
from pelican_safespace.navigation.words import (
    ABOUT,
    FILLERS,
    KINDS,
    LETTER,
    PIECES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.outline import Link

NOTE = re.compile(
    rf"[”\"’'»›)\]*_\s]*(?:$|[-–—:：(（【,;.|<>\U0001f300-\U0001faff{BACK_ARROWS}{ON_ARROWS}])"
)
"""A note may follow a linked title: after a dash, a colon, in brackets; not simply more words."""
_LEADS = re.compile(rf"\W*[:：{ON_ARROWS}]\W*")
_PATH = re.compile(r"\w+(?:[:/][\w-]+)+")  # of a wiki's page: "docs:guide:chapter5"
_THEN = re.compile(r"[”\"’')]*,\s+\w")


def linked_title(
    snippet: Snippet, label: Label, start: int, rest: tuple[Word, ...], link: LinkSpan
) -> str | None:
    """The title that follows a label; None when the text is running on instead."""
    if start >= link[1]:
        # The label is the link: "[Next](url): TITLE".
        title = title_of(snippet.text[start : snippet.end])
        # "In the [next post], we will …" is running text; "[<< Prev] The lamp | …" is none.
        runs_on = not _points_from_bar(snippet, label, rest, link) and not snippet.text[
            link[1] : rest[0].start
        ].strip(" ,\n")
        return None if runs_on or not is_title(title) else title
    first = max(start, link[0])
    behind = snippet.words_between(link[1], snippet.end)
    noted = NOTE.match(snippet.text, link[1], snippet.end) or all(word.role for word in behind)
    called = snippet.words_between(first, link[1])
    # "Up next: [TITLE] for those who …", "Continue to [Part 2: TITLE] to …"
    leads = _LEADS.fullmatch(snippet.text, label.end, link[0]) is not None
    numbered = part_number(snippet.text, called) is not None and bool(called[0].role & KINDS)
    noted = noted or ((leads or numbered) and bool(behind[0].role & FILLERS))
    noted = noted or (leads and label.count > 1 and _is_bold(snippet, label))
    end = link[1]
    if (
        len(called) > 1
        and called[-1].direction == label.direction
        and called[-1].start in snippet.joints
    ):
        end = called[-1].start  # "Next", "TITLE", "Next" for those who are read to
    kind = all(word.role & (KINDS | PIECES) for word in called)  # "in the previous [tip], we"
    between = snippet.words_between(start, first)
    reads = label.announces and all(word.role & (FILLERS | ABOUT) for word in between)
    apart = LETTER.search(snippet.text, start, first) and not reads  # "Next: read about [TITLE]"
    if apart or not noted or (called and kind):
        return None
    return title_of(snippet.text[first:end])


def _points_from_bar(
    snippet: Snippet, label: Label, rest: tuple[Word, ...], link: LinkSpan
) -> bool:
    """Tell the title behind "[<< Prev]", a label with its arrow, in a bar with other cells."""
    inside = snippet.text[link[0] : link[1]]
    arrows = f"{BACK_ARROWS}<" if label.direction == "previous" else f"{ON_ARROWS}>"
    bar = snippet.start > 0 or snippet.end < len(snippet.text)
    return bar and any(sign in arrows for sign in inside) and snippet.text[rest[0].start].isupper()


def _is_bold(snippet: Snippet, label: Label) -> bool:
    """Tell "**Next up**: [TITLE] tells of …", whose label stands out."""
    first = snippet.words[0].start
    return any(start <= first and label.end <= end for start, end in snippet.marks)


def leads_further(snippet: Snippet, link: LinkSpan) -> bool:
    """Tell "Next: [A], then [B]", a list of things to do."""
    behind = [one for one in snippet.links if one[0] >= link[1] and one[2].href != link[2].href]
    return bool(behind) and _THEN.match(snippet.text, link[1], behind[0][0]) is not None


def is_amid(snippet: Snippet, label: Label, link: LinkSpan, title: str) -> bool:
    """Tell "Next the [kettle] is filled" from "Next the [Kettle]" and "Next: the [kettle]"."""
    *_, last = snippet.words_between(snippet.start, link[0]) or snippet.words
    led = bool(last.role & FILLERS) and last.start < link[0]
    behind = snippet.words_between(link[1], snippet.end)
    part = part_number(snippet.text, snippet.words_between(link[0], link[1])) is not None
    return led and bool(behind) and not (label.closed or part) and title[:1].islower()


def hidden_title(link: Link, vocabulary: Vocabulary) -> str | None:
    """The title that a link shows only when it is pointed at, or that is read aloud."""
    title = link.attribute("title") if "title" in link.attributes else ""
    told = title or (link.attribute("aria-label") if "aria-label" in link.attributes else "")
    if _PATH.fullmatch(told):
        return None
    words = vocabulary.words(told)
    if label := read_label(told, words, frozenset(), len(told)):
        title = told[label.end :]
        words = words[label.count :]
    return None if has_no_title(words) or not is_title(title) else title_of(title)


def spoken_direction(link: Link, vocabulary: Vocabulary) -> Direction | None:
    """Where a link leads by the label that is read aloud or shown for it: "Previous: TITLE"."""
    for name in ("aria-label", "title"):
        spoken = link.attribute(name) if name in link.attributes else ""
        if not spoken:
            continue
        label = read_label(spoken, vocabulary.words(spoken), frozenset(), len(spoken))
        if label and label.closed and not label.weak and not label.plural:
            return label.direction
    return None
