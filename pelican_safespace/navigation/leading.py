"""What leads up to a label: "For those who have not read the previous part:", "See also: [← A]"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from pelican_safespace.navigation.labelled import leading_label
from pelican_safespace.navigation.labels import Label
from pelican_safespace.navigation.snippets import Snippet
from pelican_safespace.navigation.words import (
    COLONS,
    NAVIGATION,
    NEXT,
    PREVIOUS,
    SERIES,
    Vocabulary,
)

MOST_INTRODUCING = 2  # words: "See also: [← Previous] [Next →]"

_AROUND = ' *_“„"«'
_COLON = re.compile(r"\W?[:：]\s*")
_OPENING = re.compile(r"\W*\w+(?:\s\w+){0,3}\W?[:：]\s+")
_NOTED = re.compile(r"\W*\(\w+\)\s+(?=\w+\W)")
_COLON_TO_LINK = re.compile(r"\W?[:：]\W*")


def behind_readers(snippet: Snippet, vocabulary: Vocabulary) -> Snippet:
    """The label behind "For those who have not read the previous part:", which a colon ends.

    And behind "Continuing from", where the link stands below.
    """
    if not snippet.words or not any(colon in snippet.text for colon in COLONS):
        return snippet
    unread, carries = vocabulary.phrases["unread"], vocabulary.phrases["carries_on"]
    start = snippet.words[0].start
    found = unread.match(snippet.text, start) or (
        carries.match(snippet.text, start) if not snippet.links else None
    )
    stop = snippet.links[0][0] if snippet.links else snippet.end
    if found is None or snippet.text[found.end() : stop].rstrip(_AROUND)[-1:] not in COLONS:
        return snippet
    # In German "gelesen haben" stands before the colon.
    for last in unread.finditer(snippet.text, found.end(), stop):
        text = snippet.text[: last.start()] + " " * len(last[0]) + snippet.text[last.end() :]
        snippet = replace(snippet, text=text)
    words = vocabulary.words(snippet.text, found.end(), snippet.end)
    return replace(snippet, start=found.end(), words=words) if words else snippet


def behind_navigation(snippet: Snippet) -> Snippet:
    """The "← Back" of "Series navigation: ← Back", the link of "See also: [<< Previous]".

    And the "Next: [TITLE]" of "(Optional) Next: [TITLE]".
    """
    if noted := _NOTED.match(snippet.text, snippet.start, snippet.end):
        behind = snippet.words_between(noted.end(), snippet.end)
        if any(word.direction for word in behind[: len(("Read", "next"))]):
            snippet = replace(snippet, start=noted.end(), words=behind)
    known = [*takewhile(lambda word: word.role & (NAVIGATION | SERIES), snippet.words)]
    behind = snippet.words[len(known) :]
    if not known or not behind:
        return _behind_lead_in(snippet) if behind else snippet
    colon = _COLON.match(snippet.text, known[-1].end, behind[0].start)
    if colon and known[-1].role & NAVIGATION and not known[0].direction:
        return replace(snippet, start=colon.end(), words=behind)
    return _behind_lead_in(snippet)


def behind_heading(snippet: Snippet, vocabulary: Vocabulary) -> tuple[Snippet, Label | None]:
    """The label in "Before you start: Read the previous article: [TITLE]", and what is behind it.

    The snippet as it is and no label where there is none.
    """
    opening = _OPENING.match(snippet.text, snippet.start, snippet.links[0][0])
    if opening is None:
        return snippet, None
    words = snippet.words_between(opening.end(), snippet.end)
    behind = replace(snippet, start=opening.end(), words=words)
    label = leading_label(behind, vocabulary)
    told = label is not None and label.announces and label.count > 1 and not label.weak
    return (behind, label) if told else (snippet, None)


def _behind_lead_in(snippet: Snippet) -> Snippet:
    """The step behind a word or two and a colon: "Links: [← Previous]"."""
    if not snippet.links:
        return snippet
    start, end, _ = snippet.links[0]
    before, linked = snippet.words_between(0, start), snippet.words_between(start, end)
    if not before or len(before) > MOST_INTRODUCING or any(word.direction for word in before):
        return snippet
    colon = _COLON_TO_LINK.fullmatch(snippet.text, before[-1].end, start) is not None
    if not colon or not linked or not linked[0].role & (PREVIOUS | NEXT):
        return snippet
    return replace(snippet, start=start, words=snippet.words[len(before) :])
