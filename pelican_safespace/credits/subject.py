"""What a sentence is about: this article, or something else that was "originally published"."""

from __future__ import annotations

from typing import Literal

from pelican_safespace.credits.another import fronts_another, stands_for_another
from pelican_safespace.credits.inline import Span
from pelican_safespace.credits.opening import after_labels, line_start, past_bars
from pelican_safespace.credits.passing import in_passing
from pelican_safespace.credits.text import Sentence, Text, is_unknown
from pelican_safespace.credits.this_article import leads_on, may_begin, past_people, this_article
from pelican_safespace.credits.trigger import Trigger

Subject = Literal["this", "title", "the", "bare"]
"""In falling order of certainty: "this article", the article's title, "the article", nothing."""

_GROUND = 4  # unknown words of "Based on an essay by NAME in SAMPLE"
_PERMISSION = 5  # words from "reprinted" to "permission"
_KINDS = {"generic", "organisations"}  # the "Community" of "Community post originally"
_COMPLEMENTS = (
    *("at", "by", "of", "adapted_from", "titled", "generic", "tongues", "permission"),
    *("auxiliaries", "adverbs", "verbs", "reprint", "cross_post", "licence"),
)


def find_subject(text: Text, sentence: Sentence, trigger: Trigger) -> Subject | None:
    """Return how sure it is that the sentence is about this article; None when it is not."""
    start = past_bars(text, line_start(text, sentence, trigger), trigger)
    start, sourced = after_labels(text, _past_copyright(text, start, trigger), trigger)
    start = _past_manner(text, start, trigger)
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
        return "this"
    if not any(text.tokens[index].is_word for index in range(start, trigger.start)):
        if fronts_another(text, sentence, trigger) or _is_ground(text, sentence, trigger):
            return None
        if _is_deed_within(text, sentence, trigger):
            return None
        return "bare" if sourced or _complement_follows(text, sentence, trigger) else None
    if sourced:
        return "title" if _ends_in_article(text, start, trigger) else None
    if stands_for_another(text, sentence, start, trigger):
        return None
    if _is_deed_elsewhere(text, sentence, start, trigger):
        return None
    subject = _other_subject(text, sentence, start, trigger)
    return "this" if subject == "the" and _is_taken_up(text, sentence, start, trigger) else subject


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


def _other_subject(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> Subject | None:
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
