"""By whom: "by X", X being people or whoever published it, "guest post by X", "X's blog"."""

from __future__ import annotations

from pelican_safespace.credits.apposed import read_apposed
from pelican_safespace.credits.handles import account_at, handle_at, is_handle_apart, read_handle
from pelican_safespace.credits.not_places import without_title
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.offices import past_office
from pelican_safespace.credits.people import (
    are_people,
    is_author_of,
    is_byline,
    is_company,
    is_profile,
    leads_to_person,
    owners,
    person_named,
    without_offices,
)
from pelican_safespace.credits.place import place_at
from pelican_safespace.credits.publication import Place, quotation_at
from pelican_safespace.credits.text import Clause, Sentence, is_unknown

_BEFORE_WITH = ("agents", "this", "articles", "auxiliaries", "adverbs", "writing")
_WROTE_WITHIN = 8  # words of ", who originally wrote this article"
_PUBLISHED_WITHIN = 7  # words and marks of "published Oct 22, 2008"


def read_byline(notes: Notes, clause: Clause, index: int) -> None:
    """Note who the "by" at ``index`` names, when it is people beyond doubt."""
    start = after_by(notes, clause, index)
    if start >= clause.end:
        return
    if notes.tokens[start].length("articles", notes.lang):
        return
    if not notes.found.authors and (account := account_at(clause, start)):
        notes.note_authors((account,), start)
        return
    reading = notes.names_at(start)
    inside = notes.text.next_from(start, reading.end) <= clause.end
    people = without_offices(reading.people, notes.text.words.languages)
    if people and inside and is_byline(clause, people):
        notes.note_authors(people, start)


def read_by(notes: Notes, clause: Clause, index: int, *, owned: bool = False) -> int:
    """Read the "by X" at ``index``; return the index after it, or 0.

    Who has ``owned`` a copyright since is not thereby the author.
    """
    if index and notes.tokens[index - 1].text == "cc":
        return 0  # "CC BY-NC-ND 4.0"
    if after := read_person(notes, clause, index):
        return after
    if not (notes.tokens[index].length("by", notes.lang) or _is_with(notes, index)):
        return 0
    start = after_by(notes, clause, index)
    if start >= clause.end or _is_of_other_deed(notes, index):
        return 0
    if length := notes.tokens[start].length("writer", notes.lang):
        return start + length
    reading = notes.names_at(start)
    people = without_offices(reading.people, notes.text.words.languages)
    after = notes.text.next_from(start, reading.end)
    if people and after <= clause.end and not _is_source(notes, clause, index, start):
        if owned or _is_of_edition(notes, index) or _is_of_publisher(notes, index):
            return after
        placed = bool(notes.found.places)
        if are_people(clause, index, after, people, placed=placed):
            notes.note_authors(people, start)
            return after
    if after := read_handle(notes, clause, index):
        return after
    if is_handle_apart(clause, start):
        return start + 1
    if account := account_at(clause, start):
        notes.note_authors((account,), start)
        return notes.text.next_from(start, notes.tokens[start].end + len(account.name))
    if handle := handle_at(notes, clause, index, start):
        notes.note_authors((handle,), start)
        return notes.text.next_from(start, notes.tokens[start].end)
    publisher = place_at(clause, start)
    if publisher is None:
        return 0
    publisher = without_title(notes, publisher, index)
    if _is_made_from(notes, index):
        notes.found.places.append(publisher)
    else:
        notes.found.organisation = publisher
        notes.note_date_of_link(publisher)
    return publisher.end


def _is_of_other_deed(notes: Notes, index: int) -> bool:
    """Tell ", sponsored by NAME" from "published by NAME"."""
    before = index - 1
    if before <= notes.trigger.end or not is_unknown(notes.text, before):
        return False
    return notes.tokens[before - 1].text == ","


def _is_made_from(notes: Notes, index: int) -> bool:
    """Tell the Italian "da" of "tratto da Rivista Calma" from that of "pubblicato da"."""
    adapted = notes.trigger.kind == "adapted" and index == notes.trigger.end
    return adapted and notes.tokens[index].length("adapted_from", notes.lang) > 0


def _is_source(notes: Notes, clause: Clause, index: int, start: int) -> bool:
    """Tell the publication of "Crosspost von [Stille Post](…)" and "by “Sample Weekly”"."""
    if quotation_at(clause, start):
        return not notes.tokens[index - 1].length("writing", notes.lang)
    source = notes.tokens[index].plays(notes.lang, "adapted_from", "at")
    again = index == notes.trigger.end and notes.trigger.kind in ("cross-post", "reprint")
    link = notes.text.link_at(start)
    titled = any(one.title or one.credentials for one in notes.names_at(start).people)
    person = titled and link is not None and is_profile(link.url)  # "from [Dr. Kim Test](…)"
    return again and source and link is not None and not person


def leads_to_editor(notes: Notes, index: int) -> bool:
    """Tell the "by" of "edited by NAME"."""
    edited = index > 0 and notes.tokens[index - 1].length("update", notes.lang) > 0
    return edited and notes.tokens[index].length("by", notes.lang) > 0


def _is_of_edition(notes: Notes, index: int) -> bool:
    """Tell the "by" of "edited by NAME" and "and translated by NAME" from the author's."""
    before = notes.tokens[index - 1]
    said = notes.tokens[notes.trigger.end : index]
    of_work = before.plays(notes.lang, "articles", "original", "books")
    of_work = of_work or (bool(notes.found.places) and notes.found.places[-1].end == index)
    translated = any(one.length("tongues", notes.lang) for one in said) or (
        index == notes.trigger.end
        and notes.tokens[notes.trigger.start].length("translated", notes.lang) > 0
    )
    if notes.trigger.kind == "adapted" and translated and not of_work:
        return True  # "translated from the German by NAME"
    later = index > notes.trigger.end and before.length("adapted", notes.lang) > 0
    return later or leads_to_editor(notes, index)


def _is_of_publisher(notes: Notes, index: int) -> bool:
    """Tell "by Kim Test, published in 2008 by Sample Professional" from what is written by two."""
    for token in reversed(notes.tokens[max(index - _PUBLISHED_WITHIN, notes.trigger.end) : index]):
        if token.plays(notes.lang, "by", "writing"):
            return False
        if token.length("verbs", notes.lang):
            directly = token == notes.tokens[index - 1]
            return bool(notes.found.authors) or (directly and _is_of_book(notes))
    return False


def _is_of_book(notes: Notes) -> bool:
    """Tell "excerpted from [BOOK](…), published by NAME" from "adapted from a post by NAME"."""
    return notes.trigger.kind == "adapted" and any(one.name for one in notes.found.places)


def _is_with(notes: Notes, index: int) -> bool:
    """Tell "published with Sample Press" from "written with" and "published with permission"."""
    tokens, lang = notes.tokens, notes.lang
    if index != notes.trigger.end or index + 1 >= len(tokens):
        return False
    written = any(one.length("writing", lang) for one in tokens[notes.trigger.start : index])
    after = index + 1 + tokens[index + 1].length("the", lang)
    named = after < len(tokens) and (notes.text.is_capital(after) or notes.text.link_at(after))
    permitted = any(one.length("permission", lang) for one in tokens[index : index + 4])
    together = tokens[index].text in notes.language.words("names", "together")
    return together and bool(named) and not (written or permitted)


def read_person(notes: Notes, clause: Clause, index: int) -> int:
    """Read who is a person because of what leads there: "guest post by X", "courtesy of X"."""
    position = notes.tokens[index].start
    if any(one.start < position < one.end for one in notes.text.line.links):
        return 0  # "for the article [How to Rest at Home](…)"
    led = leads_to_person(clause, index, notes.trigger, placed=bool(notes.found.places))
    start = after_by(notes, clause, led - 1) if led else clause.end
    if not led or start >= clause.end or notes.tokens[start].length("articles", notes.lang):
        return 0
    reading = notes.names_at(start)
    after = notes.text.next_from(start, reading.end)
    if not reading.people or after > clause.end or is_company(clause, reading.people):
        return 0
    guest = notes.trigger.kind == "guest" and index == notes.trigger.end
    if not (guest or is_author_of(clause, index, after, reading.people)):
        return 0
    notes.note_authors(without_offices(reading.people, notes.text.words.languages), start)
    permitted = notes.tokens[index].length("permission", notes.lang) > 0
    # "with permission from Kim Test, LCSW, Sample Weekly, May 2019"
    return (read_apposed(notes, clause, after) if permitted else 0) or after


def after_by(notes: Notes, clause: Clause, index: int) -> int:
    """Return the token after the "by" at ``index``, and after "the author" before a name."""
    tokens, lang = notes.tokens, notes.lang
    start = index + max(tokens[index].length("by", lang), 1)
    while start < clause.end and tokens[start].text in "\"'([:":
        start += 1
    length = tokens[start].length("writer", lang) if start < clause.end else 0
    after = start + length
    if length and after + 1 < clause.end and tokens[after].text == ",":
        after += 1
    if length and after < clause.end and notes.names_at(after).people:
        return after  # "by the author Kim Test"
    guest = notes.trigger.kind == "guest" and index == notes.trigger.end
    by = tokens[index].length("by", lang) or guest  # "a guest post from a fellow writer, NAME"
    return past_office(notes, clause, start) if by else start


def read_who_wrote(notes: Notes, sentence: Sentence) -> None:
    """Read the author of "All credit goes to Kim Test, who wrote this article"."""
    tokens, lang = notes.tokens, notes.lang
    for comma in range(sentence.start + 1, sentence.end - 1):
        if tokens[comma].text != "," or not tokens[comma + 1].length("who", lang):
            continue
        said = tokens[comma + 2 : min(comma + 2 + _WROTE_WITHIN, sentence.end)]
        told = any(one.plays(lang, "this", "articles") for one in said)
        if not told or not any(one.length("writing", lang) for one in said):
            continue
        first = comma
        while first > sentence.start and _is_in_name(notes, first - 1):
            first -= 1
        people = notes.names_at(first).people
        if len(people) == 1 and is_byline(notes.clause(sentence.end), people):
            notes.note_authors(people, first)
            return


def read_co_authors(notes: Notes, sentence: Sentence) -> None:
    """Read whom "I wrote it together with Kim Test" names."""
    tokens, lang = notes.tokens, notes.lang
    together = notes.language.words("names", "together")
    index, written, joined = sentence.start, False, False
    while index < sentence.end and not joined:
        length = max(tokens[index].length(role, lang) for role in _BEFORE_WITH)
        by = tokens[index].length("by", lang)
        joined = by > 0 or tokens[index].text in together
        if not (length or joined):
            return
        written = written or tokens[index].length("writing", lang) > 0
        index += max(length, by, 1)
    people = notes.names_at(index).people if index < sentence.end else ()
    if written and people and is_byline(notes.clause(sentence.end), people):
        notes.note_authors(people, index)


def _is_in_name(notes: Notes, index: int) -> bool:
    return notes.tokens[index].is_word and notes.text.is_capital(index)


def read_author_among_places(notes: Notes) -> None:
    """Read the author of "adaptado de un artículo de Kim Test en [X](…)", taken for a place."""
    found = notes.found
    if found.kind != "adapted" or found.authors or not any(one.url for one in found.places[1:]):
        return
    first = found.places[0]
    person = person_named(first.name or "", notes.text.words.languages)
    if person is None or (first.is_sure and not _is_of_article(notes, first)):
        return
    plain = person.name.istitle() and person.name.replace(" ", "").replace(".", "").isalpha()
    if plain:
        found.places.remove(first)
        found.authors.append(person)
        found.person_url = found.person_url or first.url


def _is_of_article(notes: Notes, place: Place) -> bool:
    """Tell the "[Kim Test](…)" of "de l'article de [Kim Test](…) publié sur [X](…)"."""
    of = place.end - len((place.name or "").split()) - 1
    tokens, lang = notes.tokens, notes.lang
    return (
        of > 0 and tokens[of].length("of", lang) > 0 and tokens[of - 1].length("articles", lang) > 0
    )


def read_owners(notes: Notes, sentence: Sentence) -> None:
    """Read an author out of "Ben Sample's blog"; "Ben's blog" names nobody in full."""
    found, end = notes.found, notes.trigger.end
    readers = any(one.length("audience", notes.lang) for one in notes.tokens[end : end + 1])
    if found.authors or not found.places or (notes.trigger.kind == "guest" and readers):
        return  # "a guest post for X, Kim Test's blog"
    start, end = notes.tokens[sentence.start].start, notes.tokens[sentence.end - 1].end
    urls = [one.url for one in found.places]
    stretch = notes.text.line.without_brackets(start, end)
    found.authors += list(owners(notes.clause(sentence.end), stretch, urls))[:1]
