"""Where a credit's own line begins, behind bullets and labels: "Note:", "[Editor's note]"."""

from __future__ import annotations

from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.credits.trigger import Trigger

BARS = "|•·"
_SOURCES = frozenset({"source", "quelle", "fuente", "bron", "fonte", "origin", "origen", "origine"})


def line_start(text: Text, sentence: Sentence, trigger: Trigger) -> int:
    """Return the first token of the trigger's own line in the sentence.

    A line that goes on in small letters is the one before, wrapped.
    """
    for index in range(trigger.start, sentence.start, -1):
        if text.tokens[index - 1].text == "\n" and not _is_wrapped(text, index):
            return index
    return sentence.start


def _is_wrapped(text: Text, index: int) -> bool:
    """Tell a line that goes on with the sentence of the one before from one of its own."""
    before = text.tokens[index - 2] if index > 1 else None
    goes_on = before is not None and (before.is_word or before.text == ",")
    return goes_on and text.tokens[index].is_word and text.is_small(index)


def past_bars(text: Text, index: int, trigger: Trigger) -> int:
    """Skip the "Kim Test, LCSW |" or "May 3, 2019 ·" that stands before "originally published"."""
    for bar in range(trigger.start - 1, index, -1):
        if text.tokens[bar].text in BARS:
            return bar + 1
    return index


def after_labels(text: Text, index: int, trigger: Trigger) -> tuple[int, bool]:
    """Skip bullets, brackets, "Note:", "[Editor's note]"; tell whether a label was "Source"."""
    tokens, sourced = text.tokens, False
    while index < trigger.start:
        token = tokens[index]
        length = max(token.roles.get("labels", {"": 0}).values())
        after = index + length
        if not token.is_word:
            index += 1
        elif length and (after == trigger.start or not tokens[after].is_word):
            sourced = sourced or token.text in _SOURCES
            index = after
        else:
            break
    return index, sourced
