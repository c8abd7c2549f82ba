"""What a sentence is about: this article, or something else that was "originally published"."""

from __future__ import annotations

from pelican_safespace.credits.another import fronts_another, stands_for_another
from pelican_safespace.credits.opening import after_labels, line_start, past_bars
from pelican_safespace.credits.passing import in_passing
from pelican_safespace.credits.subjects import Subject, other_subject
from pelican_safespace.credits.text import Sentence, Text, is_unknown
from pelican_safespace.credits.this_article import leads_on, may_begin, past_people, this_article
from pelican_safespace.credits.trigger import Trigger

_GROUND = 4  # unknown words of "Based on an essay by NAME in SAMPLE"
_PERMISSION = 5  # words from "reprinted" to "permission"
_COMPLEMENTS = (
    *("at", "by", "of", "adapted_from", "titled", "generic", "tongues", "permission"),
    *("auxiliaries", "adverbs", "verbs", "reprint", "cross_post", "licence"),
)


def find_subject(text: Text, sentence: Sentence, trigger: Trigger) -> Subject | None:
    """Return how sure it is that the sentence is about this article; None when it is not."""
    start = past_bars(text, line_start(text, sentence, trigger), trigger)
    start, sourced = after_labels(text, _past_copyright(text, start, trigger), trigger)
    start = _past_manner(text, start, trigger)
    if trigger.is_thanked:
        return "this" if _object(text, sentence, trigger) else None
    if in_passing(text, sentence, start, trigger):
        return None
    for index in range(start, trigger.start):
        noun = this_article(text, index, trigger)
        if noun and may_begin(text, start, index, trigger) and leads_on(text, noun, trigger):
            return None if stands_for_another(text, sentence, start, trigger) else "this"
    if trigger.kind == "guest" and _is_of_elsewhere(text, trigger):
        return None
    if trigger.kind == "guest" and _is_presented(text, start, trigger):
        return "this"
    after = _object(text, sentence, trigger)
    if after and _is_agent(text, start, trigger):
        return None if _is_read(text, trigger) else "this"
    if not any(text.tokens[index].is_word for index in range(start, trigger.start)):
        if fronts_another(text, sentence, trigger) or _is_ground(text, sentence, trigger):
            return None
        if _is_deed_within(text, sentence, trigger):
            return None
        return "bare" if sourced or _complement_follows(text, sentence, trigger) else None
    if start == 0 and _is_answered(text, sentence, trigger):
        return "title"
    if sourced and _is_source(text, start, trigger):
        return "bare"
    if sourced:
        return "title" if _ends_in_article(text, start, trigger) else None
    if stands_for_another(text, sentence, start, trigger):
        return None
    if _is_deed_elsewhere(text, sentence, start, trigger):
        return None
    subject = other_subject(text, sentence, start, trigger)
    return "this" if subject == "the" and _is_taken_up(text, sentence, start, trigger) else subject


def _is_read(text: Text, trigger: Trigger) -> bool:
    """Tell "I first read this in", somebody else's, from "I first wrote this in"."""
    said = text.tokens[trigger.start : trigger.end] if trigger.kind == "original" else []
    return any(
        one.length("verbs", trigger.lang) and one.length("reading", trigger.lang) for one in said
    )


def _is_taken_up(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Tell the "It" behind "This text is a little old." from that behind anything else."""
    lang, first = trigger.lang, text.tokens[start]
    before = next((one for one in text.sentences if one.end == sentence.start), None)
    if before is None or not first.length("articles", lang) or not _is_it(text, start, lang):
        return False
    words = [one for one in range(before.start, before.end) if text.tokens[one].is_word]
    return bool(words) and this_article(text, words[0], trigger) > words[0] + 1


def _is_it(text: Text, index: int, lang: str) -> bool:
    return text.tokens[index].plays(lang, "auxiliaries", "this")


def _past_manner(text: Text, start: int, trigger: Trigger) -> int:
    """Skip the "Slightly" of "Slightly adapted from"; else return ``start``."""
    said = text.tokens[start : trigger.start] if trigger.kind == "adapted" else []
    manner = bool(said) and all(one.length("manners", trigger.lang) for one in said)
    return trigger.start if manner else start


def _past_copyright(text: Text, start: int, trigger: Trigger) -> int:
    """Skip the "© Kim Test 2024 (" of "© Kim Test 2024 (First published in Sample Weekly)".

    Or a comma in place of the bracket.
    """
    tokens = text.tokens
    noted = start < trigger.start and tokens[start].length("licence", trigger.lang) > 0
    return trigger.start if noted and tokens[trigger.start - 1].text in "(," else start


def _object(text: Text, sentence: Sentence, trigger: Trigger) -> int:
    """Return the token after "this article" behind the trigger or its last word; 0 for none."""
    index = _past_version_of(text, sentence, trigger)
    if text.tokens[index - 1].length("this", trigger.lang):
        index -= 1  # "you can also read this"
    return this_article(text, index, trigger) if index < sentence.end else 0


def _past_version_of(text: Text, sentence: Sentence, trigger: Trigger) -> int:
    """Skip the "a version of" of "I wrote a version of this for"; else return the trigger's end."""
    tokens, lang, index = text.tokens, trigger.lang, trigger.end
    for role in ("the", "versions", "of"):
        length = tokens[index].length(role, lang) if index < sentence.end else 0
        if not length:
            return trigger.end
        index += length
    return index


def _is_of_elsewhere(text: Text, trigger: Trigger) -> bool:
    """Tell "I wrote a guest post for X", which links to it, from "I wrote this as a guest post"."""
    tokens, lang, before = text.tokens, trigger.lang, trigger.start - 1
    while before > 0 and tokens[before].length("determiners", lang):
        before -= 1
    return 0 <= before < trigger.start - 1 and tokens[before].plays(lang, "verbs", "alone")


def _is_presented(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "We are pleased to share a guest post by NAME" from "I read a guest post by NAME"."""
    tokens, lang, before = text.tokens, trigger.lang, trigger.start
    while before > start and tokens[before - 1].plays(lang, "determiners", "the", "this"):
        before -= 1
    return any(
        tokens[one].length("presenting", lang) == before - one for one in range(start, before)
    )


def _is_ground(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell "Based on what we saw, I wanted to know" from "Based on an essay by NAME"."""
    if not text.tokens[trigger.start].length("resting", trigger.lang):
        return False
    said = range(trigger.end, sentence.end)
    agents = any(text.tokens[one].length("agents", trigger.lang) for one in said)
    return agents or sum(is_unknown(text, one) for one in said) > _GROUND


def _is_deed_elsewhere(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Tell "I extracted", "we also posted a copy of" from "I first published this on"."""
    before = text.tokens[start : trigger.start]
    if not any(one.length("agents", trigger.lang) for one in before):
        return _is_agent(text, start, trigger) and _has_object(text, sentence, trigger)
    if any(one.plays(trigger.lang, "this", "articles") for one in before[1:] if one.is_word):
        return False
    after = trigger.spoken
    return trigger.kind == "adapted" or (
        after < sentence.end
        and text.tokens[after].is_word
        and (not text.link_at(after) or _has_object(text, sentence, trigger))
        and not text.tokens[after].plays(trigger.lang, "at", "by", "this", "articles", "titled")
        and not text.date_at(after, trigger.lang)
    )


def _is_deed_within(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell "First I put together a list" from "First I published this on"."""
    acts = text.tokens[trigger.end : trigger.spoken]
    behind = text.tokens[trigger.spoken : sentence.end][:1]
    return any(one.length("agents", trigger.lang) for one in acts) and any(
        one.length("the", trigger.lang) and not one.length("this", trigger.lang) for one in behind
    )


def _has_object(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell "republished an older post", "published [tons of answers](…)" from "published on"."""
    after, lang = trigger.end, trigger.lang
    if after >= sentence.end or text.tokens[after].length("this", lang):
        return False
    token = text.tokens[after]
    small = text.is_small(after) and not token.plays(
        lang, "at", "by", "articles", "titled", "pointers", "auxiliaries", "generic"
    )
    noun = after + token.length("the", lang)
    if after < noun < sentence.end and text.date_at(noun, lang):
        return False  # "publié le 3 mars"
    return noun > after or (text.link_at(after) is not None and small)


def _is_agent(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "I", "we" and "Kim Test" before "wrote this for" from something else."""
    acts = start < trigger.start and text.tokens[trigger.start - 1].length("agents", trigger.lang)
    named = past_people(text, start) if start < trigger.start and not acts else 0  # "So I"
    rest = text.tokens[named if start < named <= trigger.start else start : trigger.start]
    return all(
        one.plays(trigger.lang, "auxiliaries", "pronouns") or not one.is_word for one in rest
    )


def _ends_in_article(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "Source: community tutorials originally …" from "Source: a book; method …"."""
    before = range(max(start, trigger.start - 2), trigger.start)
    return any(text.tokens[one].length("articles", trigger.lang) for one in before)


def _is_answered(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell what Medium adds below a text: "TITLE was first published in X, where people are …"."""
    said = text.tokens[trigger.end : sentence.end]
    return any(one.length("answering", trigger.lang) for one in said)


def _is_source(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell the "[NAME](…)," of "Source: [NAME](…), originally published May 3", which is all."""
    first = text.tokens[start].start
    spans = (*text.line.links, *text.line.quoted, *text.line.emphasis)
    ends = [
        one.end for one in spans if one.start <= first < one.end <= text.tokens[trigger.start].start
    ]
    if not ends:
        return False
    behind = range(text.next_from(start, max(ends)), trigger.start)
    return not any(text.tokens[one].is_word for one in behind)


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
