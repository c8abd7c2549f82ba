"""Whether a sentence is about something else that was "originally published": a book, a tool."""

from __future__ import annotations

from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.credits.this_article import NOUN_WITHIN, is_article, this_article
from pelican_safespace.credits.trigger import Trigger

_FRONT = 16  # words from "published" to the comma of "Originally published in 1987, The Book tells"
_DATED = 4  # words and marks of "in May 1987"
_PROSE = 5  # words of a sentence before, from which on it tells what "it" is


def stands_for_another(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Tell the "it" of "X is a small tool. It was originally written for" from this article."""
    lang = trigger.lang
    first = next((one for one in range(start, trigger.start) if text.tokens[one].is_word), None)
    plain = trigger.strength == "plain"
    if first is None or not (
        _is_pronoun(text, first, lang) or (plain and _is_mere(text, first, lang))
    ):
        return False
    comma = max(
        (one for one in range(sentence.start, first) if text.tokens[one].text == ","), default=0
    )
    earlier = range(comma if plain and comma else sentence.start)
    told = sum(text.tokens[one].is_word for one in earlier) >= _PROSE
    return told and not any(_names_this(text, one, lang) for one in earlier)


def _is_pronoun(text: Text, index: int, lang: str) -> bool:
    """Tell "it" and "these", which stand for what was named before, from "this" and "we"."""
    token = text.tokens[index]
    if length := token.length("several", lang):
        return text.tokens[index + length].length("auxiliaries", lang) > 0
    return token.length("articles", lang) > 0 and token.length("auxiliaries", lang) > 0


def _is_mere(text: Text, index: int, lang: str) -> bool:
    """Tell "this had been written for" from "this essay had been written for"."""
    after = index + text.tokens[index].length("this", lang)
    return after > index and text.tokens[after].plays(lang, "auxiliaries", "alone")


def _names_this(text: Text, index: int, lang: str) -> bool:
    """Tell "this essay", "guest post" and "I wrote this in" from "this is a tool"."""
    token = text.tokens[index]
    after = index + token.length("this", lang)
    if after == index:
        return token.plays(lang, "guest", "cross_post")
    following = text.tokens[after : after + NOUN_WITHIN]
    alone = not following or not following[0].is_word or following[0].length("at", lang) > 0
    return alone or any(is_article(one, lang) for one in following)


def fronts_another(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell "Originally published in 1987, The Sample Book tells …", which is about the book."""
    tokens, lang = text.tokens, trigger.lang
    for index in range(trigger.end, min(trigger.end + _FRONT, sentence.end - 2)):
        if text.link_at(index):
            return False
        if tokens[index].text != ",":
            continue
        after = index + 1 + (tokens[index + 1].text == "\n")
        if _is_pronoun(text, after, lang) and tokens[after + 1].is_word:
            return True  # "…, it tells"
        this, the = (tokens[after].length(role, lang) for role in ("this", "the"))
        noun = tokens[min(after + max(this, the), len(tokens) - 1)]
        if this and noun.length("components", lang):
            return True  # "…, this exercise takes five minutes"
        if this_article(text, after, trigger):
            return False
        if this and noun.is_word:
            return True  # "…, these routines allow"
        if tokens[after].length("its", lang) and text.is_small(after):
            return True  # "…, its care was taken over by"
        if the and noun.length("books", lang):
            return True  # "…, the novel tells"
        if index - trigger.end <= _DATED and _is_told_of(text, sentence, after, lang):
            return True
    return False


def _is_told_of(text: Text, sentence: Sentence, index: int, lang: str) -> bool:
    """Tell whether a name at ``index``, and what stands in brackets after it, has a verb."""
    tokens, depth, named = text.tokens, 0, False
    for at in range(index, sentence.end - 1):
        token = tokens[at]
        depth += (token.text == "(") - (token.text == ")")
        if depth or token.text in "()-":
            continue
        if not token.is_word or text.link_at(at):
            return False
        if token.text.isdigit():
            continue  # "by Kim Test, RYT-200 for Sample Weekly"
        if text.is_capital(at):
            named = True
            continue
        verb = not token.roles or token.length("auxiliaries", lang) > 0
        joins = token.text in text.language(lang).words("names", "and")
        return named and verb and not joins and tokens[at + 1].is_word
    return False
