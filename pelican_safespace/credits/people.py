"""Who is meant by "by X": people, or the publisher; and the person in "Ben Sample's blog"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from pelican_safespace import names
from pelican_safespace.credits.address import PLATFORMS, domain, is_home, whole_address
from pelican_safespace.credits.inline import fold
from pelican_safespace.credits.text import Clause
from pelican_safespace.credits.trigger import Trigger
from pelican_safespace.languages import Languages
from pelican_safespace.models import Person

OFFICES = frozenset(
    {"CEO", "CFO", "CIO", "CISO", "CMO", "COO", "CPO", "CTO", "EVP", "SVP", "VP", "MP", "MEP"}
)
"""What people are, written like a credential."""

_VERB_WITHIN = 3  # words back from "by", to tell "written by" from "published by"
_PROFILE = re.compile(
    r"/@|/(?:authors?|users?|people|u|profile|in|team|staff|contributors?)/|/~|[?&]author="
    r"|^https?://(?:www\.|mobile\.)?(?:twitter|x|instagram|facebook)\.com/[\w.]+/?$"
)
_OWNED = re.compile(
    r"(?<![\w'’.-])((?:[A-ZÀ-Þ][\w.-]*\s){1,3}(?!(?:It|That|What|Here|There|Let|Who|She?|He)['’])"
    r"(?:(?:van|von|de|der|den|da|di|la|le|del)\s){0,2}[A-ZÀ-Þ][\w-]+)['’]s?\s+(?:[\w-]+\s){0,2}?"
    r"(?i:blog|weblog|site|website|substack|newsletter|column|page|tumblr|podcast)\b"
)


_BLOG_OF = re.compile(
    r"\b(?i:blog|weblog|site|newsletter|podcast)\s(?:de\s|d['’]|von\s|van\s|di\s|do\s|da\s)"
    r"([A-ZÀ-Þ][\w.-]+\s[A-ZÀ-Þ][\w-]+)(?!['’\w]|\s[A-ZÀ-Þ])"
)


def are_people(
    clause: Clause, by: int, after: int, people: Sequence[Person], *, placed: bool
) -> bool:
    """Tell people from a publisher, named between the tokens ``by`` and ``after``.

    Credentials, a profile's address, "by X on Y" and "written by" speak for a person; a word
    such as "Magazine" and an address that is the name itself speak for a publisher. ``placed``
    when a publication is known already.
    """
    if (sure := _by_themselves(clause, people)) is not None:
        return sure
    link = clause.text.link_at(after - 1)
    url = (link.url if link else None) or ""
    verbs = clause.tokens[max(by - _VERB_WITHIN, 0) : by]
    written = any(one.length("writing", clause.lang) for one in verbs)
    full = _is_full(people[0].name)
    if len(people) > 1 or is_profile(url) or (full and (written or _is_of_article(clause, by))):
        return True
    if _squeezed(people[0].name) in (domain(url) or "").replace("-", ""):
        return full and _has_place_behind(clause, after)
    comma = after + 1 < clause.end and clause.tokens[after].text == ","
    stop = clause.past_date(after)  # "by Kim Test (May 2019) on X"
    dated = stop > after
    place = stop if dated else after + comma  # "by Kim Test, on X"
    at = any(one.length("at", clause.lang) for one in clause.tokens[place : place + 1])
    if placed and at and not _is_full(people[0].name):
        return False  # "in Sample Weekly by Women in Practice"
    if placed or at:
        return full or not _is_site_behind(clause, after, people[0].name)
    published = any(one.length("verbs", clause.lang) for one in verbs)
    if not _is_full(people[0].name):
        return False
    return _is_plain_name(clause, by, after) if dated else not published


def _is_site_behind(clause: Clause, index: int, name: str) -> bool:
    """Tell "by Sample at [sample.org](…)" from "by Robin at [sample.org](…)"."""
    link = clause.text.link_at(index + 1)
    return link is not None and (domain(link.url) or "").startswith(f"{_squeezed(name)}.")


def _has_place_behind(clause: Clause, index: int) -> bool:
    """Tell "by [Kim Test](https://kimtest.org) on [Sample](…)" from a site that printed it."""
    at = index < clause.end and clause.tokens[index].length("at", clause.lang)
    after = index + (at or 0)
    return bool(at) and clause.date_at(after) is None and clause.text.link_at(after) is not None


def _is_of_article(clause: Clause, by: int) -> bool:
    """Tell "published this piece by NAME" from "published by NAME"."""
    this = any(one.length("this", clause.lang) for one in clause.tokens[max(by - 2, 0) : by])
    return this and clause.tokens[by - 1].length("articles", clause.lang) > 0


def _is_plain_name(clause: Clause, by: int, after: int) -> bool:
    """Tell the name of "by Kim Test on May 3" from "by Where We Are" and "by *Small Moons*"."""
    said = [one for one in clause.tokens[by + 1 : after] if one.is_word]
    start, end = said[0].start, said[-1].end
    emphasised = any(one.start <= start and end <= one.end for one in clause.text.line.emphasis)
    whole = len(clause.text.line.text.rstrip(" ."))
    italic = any(one.start <= 1 and one.end >= whole - 1 for one in clause.text.line.emphasis)
    link = clause.text.link_at(after - 1)
    linked = link is not None and bool(link.url) and not is_home(link.url or "")
    return not (linked or (emphasised and not italic) or any(one.roles for one in said))


def is_profile(url: str | None) -> bool:
    """Tell "/author/kim" and "/@kim", the pages of a person on a site of many."""
    return bool(url and _PROFILE.search(url))


def is_byline(clause: Clause, people: Sequence[Person]) -> bool:
    """Tell the "by X" before "was published": whoever wrote it, unless clearly no person."""
    sure = _by_themselves(clause, people)
    return sure if sure is not None else len(people) > 1 or _is_full(people[0].name)


def leads_to_person(clause: Clause, index: int, trigger: Trigger, *, placed: bool) -> int:
    """Return the token after words that only a person's name follows; 0 where there are none.

    "Guest post by", "courtesy of" and the "de" of "traducción del artículo de". ``placed`` when a
    publication is known already, so that "courtesy of" leads to no other.
    """
    token, lang = clause.tokens[index], clause.lang
    of = 0 if token.length("audience", lang) else token.length("of", lang)
    if trigger.kind == "guest" and index == trigger.end:
        if token.length("at", lang) and not token.length("adapted_from", lang):
            return 0  # "a guest post for Sample Weekly"
        return index + max(token.length("by", lang), of) if of or token.length("by", lang) else 0
    if length := token.length("permission", lang):
        of = clause.tokens[index + length - 1].length("of", lang)
        after = index + length
        if not of and after < clause.end and _is_licensed(clause, after):
            return after + 1
        if not of and after < clause.end:
            of = clause.tokens[after].length("of", lang)
            after += of
        writer = after < clause.end and clause.tokens[after].length("writer", lang) > 0
        return after if of and (placed or writer or _has_source_behind(clause, after)) else 0
    adapted = trigger.kind == "adapted" and index > trigger.end
    original = trigger.kind == "original" and _is_noun(clause, index - 1)
    return index + of if of and (adapted or original) else 0


def _is_licensed(clause: Clause, index: int) -> bool:
    """Tell "with permission from Kim Test, LCSW" from "with permission from Sample Weekly"."""
    after = index + clause.tokens[index].length("adapted_from", clause.lang)
    if not index < after < clause.end:
        return False
    start = clause.tokens[after].start
    reading = names.leading(clause.text.line.text, start, languages=clause.text.words.languages)
    if any(one.credentials or one.title for one in reading.people):
        return True
    link = clause.text.link_at(after)
    name = clause.text.line.text[link.start : link.end] if link else ""
    own = link is not None and (domain(link.url) or "").startswith(f"{_squeezed(name)}.")
    return own and name.count(" ") == 1 and len(reading.people) == 1


def _has_source_behind(clause: Clause, index: int) -> bool:
    """Tell "permission of Kim Test from [Sample Weekly](…)" from "of Sample House from a book by".

    Whoever permits it is the author where a source follows, and no author of that.
    """
    if index >= clause.end or clause.text.link_at(index):
        return False
    start = clause.tokens[index].start
    reading = names.leading(clause.text.line.text, start, languages=clause.text.words.languages)
    source = clause.text.next_from(index, reading.end)
    source += source < clause.end and clause.tokens[source].text == ","
    behind = clause.tokens[source : clause.end]
    if not reading.people or len(behind) < 2 or not behind[0].length("adapted_from", clause.lang):
        return False
    return not any(one.plays(clause.lang, "by", "issues") for one in behind)


def is_author_of(clause: Clause, index: int, after: int, people: Sequence[Person]) -> bool:
    """Tell the author of "an article de NAME published" from a place: "de Ciencia y Vida"."""
    if not all(_is_full(one.name) for one in people) or people[-1].name.endswith(("'s", "’s")):
        return False
    token, before = clause.tokens[index], clause.tokens[index - 1]
    line = clause.text.line
    if any(one.start < token.start < one.end for one in (*line.links, *line.quoted)):
        return False  # "[Future of Rest](…)"
    if token.length("permission", clause.lang) or _is_noun(clause, index - 1):
        return True
    first = clause.tokens[clause.text.next_from(index, clause.tokens[index].end)]
    titled = index - 1 - (before.text == '"')
    if clause.text.link_at(titled) and not first.length("determiners", clause.lang):
        return True  # "traducción de [A Title] de NAME"
    if any(one.end == before.end for one in line.quoted) and clause.text.is_capital(index + 1):
        return True  # "traduction de l'article « TITRE » de NAME"
    titled = clause.text.is_capital(index - 1) or not before.is_word
    following = clause.tokens[after] if after < clause.end else None
    return titled and following is not None and following.plays(clause.lang, "verbs", "adverbs")


def _is_noun(clause: Clause, index: int) -> bool:
    """Tell the "article" or the "original" that a person's name may follow with "of"."""
    return index >= 0 and clause.tokens[index].plays(clause.lang, "articles", "original")


def person_named(text: str, languages: Languages) -> Person | None:
    """Return who a publication's name is, if it can only be a person's, in full."""
    named = names.people(text, languages=languages) if text else ()
    organisations = languages.words("credit", "organisations")
    full = len(named) == 1 and _is_full(named[0].name)
    return named[0] if full and not any(one in organisations for one in text.split()) else None


def without_offices(people: tuple[Person, ...], languages: Languages) -> tuple[Person, ...]:
    """Return the people of "Kim Test, Clinical Director & Founder of X", who is the only one."""
    offices = languages.words("names", "offices")
    people = tuple(_behind_office(one, offices) for one in people)
    # Of two, the second is somebody: "by Kim Test and Nick Nurse".
    if len(people) > 2:
        people = tuple(_past_offices(people, offices))
    first, *others = people or (None,)
    if first is None:
        return people
    if first.credentials in OFFICES and not any(one.credentials or one.title for one in others):
        return people[:1]  # "Kim Test, VP, Research & Care at X"
    return people[:1] if _is_full(first.name) and not any(map(_may_be, others)) else people


def _past_offices(people: Iterable[Person], offices: Collection[str]) -> Iterator[Person]:
    """Leave out "Sample Director of Research and Care", which is read as two, behind a name."""
    first, *others = people
    yield first
    behind = False
    for person in others:
        behind = _is_office(person, offices) or (behind and not _may_be(person))
        if not behind:
            yield person


def _is_office(person: Person, offices: Collection[str]) -> bool:
    """Tell "Clinical Director" from who has a title or credentials."""
    said = not (person.title or person.credentials)
    return said and any(word in offices for word in person.name.split())


def _behind_office(person: Person, offices: Collection[str]) -> Person:
    """Return the "Kim Test" of "Sample MVP Kim Test"."""
    words = person.name.split()
    after = max((place for place, word in enumerate(words, 1) if word in offices), default=0)
    rest = words[after:]
    return replace(person, name=" ".join(rest)) if after and len(rest) > 1 else person


def _may_be(person: Person | None) -> bool:
    """Tell whether a name is one in full, or has what only a person's has."""
    return person is not None and bool(_is_full(person.name) or person.title or person.credentials)


def is_company(clause: Clause, people: Sequence[Person]) -> bool:
    """Tell a company, or a web address, that is read as a name."""
    return _by_themselves(clause, people) is False


def _is_full(name: str) -> bool:
    """Tell a name in full from a first name or a company's; some scripts write it as one word."""
    return " " in name or (name.lower() == name.upper() and len(name) > 1)


def _by_themselves(clause: Clause, people: Sequence[Person]) -> bool | None:
    """Tell people from a company by their names alone; None where the names do not say."""
    if people[-1].credentials in clause.text.words.organisations:
        return False  # "Harbor Counseling, PLLC"
    if any(one.credentials or one.title for one in people):
        return True
    if whole_address(people[0].name) or fold(people[0].name) in PLATFORMS:
        return False
    return False if _has_word_of_organisation(clause, people[0].name) else None


def owners(clause: Clause, stretch: str, urls: Iterable[str | None]) -> Iterator[Person]:
    """Find who is named in full in "Ben Sample's blog".

    Whose name is of more words, and the blog's address, is a company; "blog de NAME" is a
    person's where the address is the name.
    """
    hosts = [(domain(url) or "").split(".")[0] for url in urls]
    audience = clause.language.words("credit", "audience")
    own = (one for one in _BLOG_OF.finditer(stretch) if _squeezed(one[1]) in hosts)
    for owned in chain(_OWNED.finditer(stretch), own):
        name = owned[1]
        if stretch[: owned.start()].rstrip().endswith(tuple(f" {one}" for one in audience)):
            continue  # "a guest post I wrote for Kim Test's blog"
        people = names.people(name, languages=clause.text.words.languages)
        if any(one.title and " " not in one.name for one in people):
            continue  # "Prof Example's website"
        company = name.count(" ") > 1 and _squeezed(name) in hosts
        if not (company or _has_word_of_organisation(clause, name)):
            yield people[0] if len(people) == 1 else Person(name)


def _has_word_of_organisation(clause: Clause, name: str) -> bool:
    organisations = clause.text.words.organisations
    return any(part.strip(".,'’") in organisations for part in name.split())


def _squeezed(name: str) -> str:
    return re.sub(r"\W", "", name.lower())
