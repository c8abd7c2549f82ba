"""Whether a sentence says "this article", and of it that it was "originally published"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pelican_safespace import names
from pelican_safespace.credits.text import Text, is_unknown
from pelican_safespace.credits.trigger import Trigger
from pelican_safespace.credits.wording import Token

NOUN_WITHIN = 5  # words from "this" to "article": "this slightly longer blog post"
_VERSION_WITHIN = 7  # words from "version" to "of this": "a version in English of this post"
_OF_WITHIN = 3  # words from "version of" to "talk"
_SMALL_WORDS = 3  # unknown ones before the trigger, where the verb comes last
RELATIVE = frozenset({"that", "who", "whose", "qui", "que", "che", "dat", "die"})
_NONE = frozenset(
    {"no", "kein", "keine", "aucune", "aucun", "ninguna", "geen", "nenhuma", "nessuna"}
)
_SAME = ("versions", "adapted", "reprint", "cross_post", "copies")
_KNOWN = (
    *("auxiliaries", "by", "update", "adverbs", "at", "verbs", "alone"),
    *("articles", "of", "the", "versions", "tongues", "adapted", "manners"),
)


def this_article(text: Text, index: int, trigger: Trigger) -> int:
    """Return the token after "this article" when it begins at ``index``, else 0."""
    tokens, lang = text.tokens, trigger.lang
    length = tokens[index].length("this", lang)
    after = index + length
    if not length:
        return _article_below(text, index, lang)
    last = trigger.start if index < trigger.start else len(tokens)
    for ahead in range(after, min(after + NOUN_WITHIN, last)):
        if (
            ahead > after + 1
            and tokens[ahead - 1].length("at", lang)
            and is_unknown(text, ahead - 2)
        ):
            break  # "este proyecto acompaña al artículo"
        if noun := tokens[ahead].length("articles", lang):
            return 0 if _is_version_of_another(text, after, ahead, lang) else ahead + noun
        if not tokens[ahead].is_word and tokens[ahead].text not in "-'\"&,":
            break
        below = _is_below(tokens[index:after], lang)
        if ahead == after and below:
            continue  # "below is an article"
        if below and tokens[ahead].length("of", lang):
            break  # "below is a list of articles"
        if ahead > after and tokens[ahead - 1].length("generic", lang) and is_unknown(text, ahead):
            break  # "this repository holds posts"
        if tokens[ahead].plays(lang, "the", "this"):
            break  # "this folder holds an article", "this reminds me of this article"
    behind = after + 1
    if length > 1 and behind < last and is_unknown(text, after):
        if tokens[behind].length("auxiliaries", lang):
            return behind  # "the following plan was"
    if after >= last or tokens[after].length("auxiliaries", lang):
        return 0 if after == trigger.start and _is_attribute(text, trigger) else after
    told = index >= trigger.end and tokens[after].plays(lang, "audience", "at")
    return after if told else 0  # "I wrote this for Sample Weekly", "in 2019 for"


def _is_below(said: Sequence[Token], lang: str) -> bool:
    """Tell "below is" and "below you will find", which one article follows."""
    return len(said) > 1 and any(one.length("below", lang) for one in said)


def _is_version_of_another(text: Text, start: int, index: int, lang: str) -> bool:
    """Tell "this newer version of the tool" from "this is a version of a talk"."""
    tokens, of = text.tokens, index + text.tokens[index].length("versions", lang)
    if index == of or of >= len(tokens) or not tokens[of].length("of", lang):
        return False
    if past_people(text, of + 1):
        return False  # "ce texte de NAME"
    told = any(one.length("auxiliaries", lang) for one in tokens[start:index])
    whose = tokens[of + 1 : of + 1 + _OF_WITHIN]
    return not told and not any(one.plays(lang, "this", "articles", "spoken") for one in whose)


def _is_attribute(text: Text, trigger: Trigger) -> bool:
    """Tell "these mirrored rooms are" from "this cross-posted from"."""
    if trigger.kind not in ("cross-post", "reprint") or trigger.end >= len(text.tokens):
        return False
    noun = text.tokens[trigger.end]
    said = noun.plays(trigger.lang, *_KNOWN, "permission")
    return noun.is_word and text.is_small(trigger.end) and not said


def _article_below(text: Text, index: int, lang: str) -> int:
    """Return the token after "the text below" and "the Chinese original"; 0 for none."""
    tokens, last = text.tokens, len(text.tokens) - 1
    if after := _original_in_tongue(text, index, lang):
        return after
    noun = index + tokens[index].length("the", lang)
    after = noun + tokens[noun].length("articles", lang) if index < noun <= last else noun
    below = tokens[after].length("below", lang) if noun < after <= last else 0
    return after + below if below else 0


def _original_in_tongue(text: Text, index: int, lang: str) -> int:
    """Return the token after "the Chinese original", of which this is a translation; or 0."""
    tokens, places = text.tokens, index
    for role in ("the", "tongues", "original"):
        length = tokens[places].length(role, lang) if places < len(tokens) else 0
        if not length:
            return 0
        places += length
    return places


def may_begin(text: Text, start: int, index: int, trigger: Trigger) -> bool:
    """Tell "…, this article was" and "a version of this article" from "rules in this article"."""
    tokens, lang = text.tokens, trigger.lang
    if index == start or not tokens[index - 1].is_word:
        return _opens(text, index)
    if tokens[index - 1].length("conditions", lang):
        return False  # "use this if the post was"
    plain = trigger.strength == "plain"  # "but this paper was published in"
    if not plain and tokens[index - 1].plays(lang, "clauses", "auxiliaries"):
        return True
    if lang in text.words.verb_last and tokens[index - 1].length("auxiliaries", lang):
        return True  # "ich habe diesen Text für … geschrieben"
    if tokens[index - 1].length("labels", lang):
        return True
    if not plain and (tokens[index - 1].text == "as" or tokens[index - 1].text in RELATIVE):
        return True  # "note that this article"
    if index > start + 1 and tokens[index - 1].length("at", lang):
        if tokens[index - 2].length("versions", lang) and index - 2 <= start + 1:
            return True  # "the content on this page was"
    if tokens[index - 1].length("at", lang) and tokens[start].length("versions", lang):
        # "some of the information in this article was", not "some of the tools in it"
        said = tokens[start + 1 : index - 1]
        of = any(one.length("of", lang) for one in said)
        return of and any(one.plays(lang, "versions", "articles") for one in said)
    if tokens[index - 1].plays(lang, "of", "versions") or tokens[index].plays(lang, "of"):
        earlier = tokens[max(index - _VERSION_WITHIN, start) : index]
        if any(one.text in _NONE for one in earlier):
            return False  # "no part of this article may be"
        of_form = any(
            one.length("others", lang) and other.length("versions", lang)
            for one, other in pairwise(earlier)
        )  # "a video version of this"
        return any(one.length("versions", lang) for one in earlier) and not of_form
    return False


def _opens(text: Text, index: int) -> bool:
    """Tell an apostrophe, as in "d'", from punctuation after which a clause begins."""
    return index == 0 or text.tokens[index - 1].text != "'" or index == 1


def leads_on(text: Text, index: int, trigger: Trigger) -> bool:
    """Tell "this article was originally" from "this article is about a paper originally"."""
    tokens, lang = text.tokens, trigger.lang
    last = trigger.start - 1
    if index > last:
        return True
    between = range(index, trigger.start)
    if trigger.kind == "adapted" and between and tokens[last].length("generic", lang):
        return False  # "this is part of a series based on"
    if any(tokens[one].text == ";" for one in between):
        return False  # "this is a list; each of them is mirrored as"
    apposed = len(between) > 2 and tokens[last - 1].text == ","
    if apposed and tokens[last].length("the", lang) and text.is_capital(last - 2):
        return False  # "this is the idea of X, an adaptation of"
    of_another = _is_of_another(text, between, lang)
    # "this is a post on a tool that can be found at", of the tool
    if of_another or (of_another is False and trigger.strength != "plain"):
        return not of_another
    for one in between[1:]:
        leads = all(
            tokens[at].plays(lang, "the", "manners", "tongues") for at in between if at >= one
        )
        if tokens[one].text in RELATIVE and tokens[one - 1].is_word and not leads:
            return False  # but "dies ist die deutsche Übersetzung"
    if trigger.kind == "original" and any(tokens[one].length("books", lang) for one in between[1:]):
        return False  # "this is documented in the book X, which was first published in"
    unknown = _unknown(text, between, lang)
    if trigger.strength == "plain" and len(unknown) > 1:
        return False
    if tokens[last].length("agents", lang) and len(unknown) > _SMALL_WORDS:
        return False  # "this is slow: we pass in the thing we first made in"
    told = any(tokens[one].length("about", lang) for one in between)
    joins = tokens[last].text in text.language(lang).words("names", "and")
    amid = told and joins  # "this book about the making and adaptation of"
    if not tokens[last].is_word or (tokens[last].length("auxiliaries", lang) and not amid):
        return True
    if lang in text.words.verb_last:
        return len(unknown) <= _SMALL_WORDS
    compound = between[0] == last and not told  # "this recipe breakdown originally appeared"
    return compound or (len(unknown) <= 1 and last not in unknown and not told)


def _unknown(text: Text, between: range, lang: str) -> list[int]:
    """The small words of ``between`` that are no name, and nothing a credit needs."""
    named = _named(text, between, lang)
    return [
        one
        for one in between
        if text.tokens[one].is_word
        and text.is_small(one)
        and one not in named
        and not text.tokens[one].plays(lang, *_KNOWN)
    ]


def _is_of_another(text: Text, between: range, lang: str) -> bool | None:
    """Tell "is a response to an article originally" from "is a copy of an article that first".

    None where no second article is named before the trigger.
    """
    tokens = text.tokens
    nouns = [one for one in between[1:] if is_article(tokens[one], lang)]
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


def is_article(token: Token, lang: str) -> bool:
    """Tell "article" and "post" from the "it" that stands in for them."""
    return token.length("articles", lang) > 0 and not token.plays(lang, "auxiliaries", "this")


def _named(text: Text, between: range, lang: str) -> set[int]:
    """The tokens of ``between`` that are people's names, titles and particles, after "by"."""
    named: set[int] = set()
    for index in between:
        if length := text.tokens[index].length("by", lang):
            named |= {*range(index, past_people(text, index + length))}
    return named


def past_people(text: Text, index: int) -> int:
    """Return the token after the people named at ``index``; 0 for none."""
    if index >= len(text.tokens):
        return 0
    start = text.tokens[index].start
    reading = names.leading(text.line.text, start, languages=text.words.languages)
    return text.next_from(index, reading.end) if reading.people else 0
