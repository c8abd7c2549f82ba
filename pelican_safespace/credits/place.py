"""Where a credit says something appeared: the name of a publication, and its address.

A name is what a link, emphasis or quotation marks hold, else the words with capitals after "on",
"in", "at". Where that is no name ("my blog", "here", a date, an article's own title, a bare
address), the address tells it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pelican_safespace import dates
from pelican_safespace.credits.address import PLATFORMS, address_at, domain, is_home
from pelican_safespace.credits.capitals import name_end
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.lead_in import (
    is_another,
    is_issue,
    kind_of_place_ahead,
    past_determiners,
    past_issue,
)
from pelican_safespace.credits.link_text import QUOTES
from pelican_safespace.credits.people import is_profile
from pelican_safespace.credits.publication import (
    Place,
    link_ahead,
    linked,
    marked,
    quotation_at,
)
from pelican_safespace.credits.text import Clause, is_unknown
from pelican_safespace.credits.wording import Token
from pelican_safespace.credits.written import written

_QUOTED_WITHIN = 4  # words from "on" to the quotation marks: "on the public account “X”"
_ADJECTIVES = 2  # words from "the" to a name: "the free weekly Sample"
_FRONT = re.compile(r"/(?:blog|weblog|news|journal|posts|articles)/?$", re.IGNORECASE)
_CODED = re.compile(r"[a-z]\d+[a-z]")  # a small name: "on the k8s engineering blog"
_NUMBER = re.compile(r"#?\d{1,4}")  # of an issue
_COMMON = ("generic", "pointers", "articles", "others", "books", "versions")


def place_at(clause: Clause, index: int) -> Place | None:
    """Return the place named at token ``index``, after a preposition; None for none."""
    ahead = [one.text for one in clause.tokens[index : min(index + 2, clause.end)]]
    if ahead == ["[", "@"]:
        return None  # "[@quiet-rooms; @quiet-doors]", a citation
    index = past_issue(clause, index)
    link = link_ahead(clause, index)
    if not link and index < clause.end and (named := marked(clause, index)):
        return named
    first, index = index, past_determiners(clause, index)
    if not link and first < index < clause.end and is_year_of_event(clause, index):
        index += 1
    if link and (index >= clause.end or link.start <= clause.tokens[index].start):
        place = _linked(clause, link, index)
    elif index >= clause.end or clause.tokens[index].plays(clause.lang, "writer", "tongues"):
        return None
    else:
        place = _with_blog(clause, index, _unlinked(clause, index, link))
    titled = place and _is_titled(clause, range(first, index), place)
    return replace(place, name=None, is_title=True) if place and titled else place


def is_year_of_event(clause: Clause, index: int) -> bool:
    """Tell the year of "in the 2019 Sample Review" from that of "in 2019"."""
    tokens, after = clause.tokens, index + 1
    if not dates.YEAR.fullmatch(tokens[index].text) or after >= clause.end:
        return False
    named = tokens[after].is_word and clause.text.is_capital(after)
    return named and not clause.date_at(after)


def _is_titled(clause: Clause, before: range, place: Place) -> bool:
    """Tell "my blog: [A Title](…)" from "my blog: [Sample](https://sample.example/)"."""
    kind = any(clause.tokens[one].length("generic", clause.lang) for one in before)
    url = place.url or ""
    page = "//" in url and not is_home(url) and not _FRONT.search(url)
    return kind and page and any(clause.tokens[one].text == ":" for one in before[-2:])


def _with_blog(clause: Clause, index: int, place: Place | None) -> Place | None:
    """Return the whole name of "le blog de NAME": what is named at ``index`` only owns it."""
    named = place and place.name
    start = clause.tokens[index].start
    if not (place and named) or not clause.text.line.text.startswith(named, start):
        return place
    first = index - 1
    while first and _leads_to_owner(clause.tokens[first], clause.lang):
        first -= 1
    between = clause.tokens[first + 1 : index]
    owned = any(one.length("of", clause.lang) for one in between)
    if not owned or not clause.tokens[first].length("blogs", clause.lang):
        return place
    return replace(place, name=clause.text.line.text[clause.tokens[first].start : start] + named)


def _leads_to_owner(token: Token, lang: str) -> bool:
    """Tell the "de", "of the" and "d'" between a blog and whose it is."""
    return token.text == "'" or token.plays(lang, "of", "determiners")


def _linked(clause: Clause, link: Span, index: int) -> Place | None:
    """Return the place of a link, or that of the issue it is put on."""
    stop = clause.text.next_from(index, link.end)
    place = _of_linked_issue(clause, link, stop) or linked(clause, link, index)
    if place and not (place.name or place.url or place.is_title):
        return _nameless(clause, clause.text.next_from(0, link.start)) or place
    return place


def _of_linked_issue(clause: Clause, link: Span, stop: int) -> Place | None:
    """Return the magazine of "[May 2019 issue] of MAGAZINE", "[#5] of", with the link's address."""
    tokens, lang = clause.tokens, clause.lang
    first, last = clause.text.next_from(0, link.start), stop - 1
    number = _NUMBER.fullmatch(clause.text.line.text, link.start, link.end)
    issue = number or is_issue(clause, first) or is_issue(clause, last)
    if stop + 1 >= clause.end or not issue:
        return None  # "[Issue #20] of MAGAZINE"
    length = tokens[stop].length("of", lang)
    place = place_at(clause, stop + length) if length else None
    own = place and (number or tokens[first].length("issues", lang) or not place.url)
    return replace(place, url=link.url if own else place.url) if place else None


def _unlinked(clause: Clause, index: int, link: Span | None) -> Place | None:
    """Read a bare address, marked or plain words; ``link`` is one that comes a little later."""
    text, token = clause.text, clause.tokens[index]
    if clause.date_at(index):
        return None
    if token.length("at", clause.lang) and text.is_small(index):
        return None  # "in print on August 8"
    if behind := _behind_address(clause, index):
        return _linked(clause, behind, text.next_from(index, behind.start))
    if address := address_at(text.line.text, token.start):
        name = domain(address.url) if "/" in address.written else address.written
        return Place(name, address.url, text.next_from(index, address.end))
    if is_unknown(text, index) and _is_dated(clause, index + 1):
        name = text.line.text[token.start : token.end]
        return Place(name, None, index + 1)  # "in fatum, December 2015"
    after = _before_quoted_name(clause, index)
    if after and (named := marked(clause, after)):
        return replace(named, quoted=False)
    if named := marked(clause, index):
        of_place = clause.tokens[index - 1].length("blogs", clause.lang) > 0
        return replace(named, quoted=named.quoted and not of_place)  # "the blog “X”", no title
    if length := _article(clause, index):
        if link and not _is_of_somebody(clause, index + length, link):
            return _linked(clause, link, index)
        return Place(None, None, index + length)
    if link and _is_owner(clause, index, link):
        return _linked(clause, link, index)
    index = _past_adjectives(clause, index)
    stop = name_end(clause, index)
    if stop == index and clause.tokens[index].text in PLATFORMS:
        stop += 1
    number = stop == index + 1 and clause.tokens[index].text.isdigit()  # "in 18 steps"
    if not link and _is_edition(clause, stop):
        stop = _owner_of_issue(clause, index, stop)
        if stop == index:
            return None
    if link and clause.text.is_small(index) and _is_apposed(clause, stop, link):
        return _linked(clause, link, index)
    month = stop == index + 1 and dates.is_month(token.text, clause.language)
    if stop > index and not (number or month) and not _is_common(clause, index, stop):
        return written(clause, index, stop, link)
    if named := _quoted_ahead(clause, index):
        return named
    return _linked(clause, link, index) if link else _nameless(clause, index)


def _behind_address(clause: Clause, index: int) -> Span | None:
    """Return the link of "calm.org [Rest Blog](…)", right behind an address at ``index``."""
    address = address_at(clause.text.line.text, clause.tokens[index].start)
    behind = clause.text.next_from(index, address.end) if address else clause.end
    link = clause.text.link_at(behind) if behind < clause.end else None
    if address is None or link is None:
        return None
    return None if clause.text.line.text[address.end : link.start].strip() else link


def _before_quoted_name(clause: Clause, index: int) -> int:
    """Return the quoted name in "in der Loseblattsammlung „NAME“"; 0 where a noun is the name."""
    german, after = clause.lang in clause.text.words.verb_last, index + 1
    led = clause.tokens[index - 1].plays(clause.lang, "determiners", "the")
    quote = quotation_at(clause, after) if german and led and after < clause.end else None
    return after if quote and clause.tokens[index].is_word else 0


def _is_dated(clause: Clause, index: int) -> bool:
    """Tell whether a date stands at ``index``, perhaps behind a comma."""
    index += index < clause.end and clause.tokens[index].text == ","
    return index < clause.end and clause.date_at(index) is not None


def _is_apposed(clause: Clause, index: int, link: Span) -> bool:
    """Tell the ", [NAME]" behind "my friend's" and "blog"."""
    first = clause.text.next_from(index, link.start)
    between = clause.tokens[index:first]
    kind = any(one.length("generic", clause.lang) for one in between)
    return bool(between) and between[-1].text == "," and (kind or len(between) == 1)


def _is_edition(clause: Clause, stop: int) -> bool:
    """Tell "on page 3 of the New York edition" from "in Sample Weekly, issue 3"."""
    if stop >= clause.end or not clause.tokens[stop].length("issues", clause.lang):
        return False
    if clause.tokens[stop - 1].text in PLATFORMS:
        return False  # "my GitHub pages"
    return stop + 1 >= clause.end or not clause.tokens[stop + 1].text.isdigit()


def _owner_of_issue(clause: Clause, index: int, stop: int) -> int:
    """Return the token after the name of "Sample Weekly's May issue"; ``index`` without one."""
    for at in range(index + 1, stop - 1):
        if clause.tokens[at].text == "'" and clause.tokens[at + 1].text == "s":
            return at
    return index


def _past_adjectives(clause: Clause, index: int) -> int:
    """Skip the small words of "free Sample Weekly", which no name begins with."""
    if clause.lang in clause.text.words.verb_last:
        return index
    for ahead in range(index, min(index + _ADJECTIVES + 1, clause.end)):
        word = clause.tokens[ahead].text
        if clause.text.is_capital(ahead) and word.isalpha():
            return ahead
        if word in PLATFORMS or not is_unknown(clause.text, ahead):
            break
    return index


def _nameless(clause: Clause, index: int) -> Place | None:
    """Read "my old blog" and "here", which name no place."""
    if (noun := kind_of_place_ahead(clause, index)) is not None:
        stop = noun + clause.tokens[noun].length("generic", clause.lang)
        if _is_named_so(clause, index, noun):
            return written(clause, index, stop, None)
        return Place(None, None, stop, is_kind=True, is_other=is_another(clause, index, noun))
    length = clause.tokens[index].length("pointers", clause.lang)
    return Place(None, None, index + length) if length else None


def _is_named_so(clause: Clause, index: int, noun: int) -> bool:
    """Tell "the k8s engineering blog" and "the calm-dev mailing list" from "the sleepy blog"."""
    said = [one.text for one in clause.tokens[index:noun]]
    joined = "-" in said and clause.tokens[noun].length("lists", clause.lang) > 0
    return joined or any(map(_CODED.search, said))


def _is_owner(clause: Clause, index: int, link: Span) -> bool:
    """Tell the link of "the website of [NAME]"."""
    of = index + clause.tokens[index].length("generic", clause.lang)
    if of == index or of + 1 >= clause.end:
        return False
    length = clause.tokens[of].length("of", clause.lang)
    return length > 0 and clause.tokens[of + length].start == link.start


def _article(clause: Clause, index: int) -> int:
    """How many words are the "article" of "translation of the article by NAME"."""
    token, lang = clause.tokens[index], clause.lang
    noun = clause.text.is_small(index) or lang in clause.text.words.verb_last
    if is_unknown(clause.text, index) and index + 1 < clause.end:
        behind = clause.tokens[index + 1]  # "dell'ottimo articolo di NAME"
        length = 0 if behind.length("generic", lang) else behind.length("articles", lang)
        return 1 + length if length and clause.text.is_small(index + 1) else 0
    return token.length("articles", lang) if noun and not token.length("generic", lang) else 0


def _is_of_somebody(clause: Clause, index: int, link: Span) -> bool:
    """Tell the "de NAME en [X]" that may follow "del artículo" from its link."""
    before = clause.text.next_from(index, link.start)
    if index < before:
        index += clause.tokens[index].length("original", clause.lang)
    after = index + (clause.tokens[index].length("of", clause.lang) if index < before else 0)
    if index < after == before:
        return is_profile(link.url)  # "del artículo de [NAME](/author/name)"
    return index < after < before and clause.text.is_capital(after)


def _is_common(clause: Clause, index: int, stop: int) -> bool:
    """Tell a common noun, which German writes with a capital, from a name."""
    token = clause.tokens[index]
    if token.text in PLATFORMS and clause.tokens[index - 1].length("at", clause.lang):
        return False  # "auf Medium" has no article
    return any(index + token.length(role, clause.lang) == stop for role in _COMMON)


def _quoted_ahead(clause: Clause, index: int) -> Place | None:
    """Return the quoted name a few small words away: "on the public account “X”"."""
    for ahead in range(index + 1, min(index + _QUOTED_WITHIN, clause.end)):
        token = clause.tokens[ahead - 1]
        ends = token.plays(
            clause.lang, "stops", "clauses", "by", "verbs", "adverbs", "titled", "at"
        )
        if not token.is_word or not clause.text.is_small(ahead - 1) or ends:
            return None
        quote = quotation_at(clause, ahead)
        if quote and clause.text.line.text[quote.start : quote.end].strip(QUOTES)[:1].isupper():
            return marked(clause, ahead)
    return None
