"""By whom, on or in what, and when: what follows "originally published", in its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pelican_safespace import dates, names
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.place import Place, address_at, domain, place_at
from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.credits.trigger import KINDS, Trigger, find_trigger
from pelican_safespace.models import AttributionKind, Person

_VERB_BEFORE_BY = 3  # words back from "by", to tell "written by" from "published by"
_ISSUE = 6  # words of "issue 4/2018 of"
_YEAR = re.compile(r"(?:19|20)\d\d")
_PROFILE = re.compile(
    r"/@|/(?:authors?|users?|people|u|profile|in|team|staff|contributors?)/|/~|[?&]author="
)
_OWNED = re.compile(
    r"(?<![\w'’.-])((?:[A-Z][\w.-]*\s){1,3}[A-Z][\w-]+)['’]s?\s+(?:[\w-]+\s){0,2}?"
    r"(?i:blog|weblog|site|website|substack|newsletter|column|page|tumblr|podcast)\b"
)


@dataclass(slots=True)
class Complements:
    """What has been read so far; URLs are kept apart by what the link was put on."""

    kind: AttributionKind
    authors: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    organisation: Place | None = None
    date: str | None = None
    trigger_url: str | None = None
    title_url: str | None = None
    original_url: str | None = None
    date_url: str | None = None
    person_url: str | None = None


def read_complements(text: Text, sentence: Sentence, trigger: Trigger) -> Complements:
    """Read the trigger's sentence, then what the sentences after it add."""
    found = Complements(trigger.kind)
    link = text.link_at(trigger.start) or text.link_at(trigger.end - 1)
    found.trigger_url = link.url if link else None
    _read_byline(text, sentence, trigger, found)
    _read_before(text, sentence, trigger, found)
    _read_after(text, trigger.end, sentence.end, trigger, found)
    _read_owners(text, sentence, found)
    for later in text.sentences:
        if later.start >= sentence.end:
            _read_later(text, later, trigger, found)
    return found


def _read_byline(text: Text, sentence: Sentence, trigger: Trigger, found: Complements) -> None:
    """Read "By NAME." of the sentence before."""
    earlier = [one for one in text.sentences if one.end <= sentence.start][-1:]
    for one in earlier:
        for index in range(one.start, min(one.start + 3, one.end)):
            if text.tokens[index].length("by", trigger.lang):
                _read_people(text, index, one.end, trigger, found, certain=True)


def _read_before(text: Text, sentence: Sentence, trigger: Trigger, found: Complements) -> None:
    """Read the title's link, "this article by NAME", "a version of"."""
    tokens, lang = text.tokens, trigger.lang
    for index in range(sentence.start, trigger.start):
        token = tokens[index]
        link = text.link_at(index)
        if link and link.url and link.end <= tokens[trigger.start].start:
            found.title_url = found.title_url or link.url
        quoted = any(one.start < token.start < one.end for one in text.line.quoted)
        by = token.length("by", lang) or (token.text == "with" and index > sentence.start)
        if by and not quoted and not (link and link.start < token.start):
            _read_people(text, index, trigger.start, trigger, found, certain=True)
        if token.length("versions", lang) and index + 1 < trigger.start:
            following = tokens[index + 1 : min(index + 8, trigger.start)]
            if following[0].length("this", lang) or any(
                one.length("of", lang) for one in following
            ):
                found.kind = "adapted"
        _note_kind(text, index, trigger, found)


def _note_kind(text: Text, index: int, trigger: Trigger, found: Complements) -> None:
    token, lang = text.tokens[index], trigger.lang
    for role, kind in KINDS:
        if token.length(role, lang) and found.kind == "original":
            found.kind = kind
    if token.length("permission", lang) and found.kind in ("original", "cross-post"):
        found.kind = "reprint"


def _read_after(text: Text, index: int, end: int, trigger: Trigger, found: Complements) -> None:
    """Read complements from token ``index`` to ``end``, whatever their order."""
    tokens, lang = text.tokens, trigger.lang
    updating = aside = licensed = False
    while index < end:
        token = tokens[index]
        if _new_thought(text, index, end, lang):
            index = _taken_up(text, index, end, lang)
            continue
        _note_kind(text, index, trigger, found)
        updating = updating or token.length("update", lang) > 0
        licensed = licensed or token.length("licence", lang) > 0
        aside = aside and not token.plays(lang, "verbs", "adverbs")
        if after := _date(text, index, trigger, found, updating=updating):
            updating = False
        elif token.length("by", lang) and (after := _read_people(text, index, end, trigger, found)):
            aside = _apposition(text, after, end, trigger)
        elif not (updating or licensed or aside):
            after = _place(text, index, end, trigger, found)
            after = after or _pointer(text, index, trigger, found)
        index = after or index + 1


def _new_thought(text: Text, index: int, end: int, lang: str) -> bool:
    """Tell ", where people …" and "and some parts may …" from one more complement."""
    token = text.tokens[index]
    if text.link_at(index) or not token.is_word:
        return False
    if token.length("clauses", lang):
        return True
    if not _is_and(text, index, lang) or index + 1 >= end or not text.tokens[index + 1].is_word:
        return False
    after = text.tokens[index + 1]
    return (
        not text.is_capital(index + 1)
        and not text.link_at(index + 1)
        and not (
            after.roles.keys() - {"stops", "this", "of", "articles", "versions", "tongues", "the"}
        )
    )


def _taken_up(text: Text, index: int, end: int, lang: str) -> int:
    """Return where "… while I was away and published on" comes back to the matter, or ``end``."""
    for ahead in range(index + 1, end - 1):
        again = text.tokens[ahead + 1].plays(lang, "verbs", "adverbs")
        if again and _is_and(text, ahead, lang):
            return ahead + 1
    return end


def _is_and(text: Text, index: int, lang: str) -> bool:
    return text.tokens[index].text in text.language(lang).words("names", "and")


def _pointer(text: Text, index: int, trigger: Trigger, found: Complements) -> int:
    """Note the link of "… and can be found [here]", "… as ["Title"]"; the token after it, or 0."""
    link = text.link_at(index)
    if link is None or not link.url or link.start != text.tokens[index].start:
        return 0
    before = text.tokens[index - 1]
    if before.text in "\"'(" and index > 1:
        before = text.tokens[index - 2]
    titled = before.length("titled", trigger.lang)
    if titled or text.tokens[index].length("pointers", trigger.lang):
        found.original_url = found.original_url or link.url
        return text.next_from(index, link.end)
    return 0


def _date(text: Text, index: int, trigger: Trigger, found: Complements, *, updating: bool) -> int:
    """Note the date at token ``index``; return the token after it, 0 where there is none."""
    language = text.language(trigger.lang)
    date = dates.at(text.line.folded, text.tokens[index].start, language)
    if date is None:
        return 0
    if not updating and found.date is None:
        link = text.link_at(index)
        found.date, found.date_url = date.iso, link.url if link else None
    return text.next_from(index, date.end)


def _apposition(text: Text, index: int, end: int, trigger: Trigger) -> bool:
    """Tell ", a psychologist at …" after a name from the next complement."""
    if index + 1 >= end or text.tokens[index].text != ",":
        return False
    after = text.tokens[index + 1]
    if dates.at(text.line.folded, after.start, text.language(trigger.lang)):
        return False
    return not after.plays(trigger.lang, "at", "by", "verbs", "adverbs", "auxiliaries")


def _place(text: Text, index: int, end: int, trigger: Trigger, found: Complements) -> int:
    """Note the place that is named at token ``index``; return the token after it, else 0."""
    tokens, lang = text.tokens, trigger.lang
    start = index + max(
        tokens[index].length("at", lang), tokens[index].length("adapted_from", lang)
    )
    if found.places and tokens[index].length("of", lang) and tokens[index - 1].text == ",":
        if after := _read_people(text, index, end, trigger, found, certain=True):
            return after
    if start == index and (found.places or not _shows_link(text, index)):
        return 0
    if start >= end:
        return 0
    if after := _date(text, start, trigger, found, updating=False):
        if not any(one.length("issues", lang) for one in tokens[after : after + 2]):
            return after
        start = after
    place = place_at(text, start, end, text.language(lang))
    if place is None:
        return 0
    found.places.append(place)
    if found.date is None and any(one.length("issues", lang) for one in tokens[start : start + 3]):
        number = tokens[start : start + _ISSUE]
        found.date = next((one.text for one in number if _YEAR.fullmatch(one.text)), None)
    return max(place.end, index + 1)


def _shows_link(text: Text, index: int) -> bool:
    """Tell a link that follows without a preposition: "(link)", ": link", "published LINK"."""
    token = text.tokens[index]
    link = text.link_at(index)
    if link and link.start == token.start:
        return True
    if token.text in ("http", "https", "www"):
        return True
    shown = address_at(text.line.text, token.start) if token.is_word else None
    return shown is not None and index > 0 and text.tokens[index - 1].text in ":("


def _read_people(
    text: Text,
    index: int,
    end: int,
    trigger: Trigger,
    found: Complements,
    *,
    certain: bool = False,
) -> int:
    """Read who comes after the "by" at ``index``: people, or whoever published it.

    Return the token after them, 0 for nobody.
    """
    tokens, lang = text.tokens, trigger.lang
    start = index + max(tokens[index].length("by", lang), 1)
    while start < end and tokens[start].text in "\"'([":
        start += 1
    if start >= end:
        return 0
    if length := tokens[start].length("writer", lang):
        return start + length
    link = text.link_at(start)
    reading = names.leading(text.line.text, tokens[start].start, languages=text.words.languages)
    after = text.next_from(start, reading.end)
    if reading.people and after <= end:
        people = reading.people
        if _are_people(text, index, after, people, link, trigger, found, certain=certain):
            found.authors += [one for one in people if one not in found.authors]
            found.person_url = link.url if link else found.person_url
            return after
    if certain:
        return 0
    found.organisation = place_at(text, start, end, text.language(lang)) or found.organisation
    return found.organisation.end if found.organisation else 0


def _are_people(
    text: Text,
    by: int,
    after: int,
    people: Sequence[Person],
    link: Span | None,
    trigger: Trigger,
    found: Complements,
    *,
    certain: bool,
) -> bool:
    """Tell people from a publisher: "published by X" may be either.

    Credentials, a profile's address, "by X on Y" and "written by" speak for a person; a word
    such as "Magazine" and an address that is the name itself speak for a publisher.
    """
    tokens, lang = text.tokens, trigger.lang
    name = people[0].name
    if any(one.credentials or one.title for one in people):
        return True
    organisations = text.words.languages.words("credit", "organisations")
    if any(part.strip(".,'’") in organisations for part in name.split()):
        return False
    if len(people) > 1 or (link and link.url and _PROFILE.search(link.url)):
        return True
    if certain and " " in name:
        return True
    host = (domain(link.url) or "").replace("-", "") if link else ""
    if re.sub(r"\W", "", name.lower()) in host:
        return False
    if found.places or (after < len(tokens) and tokens[after].length("at", lang)):
        return True
    verbs = tokens[max(by - _VERB_BEFORE_BY, 0) : by]
    written = any(one.length("writing", lang) for one in verbs)
    return " " in name and (written or not any(one.length("verbs", lang) for one in verbs))


def _read_owners(text: Text, sentence: Sentence, found: Complements) -> None:
    """Read an author out of "Ben Sample's blog"; "Ben's blog" names nobody in full."""
    if found.authors or not found.places:
        return
    start = text.tokens[sentence.start].start
    stretch = text.line.text[start : text.tokens[sentence.end - 1].end]
    organisations = text.words.languages.words("credit", "organisations")
    for owned in _OWNED.finditer(stretch):
        name = owned[1]
        parts = name.split()
        if any(part in organisations for part in parts) or not all(p[0].isupper() for p in parts):
            continue
        hosts = [(domain(one.url) or "").split(".")[0] for one in found.places]
        squeezed = re.sub(r"\W", "", name.lower())
        if squeezed not in hosts:
            found.authors.append(Person(name))
            return


def _read_later(text: Text, later: Sentence, trigger: Trigger, found: Complements) -> None:
    """Read "Reposted with permission from …", "You can find the original here"."""
    tokens, lang = text.tokens, trigger.lang
    span = tokens[later.start : later.end]
    for index in range(later.start, later.end):
        permitted = tokens[index].plays(lang, "permission", "reprint")
        if permitted and found.kind in ("original", "cross-post"):
            found.kind = "reprint"
        if permitted and not any(one.name for one in found.places):
            _read_after(text, index + 1, later.end, trigger, found)
    again = None if found.places else find_trigger(text, later)
    if again and again.strength == "label":
        _read_after(text, again.end, later.end, again, found)
    if found.original_url is None and any(one.length("original_link", lang) for one in span):
        found.original_url = _first_address(text, later)


def _first_address(text: Text, sentence: Sentence) -> str | None:
    for index in range(sentence.start, sentence.end):
        link = text.link_at(index)
        if link and link.url:
            return link.url
        if address := address_at(text.line.text, text.tokens[index].start):
            return address[1]
    return None
