"""One paragraph of an article -> where the article came from, or None.

A credit is read as a person reads it: does the line say "originally published" or the like, is
it about *this* article, and then by whom, on or in what, and when. The words are data
(``languages``), the steps are in ``credits``, and what an article's metadata say goes before
what its body says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pelican_safespace import dates, names
from pelican_safespace.credits import hints
from pelican_safespace.credits.address import domain, whole_address
from pelican_safespace.credits.complements import read_complements
from pelican_safespace.credits.compose import compose, phrased, rule
from pelican_safespace.credits.inline import Line, flatten, line_of
from pelican_safespace.credits.reading import Position, Reading
from pelican_safespace.credits.subject import find_subject
from pelican_safespace.credits.text import Text
from pelican_safespace.credits.trigger import triggers
from pelican_safespace.credits.verdict import is_credit, is_figure
from pelican_safespace.credits.wording import wording
from pelican_safespace.languages import Language, Languages, load
from pelican_safespace.languages.glance import glance
from pelican_safespace.models import Attribution, CreditRule, Person
from pelican_safespace.phrases import Phrases

if TYPE_CHECKING:
    from bs4 import Tag

LONGEST = 4000
"""Characters of an element that is read; a longer one is prose, whatever it begins with."""
MOST_SENTENCES = 40
"""Sentences that are looked at."""

_NOT_CREDITS = frozenset({"figcaption", "caption", "pre", "code", "table", "td", "th"})
_LINK = re.compile(r"^\[([^\[\]]+)\]\(([^()\s]+)\)$")


def hinted(text: str, *, languages: Languages | None = None) -> bool:
    """Tell at very little cost whether HTML or text could hold a credit at all.

    False is certain; True means that it is worth a closer look.
    """
    languages = languages or load()
    return hints.hinted(glance(text, hints.hint_words(languages)), languages)


def recognise(
    element: Tag, *, languages: Languages | None = None, position: Position = "last"
) -> Attribution | None:
    """Return what ``element`` says about where this article came from; None when nothing.

    ``element`` is a paragraph, list item, quotation, aside or emphasised line; ``position`` its
    place in the article: in the middle only a line about "this article" counts. ``sentence`` of
    the result is the part of the element's text, white space collapsed, that is the credit.
    """
    html, languages = element.decode_contents(), languages or load()
    if not hinted(html, languages=languages):
        return None
    found = read(html, name=element.name, languages=languages, position=position)
    return found[0] if found else None


def read(
    html: str, *, name: str, languages: Languages, position: Position
) -> tuple[Attribution, CreditRule] | None:
    """Return what an element called ``name``, with ``html`` inside, says, and why; see above.

    Who asks has seen by ``hinted`` that it is worth it.
    """
    if name in _NOT_CREDITS:
        return None
    return _read(flatten(html, LONGEST), name, position, languages)


def _read(
    line: Line, tag: str, position: Position, languages: Languages
) -> tuple[Attribution, CreditRule] | None:
    if len(line.text) > LONGEST:
        return None
    text = Text(line, wording(languages))
    for sentence in text.sentences[:MOST_SENTENCES]:
        for trigger in triggers(text, sentence):
            subject = find_subject(text, sentence, trigger)
            if subject is None:
                continue
            found = read_complements(text, sentence, trigger)
            reading = Reading(text, sentence, trigger, subject, found, position, tag)
            if is_credit(reading) and not is_figure(reading):
                return compose(reading), rule(reading)
    return None


def from_metadata(
    metadata: Mapping[str, str],
    found: Attribution | None,
    *,
    say: Phrases,
    languages: Languages | None = None,
) -> Attribution | None:
    """Return the credit that an article's metadata and its body make together, or None.

    ``metadata`` has lower-case names: ``originally_published`` (a publication, an address, a
    Markdown link or a whole sentence), ``original_author`` ("Allison Example, LCSW, and Ben
    Sample"), ``original_url`` and ``original_date``. Each wins over what the body says. The
    sentence stays the body's unless metadata contradict it; without one, ``say`` composes it.
    """
    languages = languages or load()
    stated = read_metadata(metadata, say.lang, languages)
    if stated is None:
        return found
    if found is None:
        return stated if stated.sentence else replace(stated, sentence=phrased(stated, say))
    both = Attribution(
        found.kind if stated.kind == "original" else stated.kind,
        stated.authors or found.authors,
        stated.publication or found.publication,
        stated.url or found.url,
        stated.date or found.date,
        stated.sentence or found.sentence,
        stated.also if stated.publication else found.also,
    )
    if stated.sentence or not _contradicts(stated, found):
        return both
    return replace(both, sentence=phrased(both, say))


def read_metadata(
    metadata: Mapping[str, str], lang: str, languages: Languages
) -> Attribution | None:
    """Return what the metadata say by themselves; ``sentence`` only where one is written out.

    Dates are read in the language ``lang``.
    """
    where, who, url, when = (
        " ".join(str(metadata.get(key) or "").split())
        for key in ("originally_published", "original_author", "original_url", "original_date")
    )
    if not any((where, who, url, when)):
        return None
    base = _published(where, languages)
    authors: tuple[Person, ...] = names.people(who, languages=languages)
    date = dates.find(when, _language(languages, lang))
    url = url or base.url or ""
    return Attribution(
        base.kind,
        authors or base.authors,
        base.publication or domain(url),
        url or None,
        date.iso if date else base.date,
        base.sentence,
        base.also,
    )


def _published(where: str, languages: Languages) -> Attribution:
    """Read ``Originally_published``: a sentence, a link, an address, else a publication's name."""
    sentence = _read(line_of(where), "p", "last", languages) if " " in where else None
    if sentence is not None:
        return sentence[0]
    if link := _LINK.match(where):
        return Attribution("original", (), link[1], link[2], None, "")
    if address := whole_address(where):
        return Attribution("original", (), domain(address.url), address.url, None, "")
    return Attribution("original", (), where or None, None, None, "")


def _contradicts(stated: Attribution, found: Attribution) -> bool:
    pairs = (
        (stated.authors, found.authors),
        (stated.publication, found.publication),
        (stated.date, found.date),
    )
    return any(one and other and one != other for one, other in pairs)


def _language(languages: Languages, lang: str) -> Language:
    code = lang.partition("-")[0]
    return next((one for one in languages if one.code == code), languages["en"])
