"""Names in one small word: "Author: kimtest", "a guest post by **kimt**", "by @kimtest"."""

from __future__ import annotations

import re

from pelican_safespace.credits.address import PLATFORMS, domain
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.text import Clause, is_unknown
from pelican_safespace.models import Person

_ACCOUNT = re.compile(r"@([\w.-]*\w)")


def read_handle(notes: Notes, clause: Clause, index: int) -> int:
    """Read "Author: kimtest", a name in one small word, where it is all that a line says."""
    label = notes.tokens[index].length("by", notes.lang) if index < clause.end else 0
    start, after = index + label, index + label + 1
    led = label > 1 and notes.tokens[start - 1].text == ":" and start < clause.end
    begins = index == 0 or not notes.tokens[index - 1].is_word
    ends = after >= clause.end or notes.tokens[after].text == "\n"
    if not (led and begins and ends and is_unknown(clause.text, start)):
        return 0
    token = notes.tokens[start]
    notes.note_authors((Person(clause.text.line.text[token.start : token.end]),), start)
    return after


def account_at(clause: Clause, index: int) -> Person | None:
    """Return who "@kimtest" at ``index`` is, the name of an account."""
    start = clause.tokens[index].start
    found = _ACCOUNT.match(clause.text.line.text, start)
    if found is None or (index and clause.tokens[index - 1].text == "["):
        return None  # "[@test-quiet; @test-rooms]", a citation
    return Person(found[1])


def is_handle_apart(clause: Clause, index: int) -> bool:
    """Tell the name of "by kimt, who works at X", in one small word; it is nobody's in full."""
    comma = index + 1 < clause.end and clause.tokens[index + 1].text == ","
    return comma and is_unknown(clause.text, index) and not clause.text.link_at(index)


def handle_at(notes: Notes, clause: Clause, by: int, index: int) -> Person | None:
    """Return who is linked by a name in one small word: "by [kimt](…) on [X](…)".

    A guest may be in bold as well: "A guest post by **kimt** about".
    """
    token = clause.tokens[index]
    guest = notes.trigger.kind == "guest" and by == notes.trigger.end
    spans = [*clause.text.line.links, *(clause.text.line.emphasis if guest else ())]
    apart = any((one.start, one.end) == (token.start, token.end) for one in spans)
    if not apart or not token.is_word:
        return None
    after = index + 1
    placed = after < clause.end and clause.tokens[after].length("at", clause.lang) > 0
    dated = after + 1 < clause.end and clause.text.date_at(after + 1, clause.lang) is not None
    site = dated and any(  # "by [calm](https://calm.org) on May 3"
        token.text in (domain(one.url) or "").split(".")
        for one in clause.text.line.links
        if one.start == token.start
    )
    known = token.roles or token.text in PLATFORMS or site
    if known or not (placed or guest) or not clause.text.is_small(index):
        return None
    return Person(clause.text.line.text[token.start : token.end])
