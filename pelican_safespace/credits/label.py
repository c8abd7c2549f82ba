"""Labels that lead to the original of an article: "Original: …", a link called "Original post"."""

from __future__ import annotations

from pelican_safespace.credits.text import Sentence, Text


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
    link = text.link_at(index)
    last = text.tokens[after - 1]
    called = link is not None and link.end == last.end and not last.length("books", lang)
    follows = after < sentence.end and (
        text.tokens[after].text == ":"
        or text.tokens[after].plays(lang, "at", "by", "auxiliaries", "pointers")
    )
    return after if called or follows or _leads(text, after, lang) else 0


def _leads(text: Text, after: int, lang: str) -> bool:
    """Tell "the original [Sample Weekly](…)" from "the original [announcement](…)"."""
    if text.link_at(after) is None:
        return False
    token = text.tokens[after]
    if token.text in ("http", "https", "www") or not token.is_word:
        return True
    return text.is_capital(after) or token.plays(lang, "pointers", "generic", "determiners")


def _past_this_article(text: Text, sentence: Sentence, index: int, lang: str) -> int:
    """Skip "of this article can be found" after "the original version"."""
    tokens, after = text.tokens, index
    while after < sentence.end and tokens[after].is_word and not text.link_at(after):
        roles = ("of", "this", "articles", "auxiliaries", "reading")
        if tokens[after].length("at", lang) and not tokens[after].length("of", lang):
            return after
        length = max(tokens[after].length(role, lang) for role in roles)
        if not length:
            return index
        after += length
    return after if after < sentence.end else index
