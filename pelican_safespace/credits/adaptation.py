"""Between "adapted" and "from", and behind it: what makes it the adaptation of a text."""

from __future__ import annotations

import re

from pelican_safespace.credits.text import Text, is_unknown

_OTHERS_WITHIN = 5  # words from "based on" to "code"
_TONGUE = re.compile(r"[a-z]{2}")  # "tradução pt-BR do artigo"


def may_be_between(text: Text, between: range, lang: str) -> bool:
    """Tell "adapted, with permission, from" from "extracted data from"."""
    tokens = text.tokens
    if not tokens[between.start].is_word:
        return True
    if any("others" in tokens[one].roles for one in between):
        return False
    last, noun = between[-1], tokens[between.start - 1]
    if len(between) == 1 and noun.length("translations", lang):
        return True  # "une adaptation pédagogique de"
    return not is_unknown(text, last) or _TONGUE.fullmatch(tokens[last].text) is not None


def _is_of_code_too(text: Text, index: int, lang: str) -> bool:
    """Tell "a blog post and code snippet by NAME", of which a program was made."""
    said = text.tokens[index : index + 2]
    joins = bool(said) and said[0].text in text.language(lang).words("names", "and")
    return joins and any(one.length("others", lang) for one in said[1:])


def is_of_others(text: Text, following: range, lang: str) -> bool:
    """Tell "based on some of the code in", which is about no text."""
    for index in following[:_OTHERS_WITHIN]:
        token = text.tokens[index]
        if token.length("others", lang):
            return True
        if text.link_at(index) or not token.is_word or not text.is_small(index):
            return False
        if token.plays(lang, "articles", "by") and not token.length("of", lang):
            return _is_of_code_too(text, index + token.length("articles", lang), lang)
    return False
