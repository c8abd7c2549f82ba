"""Where: "on X", "(X)", "First publication: X", "as “TITLE”", "and can be found here".

A function returns the index after what it has read, or 0.
"""

from __future__ import annotations

from dataclasses import replace

from pelican_safespace import dates
from pelican_safespace.credits.address import address_at
from pelican_safespace.credits.apposed import read_apposed, read_guest
from pelican_safespace.credits.byline import after_by, read_byline
from pelican_safespace.credits.capitals import name_end, year_behind, year_of_issue
from pelican_safespace.credits.further import is_further
from pelican_safespace.credits.lead_in import is_issue, past_form
from pelican_safespace.credits.not_places import without_title
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.people import is_company, is_profile
from pelican_safespace.credits.place import is_year_of_event, place_at
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.readers import is_audience, is_named
from pelican_safespace.credits.text import Clause, is_unknown
from pelican_safespace.credits.works import read_owner_of_article, read_work

_GAVE_WITHIN = 4  # words from "talk" to "on": "a talk I gave on"
_EDITORS_WITHIN = 12  # words and marks of "B. Sample & K. Test (Eds.)"
_ISSUE_WITHIN = 6  # words of "issue 4/2018 of"


def read_place(notes: Notes, clause: Clause, index: int, *, drifted: bool) -> int:
    """Read "on X", "(X)" and, after a book's title, ", de NAME"."""
    if _read_author_of_book(notes, clause, index):
        return index + 1
    length = _preposition(notes, index)
    start = index + length
    if length and start < clause.end and notes.tokens[start].text == "\n":
        start += 1
    known = any(one.name or one.url for one in notes.found.places)
    book = notes.tokens[index - 1].length("books", notes.lang) > 0  # "a section of our book [X]"
    shown = not length and not known and (book or not drifted) and _shows_link(notes, index)
    if start >= clause.end or not (length or shown):
        return 0
    if after := _past_topic(notes, clause, index):
        return after
    if after := past_form(clause, start) or _read_small_name(notes, clause, index, start):
        return after
    if after := notes.note_date(start):
        tokens = notes.tokens[after : after + 2]
        issue = any(one.length("issues", notes.lang) for one in tokens)
        issue = issue or (after < clause.end and is_issue(clause, after))
        if not issue and not is_named(clause, after):
            return read_apposed(notes, clause, after, dated=True) or after
        start = start if notes.text.link_at(after) else after
    return note_place(notes, clause, index, start, drifted=drifted)


def _past_topic(notes: Notes, clause: Clause, index: int) -> int:
    """Return the token after "on Rest and Sleep" in "a talk I gave on Rest and Sleep for"; or 0."""
    on = notes.tokens[index].text == "on" or notes.tokens[index].length("about", notes.lang)
    if not on or notes.trigger.kind != "adapted" or notes.text.link_at(index + 1):
        return 0
    before = range(max(index - _GAVE_WITHIN, notes.trigger.end), index)
    spoken = next((one for one in before if notes.tokens[one].length("spoken", notes.lang)), None)
    told = range(index if spoken is None else spoken + 1, index)
    if spoken is None or any(notes.tokens[one].length("at", notes.lang) for one in told):
        return 0
    if notes.date_at(index + 1):
        return 0
    for ahead in range(index + 1, clause.end):
        token = notes.tokens[ahead]
        if not token.is_word or token.plays(notes.lang, "at", "by") or notes.date_at(ahead):
            return ahead
    return clause.end


def _read_small_name(notes: Notes, clause: Clause, index: int, start: int) -> int:
    """Read "birdland" of "crossposted from birdland", all that follows."""
    again = notes.trigger.kind in ("cross-post", "reprint") and index == notes.trigger.end
    behind = notes.tokens[start + 1 : clause.end]
    alone = not any(one.is_word for one in behind) or behind[0].text == ","
    if not (again and alone and is_unknown(clause.text, start)) or notes.text.link_at(start):
        return 0
    token = notes.tokens[start]
    notes.found.places.append(Place(notes.text.line.text[token.start : token.end], None, start + 1))
    return start + 1


def note_place(notes: Notes, clause: Clause, index: int, start: int, *, drifted: bool) -> int:
    """Note the place that begins at ``start``, after the preposition at ``index``."""
    if after := read_work(notes, clause, start) or read_owner_of_article(notes, clause, start):
        return after
    if after := _read_person_adapted(notes, clause, index, start):
        return after
    start = _past_editors(clause, start)
    place = place_at(clause, start)
    readers = place and notes.tokens[index].length("audience", notes.lang)
    if place is None:
        _note_other_language(notes, start)
        return 0
    if readers and is_audience(clause, place, start):
        return place.end
    if place.is_kind and drifted:
        return 0  # "… and was only tried at home"
    if after := _read_owned(notes, clause, place):
        return after
    found = notes.found
    place = _without_author(notes, clause, place, start)
    further = is_further(notes, clause, index)
    found.places.append(replace(without_title(notes, place, index), is_further=further))
    _note_year_of_issue(notes, clause, start)
    notes.note_date_of_link(place)
    occasion = year_behind(clause, place.end) if readers and found.places[1:] else None
    if occasion:
        return place.end + 1  # "on Sample Weekly for [Rest Day](…) 2024"
    found.date = found.date or year_of_issue(clause, place.end) or year_behind(clause, place.end)
    after = read_apposed(notes, clause, place.end) if place.is_kind else 0
    return max(after, place.end, index + 1)


def _past_editors(clause: Clause, index: int) -> int:
    """Skip the "B. Sample (Ed.)," before a book's title; else return ``index``."""
    for at in range(index, min(index + _EDITORS_WITHIN, clause.end - 2)):
        if clause.tokens[at].text == "(" and clause.tokens[at + 1].length("editors", clause.lang):
            closing = next(
                (one for one in range(at, clause.end) if clause.tokens[one].text == ")"), at
            )
            after = closing + 1
            after += after < clause.end and clause.tokens[after].text in ",:"
            return after if at < after < clause.end else index
    return index


def _read_person_adapted(notes: Notes, clause: Clause, index: int, start: int) -> int:
    """Read the author of "adapted from Kim Test, LCSW"; 0 where it may be a publication."""
    if not notes.tokens[index].length("adapted_from", notes.lang) or notes.text.link_at(start):
        return 0
    reading = notes.names_at(start)
    after = notes.text.next_from(start, reading.end)
    sure = all(one.title or one.credentials for one in reading.people)
    if notes.found.authors or not (reading.people and sure) or after > clause.end:
        return 0
    if is_company(clause, reading.people) or not all(" " in one.name for one in reading.people):
        return 0
    notes.note_authors(reading.people, start)
    return read_apposed(notes, clause, after) or after


def _note_other_language(notes: Notes, index: int) -> None:
    """Note the address of "originally written in [Portuguese](…)", unless it is a page of ours."""
    link = notes.text.link_at(index)
    if (
        not link
        or "//" not in (link.url or "")
        or notes.trigger.kind not in ("original", "adapted")
    ):
        return
    said = notes.tokens[index : notes.text.next_from(index, link.end)]
    if all(one.length("tongues", notes.lang) for one in said if one.is_word):
        notes.found.original_url = notes.found.original_url or link.url


def _read_owned(notes: Notes, clause: Clause, place: Place) -> int:
    """Read the name of "in Kim Test's newsletter, Sample Weekly"; 0 where none follows."""
    owned = [one.text for one in notes.tokens[place.end : place.end + 2]] == ["'", "s"]
    kind = place.end + 2
    if not owned or kind >= clause.end:
        return 0
    if place.url:
        return _read_site_of_person(notes, clause, place, kind)
    after = kind + notes.tokens[kind].length("generic", notes.lang)
    return read_apposed(notes, clause, after) if kind < after < clause.end else 0


def _read_site_of_person(notes: Notes, clause: Clause, owner: Place, index: int) -> int:
    """Read the name of "[Kim Test](…/@kim)'s Quiet Pages website"; 0 where none follows."""
    stop = name_end(clause, index) if is_profile(owner.url) else index
    kind = [one for one in notes.tokens[stop - 1 : stop + 1] if one.length("generic", notes.lang)]
    if stop == index or not kind:
        return 0
    name = notes.text.line.text[notes.tokens[index].start : notes.tokens[stop - 1].end]
    notes.found.places.append(Place(name, None, stop))
    return stop


def _read_author_of_book(notes: Notes, clause: Clause, index: int) -> bool:
    """Read the ", de NAME" after a book's title; tell whether it names somebody."""
    found, last = notes.found, notes.tokens[index - 1]
    spans = (*notes.text.line.emphasis, *notes.text.line.quoted)
    marked = any(one.start < last.end <= one.end for one in spans)  # "nel libro *TITLE* di NAME"
    of_person = last.text == "," or last.length("articles", notes.lang)
    if marked and found.places and found.places[-1].end == index:
        of_person = of_person or notes.is_particle(index)
    if notes.tokens[index].length("audience", notes.lang):
        return False  # "my piece for Sample Weekly"
    if not (found.places and notes.tokens[index].length("of", notes.lang) and of_person):
        return False
    before = len(found.authors)
    read_byline(notes, clause, index)
    return len(found.authors) > before


def _preposition(notes: Notes, index: int) -> int:
    """How many words at ``index`` lead to a place: "on", or the "of" of "the blog of"."""
    if _is_in_title(notes, index):
        return 0
    translated = notes.tokens[notes.trigger.start].length("translated", notes.lang) > 0
    by = notes.tokens[index].length("by", notes.lang) > 0 and not notes.text.link_at(index + 1)
    if translated and by and index == notes.trigger.end:
        return 0  # "Übersetzt von NAME"
    places = notes.found.places
    owned = bool(places) and places[-1].is_kind and places[-1].end == index
    whose = owned or notes.found.kind not in ("original", "guest")  # "by Kim Test of NAME"
    roles = ("at", "adapted_from") if whose else ("at",)
    return max(notes.tokens[index].length(role, notes.lang) for role in roles)


def _is_in_title(notes: Notes, index: int) -> bool:
    """Tell the "to" of “How to Rest”, the title of what a text is adapted from."""
    position = notes.tokens[index].start
    begins = notes.tokens[notes.trigger.start].start
    link = notes.text.link_at(index)
    known = bool(notes.found.places) or notes.trigger.kind != "adapted"
    if link and not known and begins < link.start < position and "//" in (link.url or ""):
        return True
    return any(begins < one.start < position < one.end for one in notes.text.line.quoted)


def _without_author(notes: Notes, clause: Clause, place: Place, index: int) -> Place:
    """Read the author of a link that is put on "TITLE by NAME"."""
    for ahead in range(index + 1, place.end - 1):
        link = notes.text.link_at(ahead)
        article = notes.tokens[ahead - 1].length("articles", notes.lang) > 0
        of = article and notes.is_particle(ahead)
        if not link or not (of or notes.tokens[ahead].length("by", notes.lang)):
            continue
        if notes.tokens[ahead - 1].length("blogs", notes.lang):
            return place  # "[Blog von NAME](…)"
        start = after_by(notes, clause, ahead)
        reading = notes.names_at(start) if start < place.end else None
        if reading and reading.people and reading.end == link.end:
            if of and " " not in reading.people[0].name:
                return place
            if is_company(clause, reading.people):
                return place  # "[Sample Letters by The Sample Company](…)"
            authors = notes.found.authors
            authors += [one for one in reading.people if one not in authors]
            return replace(place, name=None, is_title=True)
    return place


def _note_year_of_issue(notes: Notes, clause: Clause, index: int) -> None:
    """Read the year of "issue 4/2018 of" and "in the 2019 Sample Review"."""
    index += notes.tokens[index].length("determiners", notes.lang)
    number = notes.tokens[index : index + _ISSUE_WITHIN]
    dated = bool(number) and number[0].text.isdigit()  # "the 2019 special autumn issue of"
    places = range(index, index + len(number))
    said = places[: _ISSUE_WITHIN - 1] if dated else places[:3]
    yearly = dated and is_year_of_event(clause, index)
    issue = yearly or any(is_issue(clause, one) for one in said)
    if notes.found.date is None and issue:
        year = next((one for one in places if dates.YEAR.fullmatch(notes.tokens[one].text)), None)
        date = notes.date_at(year) if year else None
        notes.found.date = date.iso if date else notes.tokens[year].text if year else None


def _shows_link(notes: Notes, index: int) -> bool:
    """Tell a link that follows without a preposition: "(link)", ": link", "published LINK"."""
    token = notes.tokens[index]
    link = notes.text.link_at(index)
    if (link and link.start == token.start) or token.text in ("http", "https", "www"):
        return True
    if not token.is_word or notes.tokens[index - 1].text not in (":", "("):
        return False
    return address_at(notes.text.line.text, token.start) is not None


def read_labelled(notes: Notes, clause: Clause, index: int) -> int:
    """Read the name of "First publication: Sample Weekly" and behind "proviene da"."""
    if index != notes.trigger.end:
        return 0
    if notes.tokens[index].text == ":":
        guest = notes.trigger.kind == "guest" and read_guest(notes, clause, index)
        return guest or read_apposed(notes, clause, index)
    last = notes.tokens[index - 1]
    led = 1 in (last.length("at", notes.lang), last.length("by", notes.lang))
    phrase = notes.trigger.end > notes.trigger.start + 1
    return note_place(notes, clause, index, index, drifted=False) if led and phrase else 0


def read_pointer(notes: Notes, index: int) -> int:
    """Read the link of "… and can be found [here]", "… as ["Title"]"."""
    link = notes.text.link_at(index)
    if link is None or not link.url or link.start != notes.tokens[index].start or index < 2:
        return 0
    before = notes.tokens[index - 1]
    if before.text in "\"'(":
        before = notes.tokens[index - 2]
    inside = notes.tokens[index : notes.text.next_from(index, link.end)]
    said = all(one.plays(notes.lang, "reading", "pointers", "at") for one in inside)
    here = said and any(one.length("pointers", notes.lang) for one in inside)
    here = here or notes.tokens[index].length("pointers", notes.lang) > 0
    if not here and not before.length("titled", notes.lang):
        return 0
    notes.found.original_url = notes.found.original_url or link.url
    return notes.text.next_from(index, link.end)
