"""Where a credit says something appeared: the name of a publication, and its address.

A name is what a link, emphasis or quotation marks hold, else the words with capitals after "on",
"in", "at". Where that is no name ("my blog", "here", a date, an article's own title, a bare
address), the address tells it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pelican_safespace import dates
from pelican_safespace.credits.address import PLATFORMS, address_at, domain
from pelican_safespace.credits.capitals import LONGEST_NAME, name_end
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.link_text import QUOTES, LinkText, read_link_text
from pelican_safespace.credits.text import Clause

_LINK_WITHIN = 7  # words from "on" to the link: "on my own little blog, [X]"
_ISSUE_WITHIN = 7  # words from "in" to "issue": "in the September/October 2020 issue of"
_QUOTED_WITHIN = 4  # words from "on" to the quotation marks: "on the public account “X”"
_FORM_WITHIN = 5  # words from "in" to "form"
_OF_WITHIN = 5  # words from "issue" to "of"
_COMMON = ("generic", "pointers", "articles", "others", "books", "versions")
_POSSESSIVES = ("'s", "’s", "s'", "s’")


@dataclass(frozen=True, slots=True)
class Place:
    """A publication as the sentence has it; ``name`` is None where only its address tells it.

    ``end`` is the index of the first token after it. A ``quoted`` name may be an article's title
    or a column's, when another place follows; ``is_title`` is said of a link that is put on one,
    ``is_kind`` of "my blog", which says no more than what kind of place it is, ``is_other`` when
    it is said to be another one than this ("my old blog").
    """

    name: str | None
    url: str | None
    end: int
    quoted: bool = False
    is_title: bool = False
    is_kind: bool = False
    is_other: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether mark-up tells it: a link or quotation marks."""
        return bool(self.url or self.quoted)


def place_at(clause: Clause, index: int) -> Place | None:
    """Return the place named at token ``index``, after a preposition; None for none."""
    index = _past_issue(clause, index)
    link = _link_ahead(clause, index)
    if not link and index < clause.end and (marked := _marked(clause, index)):
        return marked
    index = _past_determiners(clause, index)
    if link and (index >= clause.end or link.start <= clause.tokens[index].start):
        return _linked(clause, link, index)
    if index >= clause.end or clause.tokens[index].plays(clause.lang, "writer", "tongues"):
        return None
    return _unlinked(clause, index, link)


def _unlinked(clause: Clause, index: int, link: Span | None) -> Place | None:
    """Read a bare address, marked or plain words; ``link`` is one that comes a little later."""
    text, token = clause.text, clause.tokens[index]
    if dates.at(text.line.folded, token.start, clause.language):
        return None
    if address := address_at(text.line.text, token.start):
        name = domain(address.url) if "/" in address.written else address.written
        return Place(name, address.url, text.next_from(index, address.end))
    if marked := _marked(clause, index):
        return marked
    if length := _article(clause, index):
        return _linked(clause, link, index) if link else Place(None, None, index + length)
    length = token.length("generic", clause.lang)
    if link and length and index + length + 1 < clause.end:
        of = clause.tokens[index + length].length("of", clause.lang)
        if of and clause.tokens[index + length + of].start == link.start:
            return _linked(clause, link, index)  # "the website of [NAME]"
    stop = name_end(clause, index)
    if stop == index and token.text in PLATFORMS:
        stop += 1
    if stop > index and not _is_common(clause, index, stop):
        return _written(clause, index, stop, link)
    if marked := _quoted_ahead(clause, index):
        return marked
    if link:
        return _linked(clause, link, index)
    if length := token.length("generic", clause.lang):
        return Place(None, None, index + length, is_kind=True, is_other=_is_other(clause, index))
    length = token.length("pointers", clause.lang)
    return Place(None, None, index + length) if length else None


# -- what stands before a name -----------------------------------------------------------------


def _past_issue(clause: Clause, index: int) -> int:
    """Skip "the spring 2019 issue of", "Issue 14 of"."""
    for ahead in range(index, min(index + _ISSUE_WITHIN, clause.end - 2)):
        token = clause.tokens[ahead]
        if clause.text.link_at(ahead) or (not token.is_word and token.text not in "-/.'"):
            break
        if token.length("issues", clause.lang):
            return _past_of(clause, ahead + 1) or index
    return index


def _past_of(clause: Clause, index: int) -> int:
    """Return the token after "of", or after the "in" of "chapter “TITLE” in"; 0 for none."""
    if title := _quoted(clause, index):
        after = clause.text.next_from(index, title.end)
        length = clause.tokens[after].length("at", clause.lang) if after < clause.end else 0
        return after + length if length else 0
    for after in range(index, min(index + _OF_WITHIN - 1, clause.end - 1)):
        token = clause.tokens[after]
        if token.text == "," and clause.tokens[after + 1].length("issues", clause.lang):
            return _past_of(clause, after + 2) or after + 1
        length = max(token.length(role, clause.lang) for role in ("of", "adapted_from"))
        if length or token.text == ",":
            return after + (length or 1)
    return 0


def _quoted(clause: Clause, index: int) -> Span | None:
    """Return the quotation that begins at token ``index``."""
    if index >= len(clause.tokens):
        return None
    start = clause.tokens[index].start
    among = clause.text.line.quoted
    return next((one for one in among if one.start in (start, start - 1)), None)


def _is_other(clause: Clause, index: int) -> bool:
    """Tell "my old blog" from "this blog" and "the site"."""
    lang, last = clause.lang, index + clause.tokens[index].length("generic", clause.lang)
    while index and clause.tokens[index - 1].length("determiners", lang):
        index -= 1
    said = clause.tokens[index : min(last + 1, clause.end)]
    here = any(one.length("this", lang) for one in said)
    return not here and any(one.length("elsewhere", lang) for one in said)


def past_form(clause: Clause, index: int) -> int:
    """Return the token after "slightly different form", which is no place; 0 for a place."""
    for ahead in range(index, min(index + _FORM_WITHIN, clause.end)):
        token = clause.tokens[ahead]
        if clause.text.link_at(ahead) or token.length("at", clause.lang):
            return 0
        if length := token.length("forms", clause.lang):
            return ahead + length
    return 0


def is_audience(clause: Clause, place: Place, index: int) -> bool:
    """Tell readers ("for Python developers") from a publication ("for Sample Weekly").

    What is said of them begins at ``index``; with "the" it is a publication.
    """
    told = clause.tokens[index].length("determiners", clause.lang) or place.url or place.quoted
    if told or place.name is None or place.end >= clause.end:
        return False
    after = clause.tokens[place.end]
    return after.is_word and not after.roles and clause.text.is_small(place.end)


def is_named(clause: Clause, index: int) -> bool:
    """Tell the name behind a date, "the May 2019 Sample Weekly", from the next complement."""
    if index >= clause.end or clause.lang in clause.text.words.verb_last:
        return False
    token = clause.tokens[index]
    if not token.is_word or not clause.text.is_capital(index) or token.text.isdigit():
        return False
    stop = name_end(clause, index)
    return stop > index and (stop >= clause.end or clause.tokens[stop].text in ".,;(")


def _quoted_ahead(clause: Clause, index: int) -> Place | None:
    """Return the quoted name a few small words away: "on the public account “X”"."""
    for ahead in range(index + 1, min(index + _QUOTED_WITHIN, clause.end)):
        token = clause.tokens[ahead - 1]
        ends = token.plays(
            clause.lang, "stops", "clauses", "by", "verbs", "adverbs", "titled", "at"
        )
        if not token.is_word or not clause.text.is_small(ahead - 1) or ends:
            return None
        quote = _quoted(clause, ahead)
        if quote and clause.text.line.text[quote.start : quote.end].strip(QUOTES)[:1].isupper():
            return _marked(clause, ahead)
    return None


def _past_determiners(clause: Clause, index: int) -> int:
    """Skip "the", "my own", "the magazine" before a name, and opening marks."""
    while index < clause.end:
        token = clause.tokens[index]
        length = token.length("determiners", clause.lang) or _kind_of_place(clause, index)
        if length:
            marked = index + length < clause.end and _marked(clause, index + length)
            if token.is_word and not clause.text.is_small(index) and not marked:
                break  # "The Example": the article is part of the name
            index += length
        elif token.text in "([:" or (token.text in "\"'" and not _marked(clause, index)):
            index += 1
        else:
            break
    return index


def _kind_of_place(clause: Clause, index: int) -> int:
    """How many words say of what kind the place is whose name follows: "magazine" in front of X."""
    length = clause.tokens[index].length("generic", clause.lang)
    after = index + length
    if not length or after >= clause.end:
        return 0
    token = clause.tokens[after]
    if token.text == "(" and after + 1 < clause.end:
        start = clause.tokens[after + 1].start
        inside = clause.text.is_capital(after + 1) or clause.text.link_at(after + 1)
        told = inside or address_at(clause.text.line.text, start)
        return length if told else 0  # "my blog (now gone)"
    if token.text in "\"'(:":
        return length
    named = token.is_word and clause.text.is_capital(after) and not token.text.isdigit()
    return length if named else 0


def _article(clause: Clause, index: int) -> int:
    """How many words are the "article" of "translation of the article by NAME"."""
    token, lang = clause.tokens[index], clause.lang
    noun = clause.text.is_small(index) or lang in clause.text.words.verb_last
    return token.length("articles", lang) if noun and not token.length("generic", lang) else 0


def _is_common(clause: Clause, index: int, stop: int) -> bool:
    """Tell a common noun, which German writes with a capital, from a name."""
    token = clause.tokens[index]
    if token.text in PLATFORMS and clause.tokens[index - 1].length("at", clause.lang):
        return False  # "auf Medium" has no article
    return any(index + token.length(role, clause.lang) == stop for role in _COMMON)


# -- what holds it -----------------------------------------------------------------------------


def _link_ahead(clause: Clause, index: int) -> Span | None:
    """Return the link the name is in: one that begins here or after a few small words."""
    for ahead in range(index, min(index + _LINK_WITHIN, clause.end)):
        token = clause.tokens[ahead]
        if link := clause.text.link_at(ahead):
            return link if link.start >= clause.tokens[max(index - 1, 0)].start else None
        ends = token.plays(clause.lang, "clauses", "update", "licence")
        later = ahead > index and token.plays(clause.lang, "by", "permission")
        if token.text in "\n.;!?" or ends or later:
            return None
    return None


def _linked(clause: Clause, link: Span, index: int) -> Place | None:
    """Return the place that a link's text or address tells; None for "[German]"."""
    stop = clause.text.next_from(index, link.end)
    inside = clause.tokens[clause.text.next_from(0, link.start) : stop]
    if named := _of_linked_issue(clause, link, stop):
        return named
    said = _link_text(clause, link)
    if {"adverbs", "verbs"} <= {role for one in inside for role in one.roles}:
        said = LinkText(None)  # the link is put on "originally published"
    words = [one for one in inside if one.is_word]
    if any("licence" in one.roles for one in words):
        return None
    if words and all(one.plays(clause.lang, "tongues", "determiners") for one in words):
        return None
    return Place(said.name, link.url, stop, is_title=said.is_title)


def _of_linked_issue(clause: Clause, link: Span, stop: int) -> Place | None:
    """Return the magazine of "the [May 2019 issue] of MAGAZINE", with the link's address."""
    tokens, lang = clause.tokens, clause.lang
    if stop + 1 >= clause.end or not tokens[stop - 1].length("issues", lang):
        return None
    length = tokens[stop].length("of", lang)
    place = place_at(clause, stop + length) if length else None
    return replace(place, url=place.url or link.url) if place else None


def _link_text(clause: Clause, link: Span) -> LinkText:
    """Read the text of a link, from behind the "May issue of" that it may begin with."""
    tokens, lang = clause.tokens, clause.lang
    first, stop = clause.text.next_from(0, link.start), clause.text.next_from(0, link.end)
    start = link.start
    for index in range(first, min(first + _ISSUE_WITHIN, stop - 2)):
        if tokens[index].length("issues", lang) and tokens[index + 1].length("of", lang):
            start = tokens[index + 2].start
    words = clause.text.line.text[start : link.end]
    return read_link_text(words, link.url, clause.language)


def _marked(clause: Clause, index: int) -> Place | None:
    """Return the emphasised or quoted name that begins at token ``index``."""
    line = clause.text.line
    start, last = clause.tokens[index].start, clause.tokens[clause.end - 1].end
    for span in (*line.quoted, *line.emphasis):
        if not (start - 1 <= span.start <= start and span.end <= last):
            continue
        stop = clause.text.next_from(index, span.end)
        if stop >= clause.end - 1 and stop - index > LONGEST_NAME:
            continue  # the rest of the line is set in italics
        name = line.text[span.start : span.end].strip(QUOTES + ".,;:")
        url = next((one.url for one in line.links if span.start <= one.start < span.end), None)
        return Place(name, url, stop, quoted=span in line.quoted)
    return None


def _written(clause: Clause, index: int, stop: int, link: Span | None) -> Place:
    """Return the name in plain words; a link on its last word or right after it is its address."""
    line, text = clause.text.line, clause.text
    first, last = clause.tokens[index], clause.tokens[stop - 1]
    name = line.text[first.start : last.end]
    if link is None:
        return Place(name, None, stop)
    between = clause.tokens[stop : text.next_from(stop, link.start)]
    possessive = [one.text for one in between[:2]] in (["'", "s"], ["'"])
    if link.start >= last.end and not possessive and any(one.is_word for one in between):
        return Place(name, None, stop)
    said = _link_text(clause, link)
    before = line.text[first.start : link.start].rstrip(QUOTES + ":-–—(,")
    possessive = possessive or before.endswith(_POSSESSIVES)
    end = max(stop, text.next_from(index, link.end))
    if possessive and said.name:
        return Place(said.name, link.url, end)  # "Medium's [Some Channel]"
    if said.is_title:
        return Place(before, link.url, end)
    if possessive or link.start < last.end:
        return Place(line.text[first.start : link.end], link.url, end)  # "Ben Sample's [blog]"
    return Place(name, link.url, end)
