"""What is noted while a credit is read: its kind, by whom, on or in what, and when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pelican_safespace import dates, names
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.people import OFFICES
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.text import Clause, Text
from pelican_safespace.credits.trigger import KINDS, Trigger
from pelican_safespace.models import AttributionKind, Person


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

    @property
    def names(self) -> list[str]:
        """Return the publications' names."""
        among = (*self.places, self.organisation)
        return [one.name for one in among if one and one.name]


class Notes:
    """One credit and what was ``found`` in it; every step of reading adds to that."""

    def __init__(self, text: Text, trigger: Trigger) -> None:
        self.text = text
        self.tokens = text.tokens
        self.trigger = trigger
        self.lang = trigger.lang
        self.language = text.language(trigger.lang)
        self.found = Complements(trigger.kind)
        link = text.link_at(trigger.start) or text.link_at(trigger.end - 1)
        self.found.trigger_url = link.url if link else None

    def clause(self, end: int) -> Clause:
        """Return the stretch of the text up to token ``end``."""
        return Clause(self.text, self.language, end)

    def names_at(self, index: int) -> names.Reading:
        """Return the people that are named from token ``index`` on.

        A name does not begin in a link and end behind it: "[Doing Less](…) von Kim Test"; nor does
        it end in one: "[How Do I Rest](…)".
        """
        if index >= len(self.tokens):
            return names.Reading((), len(self.text.line.text))
        position = self.tokens[index].start
        found = names.leading(
            self.text.line.text, position, languages=self.text.words.languages, lang=self.lang
        )
        link = self.text.link_at(index)
        if not link and (before := self._before_link(position, found)):
            return before
        if not (found.people and link):
            return found
        behind = len(found.people[0].name) > link.end - position
        rest = self.text.line.text[found.end : link.end] if link.start == position else ""
        within = any(letter.isalnum() for letter in rest)
        return names.Reading((), position) if behind or within else found

    def _before_link(self, position: int, found: names.Reading) -> names.Reading | None:
        """Read "Kim C. Test [TITLE](…)" up to the link; "Head Nurse [Kim Test](…)" is one name."""
        stop = next((one.start for one in self.text.line.links if one.start > position), None)
        if stop is None or stop >= found.end:
            return None
        text, languages = self.text.line.text[:stop].rstrip(), self.text.words.languages
        words = text[position:].split()
        if len(words) < 2 or len(text) == stop or words[-1] in languages.words("names", "offices"):
            return None
        before = names.leading(text, position, languages=languages, lang=self.lang)
        return before if before.people and before.end == len(text) else None

    def is_particle(self, index: int) -> bool:
        """Tell "de", "d'" and "von", which may lead to a person, from "of" and "to"."""
        said, particles = self.tokens[index].text, self.language.words("names", "particles")
        return said in particles or f"{said}'" in particles

    def date_at(self, index: int) -> dates.Date | None:
        """Return the date that begins at token ``index``."""
        return self.text.date_at(index, self.lang)

    def note_kind(self, index: int) -> None:
        """Note what token ``index`` says of the kind: "reprinted", "with permission"."""
        token, found = self.tokens[index], self.found
        for role, kind in KINDS:
            if token.length(role, self.lang) and found.kind == "original":
                found.kind = kind
        if token.length("permission", self.lang) and found.kind in ("original", "cross-post"):
            found.kind = "reprint"

    def note_date(self, index: int, *, note: bool = True) -> int:
        """Read the date at ``index`` and return the index after it, or 0.

        ``note`` it unless it is an update's.
        """
        date = self.date_at(index)
        if date is None:
            return 0
        known = self.found.date
        if note and (known is None or date.iso.startswith(f"{known}-")):
            link = self.text.link_at(index)
            self.found.date, self.found.date_url = date.iso, link.url if link else None
        return self.text.next_from(index, date.end)

    def note_date_of_link(self, place: Place) -> None:
        """Read the date that a place's link ends with: "[Sample Magazine June 2018](…)"."""
        link = self.text.link_at(place.end - 1)
        if not link or not place.name or self.found.date or len(self.found.places) > 1:
            return
        first = self.text.next_from(0, link.start)
        shown = self.text.line.text[link.start : link.end]
        for index in range(first + 1, place.end) if place.name != shown else ():
            date = self.date_at(index)
            if date and self._ends_link(date.end, place.end):
                self.note_date(index)
                return

    def _ends_link(self, position: int, stop: int) -> bool:
        """Tell whether no more than an issue follows: "[Sample (2021) Volume 3 Issue 2](…)"."""
        rest = self.tokens[self.text.next_from(0, position) : stop]
        return all(
            not one.is_word or one.text.isdigit() or one.length("issues", self.lang) for one in rest
        )

    def note_authors(self, people: tuple[Person, ...], index: int) -> None:
        """Note the authors whose names begin at token ``index``, with the link they are in."""
        link = self.text.link_at(index)
        if link is None and (link := self._link_on_name(people[0], index)):
            name = self.text.line.text[link.start : link.end]
            people = (replace(people[0], name=name), *people[1:])
        named = (
            replace(one, credentials="") if one.credentials in OFFICES else one for one in people
        )
        self.found.authors += [one for one in named if one not in self.found.authors]
        if link:
            self.found.person_url = link.url

    def _link_on_name(self, person: Person, index: int) -> Span | None:
        """Return the link of "Software Engineer [Kim Test](…)"; what stands before is an office."""
        for link in self.text.line.links:
            name = self.text.line.text[link.start : link.end]
            later = self.tokens[index].start < link.start
            if later and f" {person.name}".endswith(f" {name}") and " " in name:
                return link
        return None
