"""A publication as a credit names it: in a link, in quotation marks or emphasis, in capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pelican_safespace import dates
from pelican_safespace.credits.capitals import LONGEST_NAME
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.link_text import QUOTES, LinkText, is_title, read_link_text
from pelican_safespace.credits.text import Clause, is_unknown
from pelican_safespace.credits.wording import Token

_LINK_WITHIN = 7  # words from "on" to the link: "on my own little blog, [X]"
_ISSUE_WITHIN = 7  # words of a link from its start to "issue": "the May issue of X"
_UNKNOWN = 2  # of them that nothing is known of: "on a rather sleepy blog, [X]"
_OF_NUMBER = re.compile(r"n[°ºo.]{1,2}\s?\d+\s+(?:del|des|de|du|of|von|van|di)\s+", re.IGNORECASE)
_BOOKS = re.compile(r"/books?/")
_ACCOUNT = re.compile(r"@\S+")


@dataclass(frozen=True, slots=True)
class Place:
    """A publication as the sentence has it; ``name`` is None where only its address tells it.

    ``end`` is the index of the first token after it. A ``quoted`` name may be an article's title
    or a column's, when another place follows; ``is_title`` is said of a link that is put on one,
    ``is_kind`` of "my blog", which says no more than what kind of place it is, ``is_other`` when
    it is said to be another one than this ("my old blog"). ``is_further`` is said of one that
    is told of besides another: "and later on X".
    """

    name: str | None
    url: str | None
    end: int
    quoted: bool = False
    is_title: bool = False
    is_kind: bool = False
    is_other: bool = False
    is_further: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether mark-up tells it: a link or quotation marks."""
        return bool(self.url or self.quoted)


def link_ahead(clause: Clause, index: int) -> Span | None:
    """Return the link the name is in: one that begins here or after a few small words."""
    unknown = 0
    for ahead in range(index, min(index + _LINK_WITHIN, clause.end)):
        token = clause.tokens[ahead]
        if link := clause.text.link_at(ahead):
            return link if link.start >= clause.tokens[max(index - 1, 0)].start else None
        ends = token.plays(clause.lang, "clauses", "update", "licence")
        owner = token.length("of", clause.lang) and _is_kind(clause, ahead - 1)
        later = ahead > index and not owner and token.plays(clause.lang, "by", "permission")
        later = later or (ahead > index + 1 and _goes_on(clause, ahead))
        later = later or _begins_further(clause, ahead)
        unknown += is_unknown(clause.text, ahead)
        if token.text in "\n.;!?" or ends or later or unknown > _UNKNOWN:
            return None
    return None


def _begins_further(clause: Clause, index: int) -> bool:
    """Tell the "and on" of "on Kim's blog and on [Sample](…)", where the next place begins."""
    after = index + 1
    return (
        clause.is_and(index)
        and after < clause.end
        and clause.tokens[after].length("at", clause.lang) > 0
    )


def _goes_on(clause: Clause, index: int) -> bool:
    """Tell the second "the" of "for the newer plan using the [page](…)", which names no place."""
    before, lang = clause.tokens[index - 1], clause.lang
    leads = before.plays(lang, "at", "of", "by", "generic", "determiners", "issues")
    return clause.tokens[index].length("the", lang) > 0 and before.is_word and not leads


def _is_kind(clause: Clause, index: int) -> bool:
    """Tell the noun of "im Blog von [X](…)", whose "von" leads to no author."""
    return clause.tokens[index].length("generic", clause.lang) > 0


def quotation_at(clause: Clause, index: int) -> Span | None:
    """Return the quotation that begins at token ``index``."""
    if index >= len(clause.tokens):
        return None
    start = clause.tokens[index].start
    among = clause.text.line.quoted
    return next((one for one in among if one.start in (start, start - 1)), None)


def marked(clause: Clause, index: int) -> Place | None:
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
        small = stop == index + 1 and clause.tokens[index].length("determiners", clause.lang)
        said = name.islower() and any(
            one.length("the", clause.lang) for one in clause.tokens[index:stop]
        )
        ahead = clause.text.link_at(stop) if stop < clause.end else None
        if ahead and ahead.start > span.end and name.islower() and span not in line.quoted:
            continue  # "on the *channel* [Sample]"
        if small or not name or said or dates.at(name, 0, clause.language):
            continue  # "from *my* point of view", "to “protect the innocent”", "on “2008-06-15”"
        url = next((one.url for one in line.links if span.start <= one.start < span.end), None)
        return Place(name, url, stop, quoted=span in line.quoted)
    return None


def linked(clause: Clause, link: Span, index: int) -> Place | None:
    """Return the place that a link's text or address tells; None for "[German]"."""
    stop = clause.text.next_from(index, link.end)
    inside = clause.tokens[clause.text.next_from(0, link.start) : stop]
    said = link_text(clause, link)
    roles = {role for one in inside for role in one.roles}
    alone = len(inside) == 1 and clause.text.is_small(clause.text.next_from(0, link.start))
    if "verbs" in roles and ("adverbs" in roles or alone):
        said = LinkText(None)  # the link is put on "originally published"
    if said.is_title and (_is_book(clause, link) or _BOOKS.search(link.url or "")):
        said = LinkText(clause.text.line.text[link.start : link.end].strip(QUOTES))
    words = [one for one in inside if one.is_word]
    if _is_said(clause, words):
        return None
    if _is_noun(clause, clause.text.next_from(0, link.start), stop):
        said = LinkText(None, is_title=True)
    if any("licence" in one.roles for one in words):
        return None
    if _ACCOUNT.fullmatch(clause.text.line.text, link.start, link.end):
        return None
    known = words and all(one.plays(clause.lang, "tongues", "determiners") for one in words)
    if known and not said.name:
        return None  # but "[The Weekly](…)" is one
    return Place(said.name, link.url, stop, is_title=said.is_title)


def _is_noun(clause: Clause, first: int, stop: int) -> bool:
    """Tell "a [German-language article](…)" and "the [release announcement](…)" from a name."""
    words = [one for one in range(first, stop) if clause.tokens[one].is_word]
    last = clause.tokens[stop - 1]
    noun = last.length("articles", clause.lang) and not last.length("generic", clause.lang)
    return (
        len(words) > 1
        and bool(noun)
        and all(
            clause.text.is_small(one) or clause.tokens[one].length("tongues", clause.lang)
            for one in words
        )
    )


def _is_said(clause: Clause, words: Sequence[Token]) -> bool:
    """Tell "[I mentioned](…)" and "[we wrote](…)" from "[We Are Quiet](…)"."""
    if len(words) < 2 or not words[0].plays(clause.lang, "agents", "pronouns"):
        return False
    said = clause.text.line.text[words[0].end : words[1].end]
    return said[:1].isspace() and said.lstrip()[:1].islower()


def _is_book(clause: Clause, link: Span) -> bool:
    """Tell the title of "my book, [TITLE](…)", which is the publication."""
    first = clause.text.next_from(0, link.start)
    before = [one for one in clause.tokens[max(first - 3, 0) : first] if one.is_word]
    return bool(before) and before[-1].length("books", clause.lang) > 0


def link_text(clause: Clause, link: Span) -> LinkText:
    """Read the text of a link, from behind the "May issue of" that it may begin with."""
    tokens, lang = clause.tokens, clause.lang
    first, stop = clause.text.next_from(0, link.start), clause.text.next_from(0, link.end)
    start = link.start
    for index in range(first, min(first + _ISSUE_WITHIN, stop - 2)):
        if not tokens[index].is_word and tokens[index].text not in "-/.'":
            break
        noun = index > first or clause.text.is_small(index)  # "Introduction to X" is a title
        if noun and tokens[index].length("issues", lang) and tokens[index + 1].length("of", lang):
            start = tokens[index + 2].start
    words = _OF_NUMBER.sub("", clause.text.line.text[start : link.end])
    cut = _issue_in(clause, first, stop)
    if cut and not is_title(words, link.url):
        words = clause.text.line.text[start : clause.tokens[cut - 1].end]
    return read_link_text(words, link.url, clause.language)


def _issue_in(clause: Clause, first: int, stop: int) -> int:
    """Return where "Issue 135" or "June 2018" begins behind the name of a link; 0 for nowhere."""
    words = [one for one in range(first, stop) if clause.tokens[one].is_word]
    last = words[-1] if words else first
    for index in range(first + 2, stop):
        token = clause.tokens[index]
        after = index + token.length("issues", clause.lang)
        number = index < after < stop and clause.tokens[after].text.isdigit()
        date = clause.date_at(index)
        # "Sample Studio 2019" is a name, "Sample on 19 July 2016" ends with a date.
        led = _leads_to_date(clause, index - 1) and clause.tokens[index - 1].is_word
        exact = date and (led or not token.text.isdigit() or len(date.iso) == len("2019-07-19"))
        dated = date and exact and date.end >= clause.tokens[last].end
        before = index
        while dated and before > first + 1 and _leads_to_date(clause, before - 1):
            before -= 1
        if number and [one.text for one in clause.tokens[before - 3 : before : 2]] == ["(", ")"]:
            before -= 3  # "[Sample Bulletin (2021) Volume 38](…)"
        kind = clause.tokens[before - 1].length("generic", clause.lang) > 0
        if (number or dated) and (kind or clause.text.is_capital(before - 1)):
            return before
    return 0


def _leads_to_date(clause: Clause, index: int) -> bool:
    """Tell the ", on" of "[Sample Weekly, on May 3, 2019](…)"."""
    token = clause.tokens[index]
    return token.text in ",(–-" or token.length("at", clause.lang) > 0
