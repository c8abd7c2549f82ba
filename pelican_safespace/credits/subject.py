"""What a sentence is about: this article, or something else that was "originally published"."""

from __future__ import annotations

from typing import Literal

from pelican_safespace import names
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.credits.trigger import Trigger
from pelican_safespace.credits.wording import Token

Subject = Literal["this", "title", "the", "bare"]
"""In falling order of certainty: "this article", the article's title, "the article", nothing."""

_NOUN_WITHIN = 5  # words from "this" to "article": "this slightly longer blog post"
_VERSION_WITHIN = 7  # words from "version" to "of this": "a version in English of this post"
_PERMISSION = 5  # words from "reprinted" to "permission"
_FRONT = 16  # words from "published" to the comma of "Originally published in 1987, The Book tells"
_DATED = 4  # words and marks of "in May 1987"
_PROSE = 5  # words of a sentence before, from which on it tells what "it" is
_SMALL_WORDS = 3  # unknown ones before the trigger, where the verb comes last


def find_subject(text: Text, sentence: Sentence, trigger: Trigger) -> Subject | None:
    """Return how sure it is that the sentence is about this article; None when it is not."""
    start = line_start(text, sentence, trigger)
    start, sourced = _after_labels(text, start, trigger)
    for index in range(start, trigger.start):
        noun = _this_article(text, index, trigger)
        if noun and _may_begin(text, start, index, trigger) and _leads_on(text, noun, trigger):
            return "this"
    after = _this_article(text, trigger.end, trigger) if trigger.end < sentence.end else 0
    if after and _is_agent(text, start, trigger):
        return "this"
    if not any(text.tokens[index].is_word for index in range(start, trigger.start)):
        if _fronts_another(text, sentence, trigger):
            return None
        return "bare" if sourced or _complement_follows(text, sentence, trigger) else None
    if sourced:
        return "title" if _ends_in_article(text, start, trigger) else None
    if _stands_for_another(text, sentence, start, trigger):
        return None
    return _other_subject(text, start, trigger)


def _stands_for_another(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Tell the "it" of "X is a small tool. It was originally written for" from this article."""
    lang = trigger.lang
    first = next((one for one in text.tokens[start : trigger.start] if one.is_word), None)
    if first is None or not (first.length("articles", lang) and first.length("auxiliaries", lang)):
        return False
    earlier = range(sentence.start)
    told = sum(text.tokens[one].is_word for one in earlier) >= _PROSE
    return told and not any(_names_this(text, one, lang) for one in earlier)


def _names_this(text: Text, index: int, lang: str) -> bool:
    """Tell "this essay", "guest post" and "I wrote this in" from "this is a tool"."""
    token = text.tokens[index]
    after = index + token.length("this", lang)
    if after == index:
        return token.plays(lang, "guest", "cross_post")
    following = text.tokens[after : after + _NOUN_WITHIN]
    alone = not following or not following[0].is_word or following[0].length("at", lang) > 0
    return alone or any(_is_article(one, lang) for one in following)


def _is_agent(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "I", "we" and "Kim Test" before "wrote this for" from something else."""
    named = _past_people(text, start) if start < trigger.start else 0
    rest = text.tokens[named if start < named <= trigger.start else start : trigger.start]
    return all(one.length("auxiliaries", trigger.lang) or not one.is_word for one in rest)


def _fronts_another(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell "Originally published in 1987, The Sample Book tells …", which is about the book."""
    tokens, lang = text.tokens, trigger.lang
    for index in range(trigger.end, min(trigger.end + _FRONT, sentence.end - 2)):
        if text.link_at(index):
            return False
        if tokens[index].text != ",":
            continue
        after = index + 1 + (tokens[index + 1].text == "\n")
        if _this_article(text, after, trigger):
            return False
        this, the = (tokens[after].length(role, lang) for role in ("this", "the"))
        if this and tokens[after + this].is_word:
            return True  # "…, these routines allow"
        if the and tokens[after + the].length("books", lang):
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
        if text.is_capital(at) and not token.text.isdigit():
            named = True
            continue
        verb = not token.roles or token.length("auxiliaries", lang) > 0
        joins = token.text in text.language(lang).words("names", "and")
        return named and verb and not joins and tokens[at + 1].is_word
    return False


def _ends_in_article(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "Source: community tutorials originally …" from "Source: a book; method …"."""
    before = range(max(start, trigger.start - 2), trigger.start)
    return any(text.tokens[one].length("articles", trigger.lang) for one in before)


def line_start(text: Text, sentence: Sentence, trigger: Trigger) -> int:
    """Return the first token of the trigger's own line in the sentence.

    A line that goes on in small letters is the one before, wrapped.
    """
    for index in range(trigger.start, sentence.start, -1):
        if text.tokens[index - 1].text == "\n" and not _is_wrapped(text, index):
            return index
    return sentence.start


def _is_wrapped(text: Text, index: int) -> bool:
    """Tell a line that goes on with the sentence of the one before from one of its own."""
    before = text.tokens[index - 2] if index > 1 else None
    goes_on = before is not None and (before.is_word or before.text == ",")
    return goes_on and text.tokens[index].is_word and text.is_small(index)


def _after_labels(text: Text, index: int, trigger: Trigger) -> tuple[int, bool]:
    """Skip bullets, brackets, "Note:", "[Editor's note]"; tell whether a label was "Source"."""
    tokens, sourced = text.tokens, False
    while index < trigger.start:
        token = tokens[index]
        length = max(token.roles.get("labels", {"": 0}).values())
        after = index + length
        if not token.is_word:
            index += 1
        elif length and (after == trigger.start or not tokens[after].is_word):
            sourced = sourced or token.text in _SOURCES
            index = after
        else:
            break
    return index, sourced


_SOURCES = frozenset({"source", "quelle", "fuente", "bron", "fonte", "origin", "origen", "origine"})


def _this_article(text: Text, index: int, trigger: Trigger) -> int:
    """Return the token after "this article" when it begins at ``index``, else 0."""
    tokens, lang = text.tokens, trigger.lang
    length = tokens[index].length("this", lang)
    after = index + length
    if not length:
        return 0
    last = trigger.start if index < trigger.start else len(tokens)
    for ahead in range(after, min(after + _NOUN_WITHIN, last)):
        if noun := tokens[ahead].length("articles", lang):
            return ahead + noun
        if not tokens[ahead].is_word and tokens[ahead].text not in "-'\"&,":
            break
        if tokens[ahead].length("the", lang):
            break  # "this folder holds an article"
    if after >= last or tokens[after].length("auxiliaries", lang):
        return after
    told = index >= trigger.end and tokens[after].length("audience", lang)
    return after if told else 0  # "I wrote this for Sample Weekly"


def _may_begin(text: Text, start: int, index: int, trigger: Trigger) -> bool:
    """Tell "…, this article was" and "a version of this article" from "rules in this article"."""
    tokens, lang = text.tokens, trigger.lang
    if index == start or not tokens[index - 1].is_word:
        return _opens(text, index)
    if tokens[index - 1].plays(lang, "clauses", "auxiliaries") or tokens[index - 1].text == "as":
        return True
    if tokens[index - 1].plays(lang, "of", "versions") or tokens[index].plays(lang, "of"):
        earlier = tokens[max(index - _VERSION_WITHIN, start) : index]
        return any(one.length("versions", lang) for one in earlier)
    return False


def _opens(text: Text, index: int) -> bool:
    """Tell an apostrophe, as in "d'", from punctuation after which a clause begins."""
    return index == 0 or text.tokens[index - 1].text != "'" or index == 1


def _leads_on(text: Text, index: int, trigger: Trigger) -> bool:
    """Tell "this article was originally" from "this article is about a paper originally"."""
    tokens, lang = text.tokens, trigger.lang
    last = trigger.start - 1
    if index > last:
        return True
    between = range(index, trigger.start)
    if (of_another := _is_of_another(text, between, lang)) is not None:
        return not of_another
    for one in between[1:]:
        if tokens[one].text in _RELATIVE and tokens[one - 1].is_word:
            return False
    if tokens[last].length("auxiliaries", lang) or not tokens[last].is_word:
        return True
    named = _named(text, between, lang)
    unknown = [
        one
        for one in between
        if tokens[one].is_word
        and text.is_small(one)
        and one not in named
        and not tokens[one].plays(lang, *_KNOWN)
    ]
    if lang in text.words.verb_last:
        return len(unknown) <= _SMALL_WORDS
    return len(unknown) <= 1 and last not in unknown


def _is_of_another(text: Text, between: range, lang: str) -> bool | None:
    """Tell "is a response to an article originally" from "is a copy of an article that first".

    None where no second article is named before the trigger.
    """
    tokens = text.tokens
    nouns = [one for one in between[1:] if _is_article(tokens[one], lang)]
    if not nouns:
        return None
    before = [tokens[one] for one in between if one < nouns[-1]]
    if all(one.plays(lang, "auxiliaries", "the") for one in before):
        return False  # "this is an essay that I first wrote for"
    earlier = range(max(between.start - 1, 0), nouns[-1])
    same = [one for one in earlier if tokens[one].plays(lang, *_SAME)]
    if same and any(tokens[one].length("of", lang) for one in earlier if one > same[0]):
        return False
    led = [one for one in earlier[-2:] if tokens[one].plays(lang, "at", "of")]
    return True if led and nouns[-1] == between[-1] else None


def _is_article(token: Token, lang: str) -> bool:
    """Tell "article" and "post" from the "it" that stands in for them."""
    return token.length("articles", lang) > 0 and not token.plays(lang, "auxiliaries", "this")


_SAME = ("versions", "adapted", "reprint", "cross_post", "copies")


def _named(text: Text, between: range, lang: str) -> set[int]:
    """The tokens of ``between`` that are people's names, titles and particles, after "by"."""
    named: set[int] = set()
    for index in between:
        if length := text.tokens[index].length("by", lang):
            named |= {*range(index, _past_people(text, index + length))}
    return named


_KNOWN = (
    *("auxiliaries", "by", "update", "adverbs", "at", "verbs", "alone"),
    *("articles", "of", "the", "versions", "tongues"),
)
_RELATIVE = frozenset({"that", "who", "whose", "qui", "que", "che", "dat", "die"})


def _complement_follows(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell "Originally published on …" from "First published ideas are …"."""
    tokens, lang = text.tokens, trigger.lang
    index = trigger.end
    if index >= sentence.end:
        return True
    if any(one.length("permission", lang) for one in tokens[index : index + _PERMISSION]):
        return True
    for ahead in range(index, min(index + 2, sentence.end)):
        token = tokens[ahead]
        if not token.is_word or text.is_capital(ahead) or text.link_at(ahead):
            return True
        if token.plays(lang, *_COMPLEMENTS):
            return True
    return False


_COMPLEMENTS = (
    *("at", "by", "of", "adapted_from", "titled", "generic", "tongues", "permission"),
    *("auxiliaries", "adverbs", "verbs", "reprint", "cross_post", "licence"),
)


def _other_subject(text: Text, start: int, trigger: Trigger) -> Subject | None:
    """Accept the article's title, "the article", "by NAME", "it was": anything else is not us."""
    tokens, lang = text.tokens, trigger.lang
    index, noun, title = start, False, False
    while index < trigger.start:
        token = tokens[index]
        roles = ("the", "articles", "auxiliaries", "this", "adverbs", "verbs", "writer")
        if token.length("books", lang):
            return None  # "the paper was first published in": somebody else's
        if span := _title(text, index, trigger):
            index, noun, title = text.next_from(index, span.end), True, True
        elif token.length("by", lang):
            after = _past_people(text, index + token.length("by", lang))
            if not after:
                return None
            index = after
        elif noun and token.length("of", lang) and (after := _past_people(text, index + 1)):
            index = after
        elif length := max(token.length(role, lang) for role in roles):
            noun = noun or token.length("articles", lang) > token.length("verbs", lang)
            index += length
        elif token.is_word:
            return None
        else:
            index += 1
    return "title" if title else "the" if noun else "bare"


def _title(text: Text, index: int, trigger: Trigger) -> Span | None:
    """Return the link, quotation or emphasis at ``index`` that holds a title of an article."""
    token, last = text.tokens[index], text.tokens[trigger.start - 1]
    for span in (*text.line.links, *text.line.quoted, *text.line.emphasis):
        if span.start in (token.start, token.start - 1) and token.end < span.end <= last.end + 1:
            inside = range(index, text.next_from(index, span.end))
            final = [one for one in inside if text.tokens[one].is_word][-1:]
            other = any(text.tokens[one].roles.keys() & {"others", "books"} for one in final)
            return None if other else span
    return None


def _past_people(text: Text, index: int) -> int:
    """Return the token after the people named at ``index``; 0 for none."""
    if index >= len(text.tokens):
        return 0
    start = text.tokens[index].start
    reading = names.leading(text.line.text, start, languages=text.words.languages)
    return text.next_from(index, reading.end) if reading.people else 0
