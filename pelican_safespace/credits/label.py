"""Labels that lead to the original of an article: "Original: …", a link called "Original post"."""

from __future__ import annotations

from pelican_safespace.credits.address import whole_address
from pelican_safespace.credits.text import Sentence, Text, is_unknown


def label_end(text: Text, sentence: Sentence, index: int, lang: str, length: int) -> int:
    """Return the token after the label of ``length`` words at ``index``; 0 where it is none."""
    before = sentence.start
    while before < index:
        token = text.tokens[before]
        known = max(token.length("reading", lang), token.length("tongues", lang))
        if token.is_word and not known:
            return 0
        before += known or 1
    after = _past_this_article(text, sentence, index + length, lang)
    if not after:
        return 0
    link = text.link_at(index)
    last = text.tokens[after - 1]
    called = link is not None and link.end == last.end and not last.length("books", lang)
    follows = after < sentence.end and (
        text.tokens[after].text == ":"
        or text.tokens[after].plays(lang, "at", "by", "pointers")
        or (text.tokens[after].plays(lang, "auxiliaries") and not _acts(text, after, lang))
    )
    return after if called or follows or _leads(text, after, lang) else 0


def _acts(text: Text, index: int, lang: str) -> bool:
    """Tell "Originally I had" from "Originally it was"."""
    return text.tokens[index].length("agents", lang) > 0


def _leads(text: Text, after: int, lang: str) -> bool:
    """Tell "the original [Sample Weekly](…)" from "the original [announcement](…)"."""
    link = text.link_at(after)
    if link is None or link.start < text.tokens[after - 1].end:
        return False
    behind = text.next_from(after, link.end)
    if behind < len(text.tokens) and text.tokens[behind].length("of", lang):
        return False  # "the original [NAME] of"
    token = text.tokens[after]
    if whole_address(text.line.text[link.start : link.end]) or not token.is_word:
        return True
    return text.is_capital(after) or token.plays(lang, "pointers", "generic", "determiners")


def _past_this_article(text: Text, sentence: Sentence, index: int, lang: str) -> int:
    """Skip "of this article can be found" after "the original version".

    0 where something else is told of it: "of this article has been withdrawn".
    """
    tokens, after = text.tokens, index
    while after < sentence.end and tokens[after].is_word and not text.link_at(after):
        roles = ("of", "this", "articles", "auxiliaries", "reading")
        if tokens[after].length("at", lang) and not tokens[after].length("of", lang):
            return after
        length = max(tokens[after].length(role, lang) for role in roles)
        if not length:
            told = after > index and text.tokens[after - 1].length("auxiliaries", lang) > 0
            return 0 if told and is_unknown(text, after) else index
        after += length
    return after if after < sentence.end else index
