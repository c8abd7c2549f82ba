"""Titles where a publication is expected: "a translation of [TITLE](…)", "[TITLE](…) by NAME"."""

from __future__ import annotations

from dataclasses import replace

from pelican_safespace.credits.address import is_home
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.notes import Notes
from pelican_safespace.credits.publication import Place


def without_title(notes: Notes, place: Place, index: int) -> Place:
    """Read the TITLE of "a translation of [TITLE](…)" as one; "translated from [SITE](…)" is none.

    ``index`` is that of the word that leads to it.
    """
    tokens, lang = notes.tokens, notes.lang
    link = notes.text.link_at(place.end - 1)
    near = index <= notes.trigger.end + 1 and tokens[index].length("of", lang) > 0
    near = near or _is_behind_author(notes, index)
    if near and place.quoted and _is_page(place) and notes.trigger.kind == "adapted":
        return replace(place, name=None, is_title=True)  # "Adapted from “[TITLE](…)”"
    if link and _is_page(place) and _is_title_by(notes, link, place.end):
        return replace(place, name=None, is_title=True)
    if not (link and near and tokens[notes.trigger.start].length("translations", lang)):
        return place
    said = tokens[index : notes.text.next_from(index, link.start)]
    words = [one for one in said if one.is_word]
    if any(one.plays(lang, "articles", "generic") for one in words):
        titled = words[-1].length("articles", lang) and not words[-1].length("generic", lang)
        return replace(place, name=None, is_title=True) if titled else place
    return replace(place, name=None, is_title=True)


def _is_title_by(notes: Notes, link: Span, index: int) -> bool:
    """Tell "Reposted with permission: [TITLE](…) by NAME"; ``index`` is that of the "by"."""
    tokens, lang = notes.tokens, notes.lang
    colon = notes.text.next_from(0, link.start) - 1
    length = tokens[index].length("by", lang) if index < len(tokens) else 0
    after = index + length
    return (
        length > 0
        and after < len(tokens)
        and colon >= 0
        and tokens[colon].text == ":"
        and bool(notes.names_at(after).people)
    )


def _is_behind_author(notes: Notes, index: int) -> bool:
    """Tell the link of "a translation of the article by NAME [TITLE](…)"."""
    link = notes.text.link_at(index)
    begins = link is not None and link.start == notes.tokens[index].start
    name = notes.tokens[index - 1].is_word and notes.text.is_capital(index - 1)
    return begins and name and bool(notes.found.authors)


def _is_page(place: Place) -> bool:
    return place.url is not None and "//" in place.url and not is_home(place.url)
