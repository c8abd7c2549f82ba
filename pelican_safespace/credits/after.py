"""What follows "originally published", in whatever order: one complement after the other."""

from __future__ import annotations

import re

from pelican_safespace import dates
from pelican_safespace.credits.address import address_at
from pelican_safespace.credits.apposed import read_apposed
from pelican_safespace.credits.byline import read_by
from pelican_safespace.credits.further import read_listed
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.published import (
    read_labelled,
    read_place,
    read_pointer,
)
from pelican_safespace.credits.text import Clause, is_unknown
from pelican_safespace.credits.titled import read_titled

_ISSUE_WITHIN = 4  # words from a year to "issue"
_TELLING_WITHIN = 4  # words from "and it" to the verb of a credit: "and it was first published"
_PROFESSION = re.compile(r"[^\W\d_A-Z]{5}")
_STILL_PLACES = frozenset({"stops", "this", "of", "articles", "versions", "tongues", "the"})
"""Roles of a word after "and" that do not make it the next publication."""


def read_after(notes: Notes, index: int, end: int) -> None:
    """Read complements from token ``index`` to ``end``."""
    course = _Course(notes, notes.clause(end))
    while index < end:
        index = course.step(index)


class _Course:
    """Goes through a sentence word by word, and keeps in mind what led to the next one.

    ``updating``: a date is an update's; ``aside``: it tells who a person is; ``licensed``: a link
    is a licence's; ``drifted``: a word has passed that no credit needs.
    """

    def __init__(self, notes: Notes, clause: Clause) -> None:
        self.notes, self.clause = notes, clause
        self.updating = self.aside = self.licensed = self.drifted = False

    def step(self, index: int) -> int:
        """Read what stands at ``index``; return the index after it."""
        if self._is_new_thought(index):
            return self._taken_up(index)
        token, lang = self.clause.tokens[index], self.clause.lang
        self.notes.note_kind(index)
        self._heed(index)
        after = self._complement(index)
        known = after or token.plays(lang, "permission", "verbs", "adverbs")
        self.drifted = not known and (self.drifted or is_unknown(self.clause.text, index))
        return after or index + 1

    def _heed(self, index: int) -> None:
        token, lang, notes = self.clause.tokens[index], self.clause.lang, self.notes
        self.updating = self.updating or "update" in token.roles  # whatever its language
        self.licensed = self.licensed or token.length("licence", lang) > 0
        if self.licensed and not notes.found.places and token.length("adapted_from", lang):
            self.licensed = notes.trigger.kind != "reprint"  # "under a licence from NAME"
        self.aside = self.aside and not token.plays(lang, "verbs", "adverbs")

    def _complement(self, index: int) -> int:
        """Read a date, title, name or place at ``index``; return the index after it, or 0."""
        notes, clause = self.notes, self.clause
        # "in Sample Weekly in 2014, with readings of the 1956 letters by NAME"
        done = self.drifted and notes.found.places and notes.found.date
        if self._is_of_event(index):
            return index + 1
        if not done and (after := notes.note_date(index, note=not self.updating)):
            self.updating = False
            return read_apposed(notes, clause, after, dated=True) or after
        if after := read_titled(notes, clause, index) or read_labelled(notes, clause, index):
            return after
        if not done and (after := read_by(notes, clause, index, owned=self._is_owned())):
            self.aside = self._is_apposition(after) or self._has_profession()
            # "edited by NAME in Sample Weekly", but "published on May 3, updated by NAME for X"
            self.updating = self.updating and notes.found.date is not None
            return after
        if self.updating or self.licensed or self.aside:
            return 0
        if self.drifted and (self._is_of_guest(index) or self._is_particle(index)):
            return 0
        if self.drifted and self._is_origin(index):
            return 0
        if not self.drifted and (after := read_listed(notes, clause, index)):
            return after
        return read_place(notes, clause, index, drifted=self.drifted) or read_pointer(notes, index)

    def _is_of_event(self, index: int) -> bool:
        """Tell the year of "for the 2019 [Rest Summit](…)" from that of "in 2019"."""
        tokens, text, lang = self.clause.tokens, self.clause.text, self.clause.lang
        after = index + 1
        if not dates.YEAR.fullmatch(tokens[index].text) or after >= self.clause.end:
            return False
        named = text.is_capital(after) or text.link_at(after)
        spoken = any(one.length("spoken", lang) for one in tokens[after : after + 2])
        if spoken and not text.is_small(index - 1) and not tokens[index - 1].length("at", lang):
            return True  # "from a Rest Days 2019 conference talk"
        issue = any(one.length("issues", lang) for one in tokens[after : after + _ISSUE_WITHIN])
        led = tokens[index - 1].length("the", lang) and not tokens[after].length("issues", lang)
        return bool(self.notes.found.places and led and named and not issue)

    def _is_owned(self) -> bool:
        """Tell the owner of a text from the author of "excerpted from BOOK © 2019 by NAME"."""
        return self.licensed and self.notes.trigger.kind != "adapted"

    def _is_of_guest(self, index: int) -> bool:
        """Tell "a guest post by NAME shows a tool based on X" from "…, head of care at [X](…)"."""
        after = index + self.clause.tokens[index].length("at", self.clause.lang)
        return self.notes.trigger.kind == "guest" and not self.clause.text.link_at(after)

    def _is_origin(self, index: int) -> bool:
        """Tell "posted in 2003, and lost in the move from X" from "reposted from X"."""
        token, kind = self.clause.tokens[index], self.notes.trigger.kind
        return kind == "original" and token.length("moved_from", self.clause.lang) > 0

    def _is_particle(self, index: int) -> bool:
        """Tell "of", "de" and "von", which lead to anything, from "in" and "on"."""
        token, lang = self.clause.tokens[index], self.clause.lang
        if self.notes.is_particle(index):
            return True
        return token.length("of", lang) > 0 and not token.length("at", lang)

    def _is_new_thought(self, index: int) -> bool:
        """Tell ", where people …" and "and some parts may …" from one more complement."""
        tokens, text = self.clause.tokens, self.clause.text
        if not tokens[index].is_word or text.link_at(index):
            return False
        if tokens[index].length("clauses", self.clause.lang):
            return tokens[index].length("by", self.clause.lang) == 0  # "dont l'auteur est NAME"
        after = index + 1
        if not self.clause.is_and(index) or after >= self.clause.end or not tokens[after].is_word:
            return False
        if text.is_capital(after) or text.link_at(after):
            return False
        if tokens[after].length("resting", self.clause.lang) and self.notes.found.places:
            return True  # "cross-posted from X and based on a talk in 2019"
        if address_at(text.line.text, tokens[after].start):
            return False
        if self._is_told_of(after):
            return True
        return not tokens[after].roles.keys() - _STILL_PLACES

    def _is_told_of(self, index: int) -> bool:
        """Tell the "it" of "and it has been one of" from that of "and it was posted on"."""
        tokens, lang = self.clause.tokens, self.clause.lang
        it = tokens[index].length("articles", lang) and tokens[index].length("auxiliaries", lang)
        behind = tokens[index + 1 : min(index + 1 + _TELLING_WITHIN, self.clause.end)]
        return bool(it) and not any(
            one.plays(lang, "verbs", "adverbs", "reading", "at") for one in behind
        )

    def _taken_up(self, index: int) -> int:
        """Return where the credit comes back, or the clause's end.

        "… while I was away and published on", "…, where it first appeared", "…, which first ran".
        """
        tokens, lang = self.clause.tokens, self.clause.lang
        if self.notes.trigger.kind == "adapted" and self._is_where_it_ran(index + 1):
            return index + 1
        if pointer := next((one for one in range(index, self.clause.end) if self._points(one)), 0):
            return pointer
        told = self.notes.trigger.kind in ("cross-post", "reprint") or self._is_written_for()
        for ahead in range(index, self.clause.end - 1):
            if told and self._is_published(ahead):
                return ahead + 1  # "cross-posted from X, where it was published on"
            again = tokens[ahead + 1].plays(lang, "verbs", "adverbs")
            if again and ahead > index and self.clause.is_and(ahead):
                return ahead + 1
            if tokens[ahead].length("auxiliaries", lang) and self._is_told(ahead + 1):
                return ahead + 1
            if tokens[ahead].length("writing", lang) and tokens[ahead + 1].length("by", lang):
                return ahead  # "…, but authored by"
            if tokens[ahead].length("auxiliaries", lang) and self._is_written_last(ahead + 1):
                return ahead + 1
        return self.clause.end

    def _is_written_for(self) -> bool:
        """Tell "written for X, where it appeared in May" from "published on X, where people"."""
        tokens, trigger = self.clause.tokens, self.notes.trigger
        said = tokens[trigger.start : trigger.end]
        behind = tokens[trigger.end : self.clause.end]
        written = any(one.length("writing", self.clause.lang) for one in said)
        return written and any(one.length("audience", self.clause.lang) for one in behind)

    def _is_written_last(self, index: int) -> bool:
        """Tell the "von NAME" of "und wurde von NAME geschrieben" from that of "übersetzt"."""
        tokens, lang = self.clause.tokens, self.clause.lang
        if lang not in self.clause.text.words.verb_last or not tokens[index].length("by", lang):
            return False
        words = [one for one in tokens[index : self.clause.end] if one.is_word]
        return words[-1].length("writing", lang) > 0

    def _is_published(self, index: int) -> bool:
        """Tell the "was published" of ", where this was published on"."""
        tokens, lang = self.clause.tokens, self.clause.lang
        acts = tokens[index].length("auxiliaries", lang) > 0
        return acts and tokens[index + 1].length("verbs", lang) > 0

    def _is_told(self, index: int) -> bool:
        """Tell the "first appeared" of ", which first appeared in"."""
        tokens, lang = self.clause.tokens, self.clause.lang
        after = index + tokens[index].length("adverbs", lang)
        return index < after < self.clause.end and tokens[after].length("verbs", lang) > 0

    def _points(self, index: int) -> bool:
        """Tell the ", [here]" at the end of "the sleep, stress and rest blog, [here]".

        And that of ", which can be found [here]".
        """
        tokens, link, before = self.clause.tokens, self.clause.text.link_at(index), index - 1
        after = index + tokens[index].length("pointers", self.clause.lang)
        ends = after >= self.clause.end or tokens[after].text in ".)"
        led = tokens[before].text == "," or tokens[before].length("reading", self.clause.lang) > 0
        return bool(link) and led and index < after and ends

    def _is_where_it_ran(self, index: int) -> bool:
        """Tell the "appeared in" of "a translation of an essay which appeared in"."""
        tokens, lang = self.clause.tokens, self.clause.lang
        after = index + tokens[index].length("verbs", lang) if index < self.clause.end else index
        return index < after < self.clause.end and tokens[after].length("at", lang) > 0

    def _has_profession(self) -> bool:
        """Tell a guest's "NAME, Psychotherapeutin in Wien", with a word where credentials are."""
        authors = self.notes.found.authors
        told = authors[-1].credentials if self.notes.trigger.kind == "guest" and authors else ""
        return _PROFESSION.search(told) is not None

    def _is_apposition(self, index: int) -> bool:
        """Tell ", a psychologist at …" after a name from the next complement."""
        tokens = self.clause.tokens
        if index + 1 >= self.clause.end or tokens[index].text != ",":
            return False
        if self.clause.past_date(index) > index or self.clause.text.link_at(index + 1):
            return False
        ends = ("at", "by", "verbs", "adverbs", "auxiliaries")
        return not tokens[index + 1].plays(self.clause.lang, *ends)
