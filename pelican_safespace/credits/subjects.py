"""What a sentence may be about but "this article": its title, "the article", "Member post"."""

from __future__ import annotations

from typing import Literal

from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.text import Sentence, Text, is_unknown
from pelican_safespace.credits.this_article import past_people
from pelican_safespace.credits.trigger import Trigger

Subject = Literal["this", "title", "the", "bare"]
"""In falling order of certainty: "this article", the article's title, "the article", nothing."""
_KINDS = {"generic", "organisations"}  # the "Community" of "Community post originally"


def other_subject(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> Subject | None:
    """Accept the article's title, "the article", "by NAME", "it was": anything else is not us."""
    tokens, lang = text.tokens, trigger.lang
    index, noun, title = start, False, False
    while index < trigger.start:
        token = tokens[index]
        roles = ("the", "articles", "auxiliaries", "this", "adverbs", "verbs", "writer", "manners")
        if token.plays(lang, "books", "components"):
            return None  # "the paper was first published in": somebody else's
        if span := _title(text, index, trigger):
            index, noun, title = text.next_from(index, span.end), True, True
            if trigger.kind == "adapted" and index == trigger.start:
                return None  # "[Kim](…) extracted"
        elif token.length("by", lang):
            after = past_people(text, index + token.length("by", lang))
            if not after:
                return None
            index = after
        elif noun and token.length("of", lang) and (after := past_people(text, index + 1)):
            index = after
        elif length := max(token.length(role, lang) for role in roles):
            noun = noun or token.length("articles", lang) > token.length("verbs", lang)
            index += length
        elif not noun and _qualifies(text, start, index, trigger):
            index += 1
        elif noun and text.is_small(index) and text.tokens[index + 1].text == ",":
            index += 1  # "Post épinglé, publié à l'origine sur"
        elif token.is_word:
            told = _is_named_post(text, start, trigger) or _is_kind_told_of(text, start, trigger)
            told = told or _is_one_word(text, sentence, start, trigger)
            return "the" if told else None
        else:
            index += 1
    return "title" if title else "the" if noun else "bare"


def _qualifies(text: Text, start: int, index: int, trigger: Trigger) -> bool:
    """Tell the adjective of "the full comprehensive guide", "the full-length essay", "Member post".

    What begins with it says at once where the post appeared.
    """
    tokens, lang = text.tokens, trigger.lang
    if index == start:
        noun = tokens[index + 1].length("articles", lang)
        led = noun > 0 and index + 1 + noun == trigger.start and trigger.kind != "adapted"
        plain = tokens[index].is_word and not tokens[index].roles.keys() - _KINDS
        return led and plain and not tokens[index + 1].plays(lang, "auxiliaries", "books")
    before = tokens[index - 1] if index < trigger.start - 1 else None
    if before is None or before.length("auxiliaries", lang) or not is_unknown(text, index):
        return False
    full = tokens[index - 2].length("the", lang) > 1
    return full and tokens[index + 1].length("articles", lang) > 0


def _is_named_post(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "The post TITLE appeared first on Sample Weekly" from "The letter B appeared first"."""
    tokens, lang = text.tokens, trigger.lang
    noun = start + tokens[start].length("the", lang)
    first = noun + tokens[noun].length("articles", lang)
    title = tokens[first : trigger.start]
    acts = any(one.length("agents", lang) for one in title)
    return start < noun < first and len(title) > 1 and text.is_capital(first) and not acts


def _is_kind_told_of(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "An interview with NAME on rest, originally published in", all of a line's beginning."""
    tokens, lang = text.tokens, trigger.lang
    noun = start + tokens[start].length("the", lang)
    first = noun + tokens[noun].length("articles", lang)
    if start or trigger.kind != "original" or trigger.strength != "strong":
        return False
    if not noun < first < trigger.start - 1 or tokens[trigger.start - 1].text != ",":
        return False
    said = tokens[noun : trigger.start]
    if tokens[noun].plays(lang, "auxiliaries", "books", "components", "generic"):
        return False
    ends = any(one.text in "\n.:;" for one in said)
    return not ends and not any(one.plays(lang, "auxiliaries", "agents", "verbs") for one in said)


def _is_one_word(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Tell "Weekly first published on [X](…)", all of a line: what is meant has a name of its own.

    Also a word that is misspelt.
    """
    token = text.tokens[start]
    alone = not start and trigger.start == 1 and sentence.end == len(text.tokens)
    told = trigger.kind == "original" and trigger.strength == "strong" and token.is_word
    writing = any(
        one.length("writing", trigger.lang) for one in text.tokens[trigger.start : trigger.end]
    )
    linked = any("//" in (link.url or "") for link in text.line.links)
    known = token.roles.keys() - _KINDS - {"determiners"}  # "Weekly"
    return alone and told and linked and not (known or writing)


def _title(text: Text, index: int, trigger: Trigger) -> Span | None:
    """Return the link, quotation or emphasis at ``index`` that holds a title of an article."""
    token, last = text.tokens[index], text.tokens[trigger.start - 1]
    for span in (*text.line.links, *text.line.quoted, *text.line.emphasis):
        if span.start in (token.start, token.start - 1) and token.end < span.end <= last.end + 1:
            inside = range(index, text.next_from(index, span.end))
            final = [one for one in inside if text.tokens[one].is_word][-1:]
            other = any(text.tokens[one].roles.keys() & {"others", "books"} for one in final)
            posts = token.length("articles", trigger.lang) == len(inside)  # "My [blog posts](…)"
            return None if other or posts else span
    return None
