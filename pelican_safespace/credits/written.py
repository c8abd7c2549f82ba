"""A publication named in plain words, with the link on it or right behind: "my Sample [blog]"."""

from __future__ import annotations

import re
from dataclasses import replace

from pelican_safespace.credits.address import PLATFORMS
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.link_text import QUOTES
from pelican_safespace.credits.publication import Place, link_text
from pelican_safespace.credits.text import Clause, is_unknown

_ADJECTIVES = 2  # words from "Kim Test's" to "blog"
_AT_HOUSE = re.compile(r"[a-z]+(?: [a-z]+)? at (?=[A-Z])")  # "my role at Sample House"
_POSSESSIVES = ("'s", "’s", "s'", "s’")


def written(clause: Clause, index: int, stop: int, link: Span | None) -> Place:
    """Return the name in plain words; a link on its last word or right after it is its address."""
    place = _written(clause, index, stop, link)
    if place.name and (led := _AT_HOUSE.match(place.name)):
        place = replace(place, name=place.name[led.end() :])
    bracket = place.name is not None and place.name.count("[") > place.name.count("]")
    # "the Sample [blog][1]", a link whose address is missing
    return replace(place, name=(place.name or "").replace("[", "")) if bracket else place


def _written(clause: Clause, index: int, stop: int, link: Span | None) -> Place:
    line, text = clause.text.line, clause.text
    first, last = clause.tokens[index], clause.tokens[stop - 1]
    name = line.text[first.start : last.end]
    if link is None:
        return _owned_blog(clause, index, stop) or Place(name, None, stop)
    between = clause.tokens[stop : text.next_from(stop, link.start)]
    possessive = [one.text for one in between[:2]] in (["'", "s"], ["'"])
    if possessive and any(one.length("titled", clause.lang) for one in between[2:]):
        owned = _owned_blog(clause, index, stop)  # "Kim Test's blog as [A Title](…)"
        return owned or Place(name, None, stop)
    if link.start >= last.end and not possessive and any(one.is_word for one in between):
        return Place(name, None, stop)
    said = link_text(clause, link)
    before = line.text[first.start : link.start].rstrip(QUOTES + ":-–—(,")
    if possessive and any(one.text == ":" for one in between):
        owned = _owned_blog(clause, index, stop)  # "Kim Test's blog: [A Title](…)"
        if owned:
            return replace(owned, url=link.url, end=text.next_from(index, link.end))
    possessive = possessive or before.endswith(_POSSESSIVES)
    end = max(stop, text.next_from(index, link.end))
    if possessive and said.name:
        return Place(said.name, link.url, end)  # "Medium's [Some Channel]"
    if said.is_title:
        return Place(before, link.url, end)
    if link.start > first.start and _is_platforms_kind(clause, index, stop):
        # "my WordPress page ([link](…))", "our Substack newsletter, [Sample](…)"
        return Place(said.name, link.url, end)
    if _points(clause, link):
        return Place(before, link.url, end)
    if first.start < link.start < last.end and said.name and _is_whole_name(clause, link):
        return Place(said.name, link.url, end)  # "the Sample community [Quiet Rest Plan](…)"
    if possessive or link.start < last.end:
        return Place(line.text[first.start : link.end], link.url, end)  # "Ben Sample's [blog]"
    return Place(name, link.url, end)


def _owned_blog(clause: Clause, index: int, stop: int) -> Place | None:
    """The name of "Kim Test's personal blog", with what kind of place it is; none before a name."""
    tokens, start = clause.tokens, stop + len("'s")
    if [one.text for one in tokens[stop:start]] != ["'", "s"]:
        return None
    for ahead in range(start, min(start + _ADJECTIVES + 1, clause.end)):
        end = ahead + tokens[ahead].length("generic", clause.lang)
        if end > ahead:
            named = (
                end + 1 < clause.end and tokens[end].text == "," and clause.text.is_capital(end + 1)
            )
            name = clause.text.line.text[tokens[index].start : tokens[end - 1].end]
            return None if named else Place(name, None, end)
        if not is_unknown(clause.text, ahead):
            break
    return None


def _points(clause: Clause, link: Span) -> bool:
    """Tell the "[here]" of "Sample Weekly's blog [here](…)" and "[View Post]" from a name."""
    first, stop = (clause.text.next_from(0, place) for place in (link.start, link.end))
    inside, lang = clause.tokens[first:stop], clause.lang
    if not inside:
        return False
    if first + inside[0].length("pointers", lang) == stop:
        return True
    asked = any(one.length("original_link", lang) for one in inside[:1])
    return asked and all(one.plays(lang, "original_link", "articles") for one in inside)


def _is_platforms_kind(clause: Clause, index: int, stop: int) -> bool:
    """Tell "WordPress page" from "Sample blog"."""
    after = index + 1
    platform = clause.tokens[index].text in PLATFORMS
    return platform and after < stop == after + clause.tokens[after].length("generic", clause.lang)


def _is_whole_name(clause: Clause, link: Span) -> bool:
    """Tell a link that is put on a name in capitals from one on the second half of a name."""
    first, stop = (clause.text.next_from(0, place) for place in (link.start, link.end))
    words = [one for one in range(first, stop) if clause.tokens[one].is_word]
    kinds = any(clause.tokens[one].length("generic", clause.lang) for one in words)
    return len(words) > 2 and not kinds and all(clause.text.is_capital(one) for one in words)
