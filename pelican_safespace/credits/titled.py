"""What "as" leads to: a title that the article had there, a platform, an episode, a chapter."""

from __future__ import annotations

from pelican_safespace.credits.address import PLATFORMS
from pelican_safespace.credits.lead_in import past_issue
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.published import note_place
from pelican_safespace.credits.text import Clause

_PART_WITHIN = 5  # words from "part" to the link: "as part of the [Rest series](…)"
_NAME_WITHIN = 3  # words from "a" to the link of "as a Sample [Notes on the Door](…) episode"


def read_titled(notes: Notes, clause: Clause, index: int) -> int:
    """Skip "as “How to Rest”", the title that the article had there.

    But read "as chapter 4 of NAME".
    """
    after = index + notes.tokens[index].length("titled", notes.lang)
    if after == index or after >= clause.end:
        return 0
    if notes.found.organisation and notes.tokens[after].length("versions", notes.lang):
        link = notes.text.link_from(after, min(after + _PART_WITHIN, clause.end))
        if link:
            return notes.text.next_from(after, link.end)  # "by X as part of the [NAME series](…)"
    if past_issue(clause, after) > after:
        return note_place(notes, clause, index, after, drifted=False)
    length = notes.tokens[after].length("determiners", notes.lang)
    if episode := _episode_of(notes, clause, after + length) if length else None:
        notes.found.places = [one for one in notes.found.places if one.is_sure]
        notes.found.places.append(episode)
        return episode.end
    if platform := _platform_of(notes, clause, after + length):
        notes.found.places.append(platform)
        return platform.end
    if length and notes.text.link_at(after + length):
        after += length  # "as a [comment on X](…)"
    marked = after + 1 < clause.end and notes.tokens[after].text in "\"'"
    if link := notes.text.link_at(after + marked):
        notes.found.original_url = notes.found.original_url or link.url
        stop = notes.text.next_from(after, link.end)
        if any(one.length("the", notes.lang) for one in notes.tokens[after - 1 : after + 1]):
            _note_date_within(notes, after, stop)  # "as [a talk in 2020](…)"
        return stop
    start = notes.tokens[after].start
    for span in (*notes.text.line.quoted, *notes.text.line.emphasis):
        if span.start in (start, start - 1):
            return notes.text.next_from(after, span.end)
    return 0


def _note_date_within(notes: Notes, start: int, stop: int) -> None:
    for index in range(start, stop):
        if notes.note_date(index):
            return


def _episode_of(notes: Notes, clause: Clause, index: int) -> Place | None:
    """Return the series of "as a Sample [Notes on the Door](…) episode", which is linked."""
    for ahead in range(index, min(index + _NAME_WITHIN, clause.end)):
        if link := notes.text.link_at(ahead):
            stop = notes.text.next_from(ahead, link.end)
            issue = stop < clause.end and notes.tokens[stop].length("issues", notes.lang) > 0
            name = notes.text.line.text[notes.tokens[index].start : link.end]
            return Place(name, link.url, stop + 1) if issue and link.url else None
        if not notes.text.is_capital(ahead):
            break
    return None


def _platform_of(notes: Notes, clause: Clause, index: int) -> Place | None:
    """Return the platform of "as a Medium post", where no link tells more."""
    if index + 1 >= clause.end or notes.text.link_at(index) or notes.found.places:
        return None
    token, noun = notes.tokens[index : index + 2]
    if token.text not in PLATFORMS or not noun.plays(notes.lang, "articles", "generic"):
        return None
    return Place(notes.text.line.text[token.start : token.end], None, index + 2)
