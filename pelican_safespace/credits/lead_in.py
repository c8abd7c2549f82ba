"""What stands before a publication's name: "the May issue of", "my own", "the magazine"."""

from __future__ import annotations

from pelican_safespace import dates
from pelican_safespace.credits.address import address_at
from pelican_safespace.credits.publication import marked, quotation_at
from pelican_safespace.credits.text import Clause, is_unknown

_ISSUE_WITHIN = 7  # words from "in" to "issue": "in the September/October 2020 issue of"
_OF_WITHIN = 5  # words from "issue" to "of"
_FORM_WITHIN = 5  # words from "in" to "form"
_ADJECTIVES = 4  # words from "a" to "website": "a student political commentary website"


def past_form(clause: Clause, index: int) -> int:
    """Return the token after "slightly different form", which is no place; 0 for a place."""
    for ahead in range(index, min(index + _FORM_WITHIN, clause.end)):
        token = clause.tokens[ahead]
        if clause.text.link_at(ahead) or token.length("at", clause.lang):
            return 0
        if length := token.length("forms", clause.lang):
            return ahead + length
    return 0


def past_issue(clause: Clause, index: int) -> int:
    """Skip "the spring 2019 issue of", "Issue 14 of" and "section 2 of chapter 9 of"."""
    for ahead in range(index, min(index + _ISSUE_WITHIN, clause.end - 2)):
        token, link = clause.tokens[ahead], clause.text.link_at(ahead)
        begins = link is not None and link.start >= clause.tokens[index].start
        if begins or (not token.is_word and token.text not in "-/.'"):
            break
        if token.length("at", clause.lang) and not token.length("of", clause.lang):
            break  # "in Sample Weekly in issue 3, May 2019"
        if after := _past_month(clause, ahead):
            return past_issue(clause, after)
        if is_issue(clause, ahead):
            after = _past_of(clause, ahead + 1)
            return past_issue(clause, after) if after else index
    return index


def is_issue(clause: Clause, index: int) -> bool:
    """Tell the noun of "the May issue of" and "Issue 14 of" from the last word of a name."""
    if not clause.tokens[index].length("issues", clause.lang):
        return _is_of_season(clause, index)
    if clause.text.is_small(index) or clause.lang in clause.text.words.verb_last:
        return True
    following = clause.tokens[index + 1 : min(index + 2, clause.end)]
    return any(one.text.isdigit() or one.text in ("of", "#", "no") for one in following)


def _is_of_season(clause: Clause, index: int) -> bool:
    """Tell the "newsletter" of "the March 2019 newsletter of NAME", one of its issues.

    So is the "März-Newsletter der".
    """
    tokens, before = clause.tokens, index - 1
    if not tokens[index].length("generic", clause.lang):
        return False
    joined = before > 0 and tokens[before].text == "-"
    before -= joined or (before > 0 and dates.YEAR.fullmatch(tokens[before].text) is not None)
    of = index + 1 < clause.end and tokens[index + 1].length("of", clause.lang)
    return bool(of) and before >= 0 and dates.is_part_of_year(tokens[before].text, clause.language)


def _past_month(clause: Clause, index: int) -> int:
    """Return the token after "boletín de marzo de", one of its issues; 0 for anything else."""
    tokens, lang = clause.tokens, clause.lang
    if index + 3 >= clause.end or not tokens[index].length("generic", lang):
        return 0
    of, month = tokens[index + 1 : index + 3]
    if not of.length("of", lang) or not dates.is_part_of_year(month.text, clause.language):
        return 0
    after = index + 3
    length = tokens[after].length("of", lang)
    return after + length if length and after + length < clause.end else 0


def _past_of(clause: Clause, index: int) -> int:
    """Return the token after "of", or after the "in" of "chapter “TITLE” in"; 0 for none."""
    if title := quotation_at(clause, index):
        after = clause.text.next_from(index, title.end)
        length = clause.tokens[after].length("at", clause.lang) if after < clause.end else 0
        return after + length if length else 0
    if index < clause.end and clause.tokens[index].length("at", clause.lang):
        return index + 1  # "a chapter in"
    for after in range(index, min(index + _OF_WITHIN - 1, clause.end - 1)):
        token = clause.tokens[after]
        if after > index and clause.text.link_at(after) not in (
            None,
            clause.text.link_at(index - 1),
        ):
            return 0  # "the chapter [A Talk of Rest](…) from"
        if token.text == "," and clause.tokens[after + 1].length("issues", clause.lang):
            return _past_of(clause, after + 2)
        length = max(token.length(role, clause.lang) for role in ("of", "adapted_from"))
        if length or token.text == ",":
            return after + (length or 1)
    return 0


def past_determiners(clause: Clause, index: int) -> int:
    """Skip "the", "my own", "the magazine" before a name, and opening marks."""
    while index < clause.end:
        token = clause.tokens[index]
        if address_at(clause.text.line.text, token.start):
            break  # "old.sample.org"
        length = token.length("determiners", clause.lang) or _kind_of_place(clause, index)
        if length:
            named = index + length < clause.end and marked(clause, index + length)
            # German nouns have capitals: "in der Zeitschrift Stille Post".
            german = clause.lang in clause.text.words.verb_last
            noun = german and token.length("generic", clause.lang)
            if token.is_word and not clause.text.is_small(index) and not (named or noun):
                break  # "The Example": the article is part of the name
            index += length
        elif (
            _is_adjective_of_kind(clause, index)
            or token.text in "([:`"
            or (token.text in "\"'" and not marked(clause, index))
        ):
            index += 1
        else:
            break
    return index


def _is_adjective_of_kind(clause: Clause, index: int) -> bool:
    """Tell the "kleinen" of "auf der kleinen Website Ruheblatt"."""
    behind = clause.tokens[index + 1 : min(index + 2, clause.end)]
    german = clause.lang in clause.text.words.verb_last
    return (
        german
        and is_unknown(clause.text, index)
        and any(one.length("generic", clause.lang) for one in behind)
    )


def _kind_of_place(clause: Clause, index: int) -> int:
    """How many words say of what kind the place is whose name follows: "magazine" in front of X."""
    length = clause.tokens[index].length("generic", clause.lang)
    after = index + length
    if not length or after >= clause.end:
        return 0
    token = clause.tokens[after]
    if token.text == ":" and after + 1 == clause.end:
        return 0  # "on my website:", above the link
    of = token.length("of", clause.lang) if clause.text.is_small(index) else 0
    if (
        of and after + of < clause.end and token.length("at", clause.lang)
    ):  # "la revista de la NAME"
        of += clause.tokens[after + of].length("determiners", clause.lang)
    if of and after + of < clause.end and clause.text.is_capital(after + of):
        return length + of  # "the website of Sample Weekly"
    if token.text == "(" and after + 1 < clause.end:
        start = clause.tokens[after + 1].start
        inside = clause.text.is_capital(after + 1) or clause.text.link_at(after + 1)
        told = inside or address_at(clause.text.line.text, start)
        return length if told else 0  # "my blog (now gone)"
    if token.text in "\"'(:" or address_at(clause.text.line.text, token.start):
        return length
    named = token.is_word and clause.text.is_capital(after) and not token.text.isdigit()
    link = clause.text.link_at(after)
    coined = any(map(str.isupper, clause.text.line.text[token.start : link.end])) if link else False
    named = named or (coined and link is not None and link.start == token.start)
    return length if named or address_at(clause.text.line.text, token.start) else 0


def kind_of_place_ahead(clause: Clause, index: int) -> int | None:
    """Return the noun of "student magazine", "blog about rest"; None for no kind of place."""
    tokens, lang = clause.tokens, clause.lang
    determined = index > 0 and tokens[index - 1].length("determiners", lang) > 0
    for ahead in range(index, min(index + 1 + _ADJECTIVES * determined, clause.end)):
        token = tokens[ahead]
        if token.length("generic", lang):
            return ahead
        ends = token.plays(lang, "stops", "clauses", "at", "by", "verbs", "adverbs", "of")
        if not token.is_word or ends or not clause.text.is_small(ahead):
            if token.text != "-":
                return None
    return None


def is_another(clause: Clause, index: int, noun: int) -> bool:
    """Tell "my old blog", "our newsletter" and "a magazine" from "this blog" and "the site".

    What is said of the place begins at ``index``, behind its determiners.
    """
    lang, last = clause.lang, noun + clause.tokens[noun].length("generic", clause.lang)
    while index and clause.tokens[index - 1].length("determiners", lang):
        index -= 1
    said = clause.tokens[index : min(last + 1, clause.end)]
    here = any(one.length("this", lang) for one in said)
    mailed = clause.tokens[noun].length("mailed", lang) > 0
    return not here and (mailed or any(one.length("elsewhere", lang) for one in said))
