"""Between "adapted" and "from", and behind it: what makes it the adaptation of a text."""

from __future__ import annotations

import re

from pelican_safespace.credits.text import Text, is_unknown
from pelican_safespace.credits.wording import Token

_OTHERS_WITHIN = 5  # words from "based on" to "code"
_GIVEN_WITHIN = 4  # words and marks from "talk" to "given": "a talk that I gave"
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


def speech_behind(text: Text, following: range, lang: str) -> tuple[int, int] | None:
    """Return the "of" and the "talk" of "of a talk given at"; None for "of the sermon for Sunday".

    One word may stand before them: "version écrite d'une conférence donnée à".
    """
    tokens = text.tokens
    of = next((one for one in following[:2] if tokens[one].length("adapted_from", lang)), None)
    talk = following.stop if of is None else of
    while talk < following.stop and (length := _leads_to_speech(tokens[talk], lang)):
        talk += length
    if of is None or talk >= following.stop or not tokens[talk].length("spoken", lang):
        return None
    behind = tokens[talk + 1 : min(talk + 1 + _GIVEN_WITHIN, following.stop)]
    return (of, talk) if any(_is_given(one, lang) for one in behind) else None


def _leads_to_speech(token: Token, lang: str) -> int:
    return max(token.length("adapted_from", lang), token.length("determiners", lang))


def _is_given(token: Token, lang: str) -> bool:
    """Tell "given" and "at Example Days" from "for Sunday"."""
    at = token.length("at", lang) and not token.length("audience", lang)
    return bool(at or token.length("verbs", lang))
