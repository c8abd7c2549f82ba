"""By whom, on or in what, and when: what follows "originally published", in whatever order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pelican_safespace import dates, names
from pelican_safespace.credits.address import address_at
from pelican_safespace.credits.capitals import name_end, year_of_issue
from pelican_safespace.credits.people import (
    are_people,
    is_author_of,
    is_byline,
    is_company,
    leads_to_person,
    owners,
)
from pelican_safespace.credits.place import Place, is_audience, is_named, past_form, place_at
from pelican_safespace.credits.subject import find_subject
from pelican_safespace.credits.text import Clause, Sentence, Text
from pelican_safespace.credits.trigger import KINDS, Trigger, find_trigger
from pelican_safespace.models import AttributionKind, Person

_OF_WITHIN = 8  # words from "version" to "of"
_ISSUE_WITHIN = 6  # words of "issue 4/2018 of"
_REMARK = 8  # words and marks of "Reprinted with kind permission."
_BYLINE_WITHIN = 3  # words of a sentence before its "by": "Written by NAME."
_DATE_WORDS = 5  # of "Monday, 3rd of March 2021"
_NO_NAME = (
    "update",
    "verbs",
    "adverbs",
    "reprint",
    "cross_post",
    "licence",
    "by",
    "labels",
    "titled",
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_STILL_PLACES = frozenset({"stops", "this", "of", "articles", "versions", "tongues", "the"})
"""Roles of a word after "and" that do not make it the next publication."""


@dataclass(slots=True)
class Complements:
    """What has been read so far; URLs are kept apart by what the link was put on."""

    kind: AttributionKind
    authors: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    organisation: Place | None = None
    date: str | None = None
    trigger_url: str | None = None
    title_url: str | None = None
    original_url: str | None = None
    date_url: str | None = None
    person_url: str | None = None


def read_complements(text: Text, sentence: Sentence, trigger: Trigger) -> Complements:
    """Read the sentence before, the trigger's, and what the sentences after it add."""
    reader = _Reader(text, trigger)
    place = text.sentences.index(sentence)
    if place:
        reader.read_byline(text.sentences[place - 1])
    reader.read_before(sentence)
    reader.read_after(trigger.end, sentence.end)
    reader.read_owners(sentence)
    for later in text.sentences[place + 1 :]:
        reader.read_later(later)
    reader.read_address(sentence)
    return reader.found


class _Reader:
    """Reads one credit; each method reads one thing and notes it in ``found``.

    A method that is given a token's index returns the index after what it has read, or 0.
    """

    def __init__(self, text: Text, trigger: Trigger) -> None:
        self.text = text
        self.tokens = text.tokens
        self.trigger = trigger
        self.lang = trigger.lang
        self.language = text.language(trigger.lang)
        self.found = Complements(trigger.kind)
        link = text.link_at(trigger.start) or text.link_at(trigger.end - 1)
        self.found.trigger_url = link.url if link else None

    # -- before the trigger ----------------------------------------------------------------

    def read_byline(self, sentence: Sentence) -> None:
        """Read "By NAME." and "Reprinted with permission." of the sentence before."""
        clause = self._clause(sentence.end)
        if sentence.end - sentence.start <= _REMARK:
            for index in range(sentence.start, sentence.end):
                self._note_kind(index)
        for index in range(sentence.start, min(sentence.start + _BYLINE_WITHIN, sentence.end)):
            if self.tokens[index].length("by", self.lang):
                self._byline(clause, index)

    def read_before(self, sentence: Sentence) -> None:
        """Read the title's link, "this article by NAME", "a version of"."""
        start = self.trigger.start
        clause = self._clause(start)
        self._read_agent(clause, sentence)
        for index in range(sentence.start, start):
            link = self.text.link_at(index)
            if link and link.url and link.end <= self.tokens[start].start:
                self.found.title_url = self.found.title_url or link.url
            if self._leads_to_author(index, sentence) and not self._is_inside_title(index):
                self._byline(clause, index)
            if self._is_version_of(index, sentence):
                self.found.kind = "adapted"
            self._note_kind(index)
        for index in range(start, self.trigger.end):
            self._note_kind(index)

    def _read_agent(self, clause: Clause, sentence: Sentence) -> None:
        """Read who "Kim Test wrote this for …" and "Kim Test first published this on …" name."""
        index = self.trigger.start
        after = self.tokens[self.trigger.end : self.trigger.end + 1]
        if not any(one.length("this", self.lang) for one in after):
            return
        reading = self._names_at(sentence.start)
        if reading.people and self.text.next_from(sentence.start, reading.end) == index:
            if is_byline(clause, reading.people):
                self._note_authors(reading.people, sentence.start)

    def _leads_to_author(self, index: int, sentence: Sentence) -> bool:
        """Tell "by", "written with" and the "de" of "article de NAME"."""
        token = self.tokens[index]
        before = self.tokens[index - 1] if index > sentence.start else None
        if token.length("by", self.lang):
            return True
        if before is None:
            return False
        together = token.text in self.language.words("names", "together") and before.plays(
            self.lang, "verbs", "writing"
        )
        of = token.length("of", self.lang) and before.length("articles", self.lang)
        return bool(together or of)

    def _is_inside_title(self, index: int) -> bool:
        position = self.tokens[index].start
        spans = (*self.text.line.quoted, *self.text.line.links)
        return any(one.start < position < one.end for one in spans)

    def _is_version_of(self, index: int, sentence: Sentence) -> bool:
        """Tell "a shorter version of this", "eine Fassung dieses" from "this is part two of"."""
        earlier = self.tokens[sentence.start : index]
        if any(one.length("this", self.lang) for one in earlier):
            return False
        following = self.tokens[index + 1 : min(index + _OF_WITHIN, self.trigger.start)]
        if not following or not self.tokens[index].length("versions", self.lang):
            return False
        of = any(one.length("of", self.lang) for one in following)
        return of or following[0].length("this", self.lang) > 0

    def _byline(self, clause: Clause, index: int) -> None:
        """Note who the "by" at ``index`` names, when it is people beyond doubt."""
        start = self._after_by(clause, index)
        if start >= clause.end:
            return
        if self.tokens[start].length("articles", self.lang):
            return
        reading = self._names_at(start)
        inside = self.text.next_from(start, reading.end) <= clause.end
        if reading.people and inside and is_byline(clause, reading.people):
            self._note_authors(reading.people, start)

    # -- after the trigger -----------------------------------------------------------------

    def read_after(self, index: int, end: int) -> None:
        """Read complements from token ``index`` to ``end``."""
        clause = self._clause(end)
        updating = aside = licensed = drifted = False
        while index < end:
            if self._is_new_thought(clause, index):
                index = self._taken_up(clause, index)
                continue
            token = self.tokens[index]
            self._note_kind(index)
            updating = updating or token.length("update", self.lang) > 0
            licensed = licensed or token.length("licence", self.lang) > 0
            if licensed and not self.found.places and token.length("adapted_from", self.lang):
                licensed = self.trigger.kind != "reprint"  # "under a licence from NAME"
            aside = aside and not token.plays(self.lang, "verbs", "adverbs")
            if after := self._date(index, note=not updating):
                updating = False
                after = self._apposed(clause, after) or after
            elif after := self._titled(clause, index) or self._labelled(clause, index):
                pass
            elif after := self._by(clause, index):
                aside = self._is_apposition(clause, after)
            elif not (updating or licensed or aside or (drifted and self._is_particle(index))):
                after = self._place(clause, index, drifted=drifted) or self._pointer(index)
            known = after or token.plays(self.lang, "permission", "verbs", "adverbs")
            drifted = not known and (drifted or self._is_unknown(index))
            index = after or index + 1

    def _is_particle(self, index: int) -> bool:
        """Tell "of", "de" and "von", which lead to anything, from "in" and "on"."""
        token = self.tokens[index]
        if token.text in self.language.words("names", "particles"):
            return True
        return token.length("of", self.lang) > 0 and not token.length("at", self.lang)

    def _is_unknown(self, index: int) -> bool:
        """Tell a word that no credit needs: after it, "de" and the like lead to no place."""
        token = self.tokens[index]
        return token.is_word and not token.roles and self.text.is_small(index)

    def _is_new_thought(self, clause: Clause, index: int) -> bool:
        """Tell ", where people …" and "and some parts may …" from one more complement."""
        token = self.tokens[index]
        if not token.is_word or self.text.link_at(index):
            return False
        if token.length("clauses", self.lang):
            return True
        after = index + 1
        if not clause.is_and(index) or after >= clause.end or not self.tokens[after].is_word:
            return False
        if self.text.is_capital(after) or self.text.link_at(after):
            return False
        return not self.tokens[after].roles.keys() - _STILL_PLACES

    def _taken_up(self, clause: Clause, index: int) -> int:
        """Return where "… while I was away and published on" comes back, or the clause's end."""
        for ahead in range(index + 1, clause.end - 1):
            again = self.tokens[ahead + 1].plays(self.lang, "verbs", "adverbs")
            if again and clause.is_and(ahead):
                return ahead + 1
        return clause.end

    def _is_apposition(self, clause: Clause, index: int) -> bool:
        """Tell ", a psychologist at …" after a name from the next complement."""
        if index + 1 >= clause.end or self.tokens[index].text != ",":
            return False
        after = self.tokens[index + 1]
        if dates.at(self.text.line.folded, after.start, self.language):
            return False
        return not after.plays(self.lang, "at", "by", "verbs", "adverbs", "auxiliaries")

    def _note_kind(self, index: int) -> None:
        token, found = self.tokens[index], self.found
        for role, kind in KINDS:
            if token.length(role, self.lang) and found.kind == "original":
                found.kind = kind
        if token.length("permission", self.lang) and found.kind in ("original", "cross-post"):
            found.kind = "reprint"

    # -- when ------------------------------------------------------------------------------

    def _date(self, index: int, *, note: bool = True) -> int:
        """Read the date at ``index``; ``note`` it unless it is an update's."""
        date = dates.at(self.text.line.folded, self.tokens[index].start, self.language)
        if date is None:
            return 0
        if note and self.found.date is None:
            link = self.text.link_at(index)
            self.found.date, self.found.date_url = date.iso, link.url if link else None
        return self.text.next_from(index, date.end)

    def _labelled(self, clause: Clause, index: int) -> int:
        """Read the name of "First publication: Sample Weekly"."""
        label = index == self.trigger.end and self.tokens[index].text == ":"
        return self._apposed(clause, index) if label else 0

    def _apposed(self, clause: Clause, index: int) -> int:
        """Read the name without preposition of "May 2019, Sample Weekly", "my blog, Sample"."""
        start = index + 1
        if start >= clause.end or self.tokens[index].text not in ",:":
            return 0
        if any(one.name or one.url for one in self.found.places):
            return 0
        token = self.tokens[start]
        if (
            not token.is_word
            or not self.text.is_capital(start)
            or token.plays(self.lang, *_NO_NAME)
        ):
            return 0
        stop = name_end(clause, start)
        ends = stop >= clause.end or self.tokens[stop].text in ".,;()"
        if not ends or dates.at(self.text.line.folded, token.start, self.language):
            return 0
        place = place_at(clause, start)
        if place is None or place.name is None:
            return 0
        self.found.places.append(place)
        return place.end

    # -- by whom ---------------------------------------------------------------------------

    def _by(self, clause: Clause, index: int) -> int:
        """Read "by X", X being people or whoever published it."""
        if after := self._person(clause, index):
            return after
        if not self.tokens[index].length("by", self.lang):
            return 0
        start = self._after_by(clause, index)
        if start >= clause.end:
            return 0
        if length := self.tokens[start].length("writer", self.lang):
            return start + length
        reading = self._names_at(start)
        after = self.text.next_from(start, reading.end)
        if reading.people and after <= clause.end:
            placed = bool(self.found.places)
            if are_people(clause, index, after, reading.people, placed=placed):
                self._note_authors(reading.people, start)
                return after
        publisher = place_at(clause, start)
        self.found.organisation = publisher or self.found.organisation
        return publisher.end if publisher else 0

    def _person(self, clause: Clause, index: int) -> int:
        """Read who is a person because of what leads there: "guest post by X", "courtesy of X"."""
        led = leads_to_person(clause, index, self.trigger, placed=bool(self.found.places))
        start = self._after_by(clause, led - 1) if led else clause.end
        if not led or start >= clause.end or self.tokens[start].length("articles", self.lang):
            return 0
        reading = self._names_at(start)
        after = self.text.next_from(start, reading.end)
        if not reading.people or after > clause.end or is_company(clause, reading.people):
            return 0
        guest = self.trigger.kind == "guest" and index == self.trigger.end
        if not (guest or is_author_of(clause, index, after, reading.people)):
            return 0
        self._note_authors(reading.people, start)
        return after

    def _after_by(self, clause: Clause, index: int) -> int:
        start = index + max(self.tokens[index].length("by", self.lang), 1)
        while start < clause.end and self.tokens[start].text in "\"'([:":
            start += 1
        length = self.tokens[start].length("writer", self.lang) if start < clause.end else 0
        if length and start + length < clause.end and self._names_at(start + length).people:
            return start + length  # "by the author Kim Test"
        return start

    def _names_at(self, index: int) -> names.Reading:
        position = self.tokens[index].start
        return names.leading(
            self.text.line.text, position, languages=self.text.words.languages, lang=self.lang
        )

    def _note_authors(self, people: tuple[Person, ...], index: int) -> None:
        self.found.authors += [one for one in people if one not in self.found.authors]
        if link := self.text.link_at(index):
            self.found.person_url = link.url

    def read_owners(self, sentence: Sentence) -> None:
        """Read an author out of "Ben Sample's blog"; "Ben's blog" names nobody in full."""
        if self.found.authors or not self.found.places:
            return
        start, end = self.tokens[sentence.start].start, self.tokens[sentence.end - 1].end
        urls = [one.url for one in self.found.places]
        stretch = self.text.line.text[start:end]
        self.found.authors += list(owners(self._clause(sentence.end), stretch, urls))[:1]

    # -- where -----------------------------------------------------------------------------

    def _place(self, clause: Clause, index: int, *, drifted: bool) -> int:
        """Read "on X", "(X)" and, after a book's title, ", de NAME"."""
        token, found = self.tokens[index], self.found
        last = self.tokens[index - 1]
        of_person = last.text == "," or last.length("articles", self.lang)
        if found.places and token.length("of", self.lang) and of_person:
            before = len(found.authors)
            self._byline(clause, index)
            if len(found.authors) > before:
                return index + 1
        owned = bool(found.places) and found.places[-1].is_kind and found.places[-1].end == index
        roles = ("at", "adapted_from") if owned or found.kind != "original" else ("at",)
        length = max(token.length(role, self.lang) for role in roles)
        start = index + length
        known = any(one.name or one.url for one in found.places)
        if start >= clause.end or (not length and (known or not self._shows_link(index))):
            return 0
        if after := past_form(clause, start):
            return after
        if after := self._date(start):
            issue = any(one.length("issues", self.lang) for one in self.tokens[after : after + 2])
            if not issue and not is_named(clause, after):
                return self._apposed(clause, after) or after
            start = start if self.text.link_at(after) else after
        place = place_at(clause, start)
        readers = place and token.length("audience", self.lang)
        if place is None or (readers and is_audience(clause, place, start)):
            return 0
        if place.is_kind and drifted:
            return 0  # "… and was only tried at home"
        found.places.append(self._without_author(clause, place, start))
        self._note_year_of_issue(start)
        self.found.date = self.found.date or year_of_issue(clause, place.end)
        after = self._apposed(clause, place.end) if place.is_kind else 0
        return max(after, place.end, index + 1)

    def _without_author(self, clause: Clause, place: Place, index: int) -> Place:
        """Read the author of a link that is put on "TITLE by NAME"."""
        for ahead in range(index + 1, place.end - 1):
            link = self.text.link_at(ahead)
            if not link or not self.tokens[ahead].length("by", self.lang):
                continue
            start = self._after_by(clause, ahead)
            reading = self._names_at(start) if start < place.end else None
            if reading and reading.people and reading.end == link.end:
                self.found.authors += [
                    one for one in reading.people if one not in self.found.authors
                ]
                return replace(place, name=None, is_title=True)
        return place

    def _note_year_of_issue(self, index: int) -> None:
        """Read the year of "issue 4/2018 of"."""
        number = self.tokens[index : index + _ISSUE_WITHIN]
        if self.found.date is None and any(one.length("issues", self.lang) for one in number[:3]):
            years = (one.text for one in number if _YEAR.fullmatch(one.text))
            self.found.date = next(years, None)

    def _shows_link(self, index: int) -> bool:
        """Tell a link that follows without a preposition: "(link)", ": link", "published LINK"."""
        token = self.tokens[index]
        link = self.text.link_at(index)
        if (link and link.start == token.start) or token.text in ("http", "https", "www"):
            return True
        if not token.is_word or self.tokens[index - 1].text not in (":", "("):
            return False
        return address_at(self.text.line.text, token.start) is not None

    def _titled(self, clause: Clause, index: int) -> int:
        """Skip "as “How to Rest”", the title that the article had there."""
        after = index + self.tokens[index].length("titled", self.lang)
        if after == index or after >= clause.end:
            return 0
        marked = after + 1 < clause.end and self.tokens[after].text in "\"'"
        if link := self.text.link_at(after + marked):
            self.found.original_url = self.found.original_url or link.url
            return self.text.next_from(after, link.end)
        start = self.tokens[after].start
        for span in (*self.text.line.quoted, *self.text.line.emphasis):
            if span.start in (start, start - 1):
                return self.text.next_from(after, span.end)
        return 0

    def _pointer(self, index: int) -> int:
        """Read the link of "… and can be found [here]", "… as ["Title"]"."""
        link = self.text.link_at(index)
        if link is None or not link.url or link.start != self.tokens[index].start or index < 2:
            return 0
        before = self.tokens[index - 1]
        if before.text in "\"'(":
            before = self.tokens[index - 2]
        here = self.tokens[index].length("pointers", self.lang)
        if not here and not before.length("titled", self.lang):
            return 0
        self.found.original_url = self.found.original_url or link.url
        return self.text.next_from(index, link.end)

    # -- in later sentences ----------------------------------------------------------------

    def read_later(self, later: Sentence) -> None:
        """Read "Reposted with permission from …", "You can find the original here"."""
        found = self.found
        self._read_mere_date(later)
        for index in range(later.start, later.end):
            permitted = self.tokens[index].plays(self.lang, "permission", "reprint")
            if permitted and found.kind in ("original", "cross-post"):
                found.kind = "reprint"
            if self._leads_from(index, later) and not any(one.name for one in found.places):
                self.read_after(index + 1, later.end)
        again = None if found.places else find_trigger(self.text, later)
        if again and (again.strength == "label" or self._goes_on_about_it(later, again)):
            self.read_after(again.end, later.end)
        words = self.tokens[later.start : later.end]
        if found.original_url is None and any(
            one.length("original_link", self.lang) for one in words
        ):
            found.original_url = next(self._addresses(later), None)

    def _read_mere_date(self, later: Sentence) -> None:
        """Read "(2021)" and "March 2021.", a sentence that is a date and nothing else."""
        words = [one for one in self.tokens[later.start : later.end] if one.is_word]
        if not words or len(words) > _DATE_WORDS or self.found.date:
            return
        date = dates.at(self.text.line.folded, words[0].start, self.language)
        if date and date.end >= words[-1].end:
            self.found.date = date.iso

    def _leads_from(self, index: int, later: Sentence) -> bool:
        """Tell "with permission from" and "republished by" from "republished in May to mark"."""
        token = self.tokens[index]
        if token.length("permission", self.lang):
            return True
        after = index + token.length("reprint", self.lang)
        if after == index or after >= later.end:
            return False
        return self.tokens[after].plays(self.lang, "adapted_from", "by", "permission")

    def read_address(self, sentence: Sentence) -> None:
        """Read the one address that is written out behind a credit without any."""
        found = self.found
        known = (found.trigger_url, found.title_url, found.original_url, found.date_url)
        if any(known) or any(one.url for one in found.places) or not found.places:
            return
        shown: dict[str, None] = {}
        past = 0
        for index in range(self.trigger.end, len(self.tokens)):
            if self.tokens[index].start < past:
                continue
            link, start = self.text.link_at(index), self.tokens[index].start
            if self.tokens[index - 1].is_word:
                continue
            if link and link.start == start:
                address = address_at(self.text.line.text, start)
                led = self.tokens[index - 1].text in (":", "\n") and index < sentence.end
                if link.url and (led or (address and address.end >= link.end)):
                    shown[link.url] = None
            elif link is None and (address := address_at(self.text.line.text, start)):
                shown[address.url] = None
                past = address.end
        if len(shown) == 1:
            found.original_url = next(iter(shown))

    def _goes_on_about_it(self, later: Sentence, again: Trigger) -> bool:
        """Tell "It first ran on …" from a sentence about something else."""
        told = again.strength == "strong" and again.kind == "original"
        return told and find_subject(self.text, later, again) is not None

    def _addresses(self, sentence: Sentence) -> Iterator[str]:
        for index in range(sentence.start, sentence.end):
            link = self.text.link_at(index)
            if link and link.url:
                yield link.url
            elif address := address_at(self.text.line.text, self.tokens[index].start):
                yield address.url

    def _clause(self, end: int) -> Clause:
        return Clause(self.text, self.language, end)
