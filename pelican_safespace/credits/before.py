"""What stands before "originally published": the title's link, "by NAME", "a version of"."""

from __future__ import annotations

from dataclasses import replace

from pelican_safespace.credits.byline import after_by, leads_to_editor, read_byline
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.opening import BARS, after_labels
from pelican_safespace.credits.owners import read_who_is_told_of
from pelican_safespace.credits.people import is_byline
from pelican_safespace.credits.pictures import is_of_picture
from pelican_safespace.credits.place import place_at
from pelican_safespace.credits.text import Clause, Sentence, is_unknown

_DASHES = "-–—|·•"
_OF_WITHIN = 8  # words from "version" to "of"
_REMARK = 8  # words and marks of "Reprinted with kind permission."
_BYLINE_WITHIN = 3  # words of a sentence before its "by": "Written by NAME."
_NAMED_WITHIN = 7  # the same: "This is an article written by NAME."


def read_sentence_before(notes: Notes, sentence: Sentence) -> None:
    """Read "By NAME." and "Reprinted with permission." of the sentence before."""
    clause = notes.clause(sentence.end)
    if is_of_picture(notes.text.line.folded[notes.tokens[sentence.start].start :]):
        return  # "Photo by Kim Test."
    if sentence.end - sentence.start <= _REMARK:
        for index in range(sentence.start, sentence.end):
            notes.note_kind(index)
    for index in range(sentence.start, min(sentence.start + _NAMED_WITHIN, sentence.end)):
        if not (notes.tokens[index].length("by", notes.lang) or _is_all(notes, sentence, index)):
            continue
        if leads_to_editor(notes, index):
            continue  # "Edited by NAME."
        near = index - sentence.start < _BYLINE_WITHIN
        told = near or _says_what_it_is(notes, sentence.start, index)
        if told and not _is_of_deed(notes, clause, index):
            read_byline(notes, clause, index)


def read_author_told(notes: Notes, sentence: Sentence) -> None:
    """Read "This piece was written by NAME." of any sentence before; one nearer is surer."""
    if notes.found.authors:
        return
    for before in notes.text.sentences[: notes.text.sentences.index(sentence)]:
        if not notes.tokens[before.start].length("this", notes.lang):
            continue
        for index in range(before.start, min(before.start + _NAMED_WITHIN, before.end)):
            by = notes.tokens[index].length("by", notes.lang) or _is_of_article(notes, index)
            if by and _says_what_it_is(notes, before.start, index):
                read_byline(notes, notes.clause(before.end), index)


def _is_of_article(notes: Notes, index: int) -> bool:
    """Tell the "de" of "Ce texte de NAME"."""
    of = notes.is_particle(index) and notes.tokens[index].length("of", notes.lang) > 0
    return of and notes.tokens[index - 1].length("articles", notes.lang) > 0


def _is_all(notes: Notes, sentence: Sentence, index: int) -> bool:
    """Tell "Di NAME.", all of a sentence, from "Di sera" and from what is of something."""
    length = notes.tokens[index].length("of", notes.lang)
    if index != sentence.start or not length or index + length >= sentence.end:
        return False
    reading = notes.names_at(index + length)
    after = notes.text.next_from(index, reading.end)
    full = bool(reading.people) and all(" " in one.name for one in reading.people)
    return full and not any(one.is_word for one in notes.tokens[after : sentence.end])


def read_source_before(notes: Notes, sentence: Sentence) -> None:
    """Read "Source: [Sample Weekly](…), May 3, 2020." and what the trigger makes of it.

    It is all of the sentence before, or of what its own says before the trigger. Without a label,
    "[Sample Weekly](…), May 3, 2020. Reprinted with permission." has it too.
    """
    first, *others = notes.text.sentences
    own = sentence == first
    if notes.found.places or not (own or others[0] == sentence):
        return
    stop = notes.trigger.start if own else first.end
    start, sourced = after_labels(notes.text, first.start, notes.trigger)
    if not (sourced or (notes.trigger.kind == "reprint" and not own)):
        return
    while start < stop and _leads_to_source(notes, start):
        start += 1
    place = place_at(notes.clause(stop), start) if start < stop else None
    if place is None or place.name is None or not _is_marked(notes, start, place.end):
        return
    index = place.end
    while index < stop:
        after = notes.note_date(index) if notes.found.date is None else 0
        if not after and notes.tokens[index].is_word:
            return
        index = after or index + 1
    notes.found.places.append(place)


def read_book_before(notes: Notes, sentence: Sentence) -> None:
    """Read "From [BOOK](…) by NAME. © NAME." before "Reprinted by permission of PUBLISHER"."""
    first, *_ = notes.text.sentences
    found, tokens = notes.found, notes.tokens
    if notes.trigger.kind != "reprint" or first == sentence:
        return
    start = first.start + tokens[first.start].length("adapted_from", notes.lang)
    while first.start < start < first.end and notes.text.is_small(start):
        if not tokens[start].plays(notes.lang, "the", "books"):
            return
        start += 1
    place = place_at(notes.clause(first.end), start) if first.start < start < first.end else None
    if place is None or not _is_marked(notes, start, place.end) or place.end >= first.end:
        return
    by = place.end
    if tokens[by].length("by", notes.lang) and not found.authors:
        read_byline(notes, notes.clause(first.end), by)
        name = place.name or notes.text.line.text[tokens[start].start : tokens[by - 1].end]
        found.places.insert(0, replace(place, name=name, is_title=False))


def _leads_to_source(notes: Notes, index: int) -> bool:
    """Tell the "From" and "Source:" before the name of a publication."""
    token = notes.tokens[index]
    return token.text == ":" or token.plays(notes.lang, "adapted_from", "labels")


def _is_marked(notes: Notes, start: int, end: int) -> bool:
    """Tell a name that is a link, in italics or in quotation marks."""
    line, first = notes.text.line, notes.tokens[start].start
    last = notes.tokens[end - 1].end
    spans = (*line.links, *line.quoted, *line.emphasis)
    whole = len(line.text) - 2
    return any(
        one.start <= first and last <= one.end + 1 and one.end - one.start < whole for one in spans
    )


def _says_what_it_is(notes: Notes, start: int, index: int) -> bool:
    """Tell "This is an article written by" from "It was not said in the study by"."""
    said = [one for one in notes.tokens[start:index] if one.is_word]
    roles = ("this", "the", "articles", "auxiliaries", "writing")
    return any(one.length("articles", notes.lang) for one in said) and all(
        one.plays(notes.lang, *roles) for one in said
    )


def _is_of_deed(notes: Notes, clause: Clause, index: int) -> bool:
    """Tell "A study by Sample University found that …" from "By NAME, a therapist in …"."""
    start = after_by(notes, clause, index)
    if start >= clause.end:
        return False
    after = notes.text.next_from(start, notes.names_at(start).end)
    return after < clause.end and is_unknown(notes.text, after)


def read_before(notes: Notes, sentence: Sentence) -> None:
    """Read what the trigger's own sentence says before it."""
    start, found = notes.trigger.start, notes.found
    clause = notes.clause(start)
    _read_agent(notes, clause, sentence)
    read_who_is_told_of(notes, sentence)
    _read_byline_before_bar(notes, sentence)
    for index in range(sentence.start, start):
        link = notes.text.link_at(index)
        titled = link and link.url != found.person_url  # "By [Kim Test](…), originally …"
        if link and titled:
            before = notes.text.next_from(0, link.start) - 1
            employer = bool(found.authors) and notes.tokens[before].length("at", notes.lang) > 0
            about = _is_led_by_about(notes, before)
            titled = not (employer or about or leads_to_editor(notes, before))
        if link and titled and link.url and link.end <= notes.tokens[start].start:
            found.title_url = found.title_url or link.url
        if _leads_to_author(notes, index, sentence) and not _is_inside_title(notes, index):
            read_byline(notes, clause, index)
        if _is_version_of(notes, index, sentence):
            found.kind = "adapted"
        notes.note_kind(index)
    for index in range(start, notes.trigger.end):
        notes.note_kind(index)


def _is_led_by_about(notes: Notes, index: int) -> bool:
    """Tell the link of "this note about the [lamp](…)" from a title's; ``index`` is before it."""
    while index > 0 and notes.tokens[index].length("determiners", notes.lang):
        index -= 1
    return notes.tokens[index].length("about", notes.lang) > 0


def _read_agent(notes: Notes, clause: Clause, sentence: Sentence) -> None:
    """Read who "Kim Test wrote this for …" and "Kim Test hat diesen Text für …" name."""
    index = notes.trigger.start
    reading = notes.names_at(sentence.start)
    after = notes.text.next_from(sentence.start, reading.end)
    if not reading.people or after > index or not is_byline(clause, reading.people):
        return
    between = [one for one in notes.tokens[after:index] if one.text != ","]  # "Kim Test, LCSW, …"
    if notes.trigger.kind == "guest" and between and between[0].length("auxiliaries", notes.lang):
        notes.note_authors(reading.people, sentence.start)  # "NAME heeft een gastblog geschreven"
    behind = notes.tokens[notes.trigger.end : notes.trigger.end + 1]
    if between:  # where the verb comes last
        roles = ("auxiliaries", "this", "articles", "adverbs")
        behind = between[1:2] if all(one.plays(notes.lang, *roles) for one in between) else []
    if any(one.length("this", notes.lang) for one in behind):
        notes.note_authors(reading.people, sentence.start)


def read_antecedent(notes: Notes, sentence: Sentence) -> None:
    """Read the publication of "Thanks to [Sample Weekly](…), where this article first ran"."""
    if notes.found.places:
        return
    clause = notes.clause(notes.trigger.start)
    for index in range(sentence.start + 1, notes.trigger.start):
        comma = notes.tokens[index - 1].text == ","
        link = notes.text.link_at(index - 1 - comma)
        if link and link.url and notes.tokens[index].length("clauses", notes.lang):
            first = notes.text.next_from(sentence.start, link.start)
            place = place_at(clause, first)
            notes.found.places += [place] if place else []
            return


def read_publisher_before(notes: Notes, sentence: Sentence) -> None:
    """Read the publication of "Sample Weekly first published this piece by Kim Test"."""
    found, start, end = notes.found, notes.trigger.start, notes.trigger.end
    behind = notes.tokens[end : end + 1]
    this = any(one.length("this", notes.lang) for one in behind)
    written = any(one.length("writing", notes.lang) for one in notes.tokens[start:end])
    if found.places or found.organisation or written or not this or start == sentence.start:
        return
    if notes.tokens[sentence.start].plays(notes.lang, "writer", "stops"):
        return  # "We first published this piece in May"
    place = place_at(notes.clause(start), sentence.start)
    if place and place.name and place.end == start:
        found.places.append(place)


def _read_byline_before_bar(notes: Notes, sentence: Sentence) -> None:
    """Read the author of "Kim Test, LCSW | Originally published …", "By Kim — originally …"."""
    by = notes.tokens[sentence.start].length("by", notes.lang)
    start = sentence.start + by
    reading = notes.names_at(start)
    after = notes.text.next_from(start, reading.end)
    if by:  # with a whole name, it is read as any "by" is
        behind = notes.tokens[after].text if after < notes.trigger.start else ""
        if len(reading.people) == 1 and after + 1 == notes.trigger.start and behind in _DASHES:
            notes.note_authors(reading.people, start)
        return
    if reading.people and after < notes.trigger.start and notes.tokens[after].text in BARS:
        if is_byline(notes.clause(sentence.end), reading.people):
            notes.note_authors(reading.people, sentence.start)


def _leads_to_author(notes: Notes, index: int, sentence: Sentence) -> bool:
    """Tell "by", "written with" and the "de" of "article de NAME"."""
    token, lang = notes.tokens[index], notes.lang
    before = notes.tokens[index - 1] if index > sentence.start else None
    if token.length("by", lang):
        return not leads_to_editor(notes, index)
    if before is None:
        return False
    together = token.text in notes.language.words("names", "together") and before.plays(
        lang, "verbs", "writing"
    )
    return bool(together) or _is_of_article(notes, index)


def _is_inside_title(notes: Notes, index: int) -> bool:
    position = notes.tokens[index].start
    spans = (*notes.text.line.quoted, *notes.text.line.links)
    return any(one.start < position < one.end for one in spans)


def _is_version_of(notes: Notes, index: int, sentence: Sentence) -> bool:
    """Tell "a shorter version of this", "eine Fassung dieses" from "this is part two of"."""
    tokens, lang = notes.tokens, notes.lang
    if any(one.length("this", lang) for one in tokens[sentence.start : index]):
        return False
    following = tokens[index + 1 : min(index + _OF_WITHIN, notes.trigger.start)]
    if not following or not tokens[index].length("versions", lang):
        return False
    of = any(one.length("of", lang) for one in following)
    return of or following[0].length("this", lang) > 0
