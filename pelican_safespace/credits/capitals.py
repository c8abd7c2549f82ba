"""Where a publication's name ends that no mark-up holds: "the Journal of Rest and Recovery in"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pelican_safespace import dates, names
from pelican_safespace.credits.address import PLATFORMS, address_at
from pelican_safespace.credits.inline import fold
from pelican_safespace.credits.text import Clause
from pelican_safespace.languages import Language

_X = "x"  # the platform: "on X. It has been read"
LONGEST_NAME = 16  # words; what goes on longer is a sentence
_MONTH = re.compile(r"0[1-9]|1[0-2]")
_ABOUT_YEAR = re.compile(r"(?:19|20)\d\d[a-z]+")  # "in 2010ish"
_SMALL_WORDS = 2  # in a row inside a name: "Diseases of the Mind"
_MOST_OF_KIND = 3  # words from a name to its kind: "Sample engineering and design blog"
_LISTED_WITHIN = 5  # words from one comma of "Patterns, Principles, and Practices" to the next
_CONNECTORS = frozenset(
    {"and", "und", "et", "y", "e", "en", "of", "the", "for", "de", "du", "des", "del", "della"}
    | {"di", "da", "der", "die", "das", "le", "la", "el", "los", "las", "von", "van", "i"}
    | {"on", "in", "at", "a", "an"}
)
_SHORT = frozenset({"inc", "mrs", "prof", "vol"})
"""What a name may begin with besides initials, with a full stop."""
_ENDS = ("stops", "clauses", "permission", "update", "licence", "verbs", "adverbs", "by", "reprint")


def name_end(clause: Clause, start: int) -> int:
    """Return the token after the run of capitals at ``start``; ``start`` when there is none."""
    text, lang = clause.text, clause.lang
    last, small = start, 0
    for index in range(start, min(clause.end, start + 2 * LONGEST_NAME)):
        token = text.tokens[index]
        if index > start and (_is_number(clause, index) or _is_volume(clause, index)):
            break
        if not token.is_word:
            if not _joins(clause, start, index):
                break
        elif _is_spelt(clause, index):
            last, small = index + 4, 0
        elif text.is_capital(index) and token.text != "i":
            if index == start and (_is_time(clause, index) or _is_day(clause, index)):
                break
            if index == start and _ABOUT_YEAR.fullmatch(token.text):
                break
            if index > start and (_is_over(clause, start, index) or _is_year(clause, index)):
                break
            if index > start and _leads_to_date(clause, index):
                break
            last, small = index + 1, 0
        elif start < last == index - 1 and _is_glued(clause, index):
            last = index + 1
        elif start < index == last and token.length("generic", lang):
            if not token.length("accounts", lang):  # "my Sample account"
                last = index + token.length("generic", lang)
        elif index == start and _owns(clause, index):
            last = index + 3
        elif start < last == index and (kind := _kind_ahead(clause, index)):
            last = kind
        elif index >= last:
            small += 1
            ends = token.plays(lang, *_ENDS) and token.text not in _CONNECTORS
            ends = ends or (index > start and _names_author(clause, index))
            if ends or small > _SMALL_WORDS:
                break
    return _past_small_words(clause, last) if last > start else last


def _leads_to_date(clause: Clause, index: int) -> bool:
    """Tell the "In" of "at the Sample Meetup In July 2017" from a name's."""
    dated = index + 1 < clause.end and clause.date_at(index + 1) is not None
    return dated and clause.tokens[index].length("at", clause.lang) > 0


def _kind_ahead(clause: Clause, index: int) -> int:
    """Return the token after the "open source blog" at ``index`` behind a name; 0 for none."""
    for ahead in range(index + 1, min(index + 1 + _MOST_OF_KIND, clause.end)):
        token = clause.tokens[ahead - 1]
        said = token.plays(clause.lang, *_ENDS, "at", "of", "determiners", "the", "auxiliaries")
        if not clause.is_and(ahead - 1) and (
            said or not token.is_word or not clause.text.is_small(ahead - 1)
        ):
            return 0
        if length := clause.tokens[ahead].length("generic", clause.lang):
            return ahead + length
    return 0


def _names_author(clause: Clause, index: int) -> bool:
    """Tell the "von" of "in Stille Post von Kim Test" from that of "Blog von Kim Test"."""
    kind = clause.tokens[index - 1].plays(clause.lang, "generic", "blogs", "organisations")
    return not kind and _leads_to_person(clause, index)


def _leads_to_person(clause: Clause, index: int) -> bool:
    """Tell the "by" of "by Kim Test"."""
    tokens, lang = clause.tokens, clause.lang
    length = tokens[index].length("by", lang)
    if not length:
        return False
    after = index + length
    if after >= clause.end or not tokens[after].is_word:
        return False
    languages = clause.text.words.languages
    line, start = clause.text.line.text, tokens[after].start
    reading = names.leading(line, start, languages=languages, lang=lang)
    return len(reading.people) == 1 and " " in reading.people[0].name


def year_of_issue(clause: Clause, index: int) -> str | None:
    """Return the year of the "3/2019", ", Heft 3/2019" or "(Heft 3/2019)" at ``index``, an issue.

    "09/2019", which nothing calls an issue, is a month.
    """
    if index + 1 < clause.end and clause.tokens[index].text in ",(":
        index += 1
    length = clause.tokens[index].length("issues", clause.lang) if index < clause.end else 0
    index += length
    number = [one.text for one in clause.tokens[index : min(index + 3, clause.end)]]
    if len(number) == 3 and number[0].isdigit() and number[1] == "/" and len(number[2]) == 4:
        month = not length and _MONTH.fullmatch(number[0])
        year = number[2] if number[2].isdigit() else None
        return f"{year}-{number[0]}" if year and month else year
    return None


def year_behind(clause: Clause, index: int) -> str | None:
    """Return the bare year at ``index`` that closes "in [Sample Weekly](…) 2019."."""
    if index >= clause.end or not dates.YEAR.fullmatch(clause.tokens[index].text):
        return None
    after = index + 1
    ends = after >= clause.end or clause.tokens[after].text in ".,;)"
    ends = ends or clause.tokens[after].plays(clause.lang, "verbs", "alone")
    return clause.tokens[index].text if ends else None


def _is_year(clause: Clause, index: int) -> bool:
    """Tell the number of an issue, and in German the year, from a name's last word."""
    german = clause.lang in clause.text.words.verb_last
    return bool(year_of_issue(clause, index) or (german and year_behind(clause, index)))


def _past_small_words(clause: Clause, index: int) -> int:
    """Go on to the end of "Psychologie heute," where the language writes names like that."""
    if clause.lang not in clause.text.words.small_names:
        return index
    stop = index
    while stop < clause.end and clause.tokens[stop].is_word:
        token = clause.tokens[stop]
        if _is_number(clause, stop) or _is_year(clause, stop) or _is_dated(clause, stop):
            break
        other = token.plays(clause.lang, *_ENDS, "at") and not clause.is_and(stop)
        if stop - index == _SMALL_WORDS or other or clause.text.link_at(stop):
            return index
        stop += 1
    ends = stop == clause.end or clause.tokens[stop].text in ",.;()"
    ends = ends or _is_number(clause, stop) or _is_year(clause, stop) or _is_dated(clause, stop)
    return stop if ends else index


def _is_dated(clause: Clause, index: int) -> bool:
    """Tell the "le 3 mai 2019" and "de mai 2019" behind a name."""
    token, lang = clause.tokens[index], clause.lang
    for role in ("at", "of", "the", "determiners"):
        after = index + token.length(role, lang)
        if index < after < clause.end and clause.tokens[after].is_word:
            if clause.date_at(after):
                return True
    return False


def _is_time(clause: Clause, index: int) -> bool:
    """Tell "19:19" and "9 Uhr" from a name that begins with a number."""
    token = clause.tokens[index]
    following = clause.tokens[index + 1 : min(index + 2, clause.end)]
    digits = token.text.isdigit()
    return digits and (not following or following[0].text in ":.,;)" or len(token.text) > 4)


def _is_over(clause: Clause, first: int, index: int) -> bool:
    """Tell whether what has a capital here is a date, an address or another place.

    The name begins at ``first``; a link that all of it is in tells nothing.
    """
    text, lang = clause.text, clause.lang
    start = text.tokens[index].start
    if clause.date_at(index):
        return True
    before, link = text.tokens[index - 1], text.link_at(index)
    around = text.link_at(first)
    if link and around and link != around:
        return True  # "[… on Sample Weekly] and [the Sample blog]"
    link = None if link == around else link
    if clause.is_and(index - 1) and text.tokens[index].text in PLATFORMS:
        return True
    if before.length("at", lang):
        if text.tokens[index].text in _weekdays(clause.language) or _is_day(clause, index):
            return True  # "in Sample Weekly on May 3"
        if text.tokens[index].text in PLATFORMS:
            return True  # "in Sample Weekly on Medium"
    if not before.length("at", lang) or before.length("of", lang) or before.text == "for":
        return clause.is_and(index - 1) and link is not None
    platform = index > 1 and text.tokens[index - 2].length("generic", lang) > 0
    tongue = text.tokens[index].length("tongues", lang) > 0
    other = link or address_at(text.line.text, start)
    return platform or tongue or other is not None


def _is_number(clause: Clause, index: int) -> bool:
    """Tell the "Issue 12" or "No. 12" behind a magazine's name."""
    if not clause.tokens[index].plays(clause.lang, "issues", "issue_numbers"):
        return False
    after = [one.text for one in clause.tokens[index + 1 : min(index + 3, clause.end)]]
    apart = len(after) == 2 and not after[0].isalnum()
    if apart and clause.date_at(index + 2):
        return False  # "in Small Pages, 3 May 2019"
    return any(one.isdigit() for one in after[: 2 if apart else 1])


def _is_volume(clause: Clause, index: int) -> bool:
    """Tell the "3(2)" behind a journal's name."""
    said = [one.text for one in clause.tokens[index : min(index + 3, clause.end)]]
    return len(said) == 3 and said[0].isdigit() and said[1] == "(" and said[2].isdigit()


def _is_day(clause: Clause, index: int) -> bool:
    """Tell "on April Fools' day" and "on the 12th of April" from a publication."""
    ahead = 3 if clause.tokens[index].text[0].isdigit() else 1
    months = dates.month_names(clause.language)
    return any(one.text in months for one in clause.tokens[index : index + ahead])


@cache
def _weekdays(language: Language) -> frozenset[str]:
    """The language's names of days, in small letters."""
    return frozenset(map(fold, language.words("dates", "weekdays")))


def _owns(clause: Clause, index: int) -> bool:
    """Tell "thoughtful's" of a name that begins with a small letter."""
    after = [one.text for one in clause.tokens[index + 1 : min(index + 3, clause.end)]]
    return after == ["'", "s"]


def _joins(clause: Clause, start: int, index: int) -> bool:
    """Tell punctuation inside a name ("Q&A", "Psych.org", "St. Mary", "O'Neil") from its end."""
    tokens = clause.tokens
    token = tokens[index]
    if token.text == "&" or index + 1 >= clause.end or index == 0:
        return token.text == "&"
    if token.text == "@" and clause.text.is_capital(index + 1):
        return True  # "the Design @ Sample blog"
    before, after = tokens[index - 1], tokens[index + 1]
    glued = after.start == token.end
    if token.text == ".":
        initial = len(before.text) <= 2 or (index == start + 1 and before.text in _SHORT)
        initial = initial and clause.text.is_capital(index - 1)
        inside = glued and token.start == before.end  # not ".NET"
        return inside or (initial and before.text != _X)
    if token.text == "'" and before.text.endswith("s") and token.start == before.end:
        return clause.text.is_capital(index + 1)
    if token.text == ",":
        return _lists(clause, index)
    if token.text in "[]":
        return _is_spelt(clause, index - (1 if token.text == "[" else 3))
    if token.text == ":" and not glued:
        return _is_subtitle(clause, index)
    if token.text in "+#" and token.start == before.end:
        return True  # "C++ Sample"
    return glued and token.text in "'-/@*_" and token.start == before.end


def _is_subtitle(clause: Clause, index: int) -> bool:
    """Tell the colon of "from Rest: A Small Book by Kim Test"."""
    for ahead in range(index + 1, min(index + LONGEST_NAME, clause.end)):
        if not clause.tokens[ahead].is_word:
            return False
        if _leads_to_person(clause, ahead):
            return clause.text.is_capital(index + 1)
    return False


def _is_glued(clause: Clause, index: int) -> bool:
    """Tell the "bloggers" of "Sample-bloggers" and the "s" of "in Sampleson's."."""
    tokens = clause.tokens
    mark, token = tokens[index - 1], tokens[index]
    if mark.text not in "-'" or mark.start != tokens[index - 2].end or mark.end != token.start:
        return False
    if mark.text == "-":
        return True
    after = clause.tokens[index + 1 : min(index + 2, clause.end)]
    ends = not after or not after[0].is_word or after[0].plays(clause.lang, "at", "by")
    return token.text == "s" and ends


def _is_spelt(clause: Clause, index: int) -> bool:
    """Tell a name that is spelt "sample[word]"."""
    spelt = clause.tokens[index : min(index + 4, clause.end)] if index >= 0 else []
    if [one.text for one in spelt[1::2]] != ["[", "]"]:
        return False
    return all(one.end == other.start for one, other in pairwise(spelt))


def _lists(clause: Clause, index: int) -> bool:
    """Tell the comma of "Patterns, Principles, and Practices" from that of a sentence."""
    if clause.is_and(index + 1):
        return index > 1 and any(one.text == "," for one in clause.tokens[index - 2 : index])
    ahead = range(index + 1, min(index + _LISTED_WITHIN, clause.end - 1))
    return any(clause.tokens[one].text == "," and clause.is_and(one + 1) for one in ahead)
