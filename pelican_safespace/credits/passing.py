"""Sentences that speak of publishing in passing, in prose, and are no credit."""

from __future__ import annotations

from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.credits.this_article import RELATIVE, past_people
from pelican_safespace.credits.trigger import Trigger


def in_passing(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Tell a sentence that only mentions it; ``start`` is where its own words begin."""
    return (
        _is_moment(text, start, trigger)
        or _is_within_moment(text, start, trigger)
        or _is_subject_matter(text, sentence, trigger)
        or _is_speech(text, trigger)
        or _is_aside(text, sentence, start, trigger)
        or _opens_clause(text, sentence, trigger)
        or _is_reminder(text, trigger)
    )


def _is_moment(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "when this was first published, I had …" and "as I wrote in …", which tell of more."""
    said = text.tokens[start : trigger.start]
    first = next((one for one in said if one.is_word and not one.text.isdigit()), None)
    return first is not None and first.plays(trigger.lang, "moments", "conditions")


def _is_within_moment(text: Text, start: int, trigger: Trigger) -> bool:
    """Tell "this is how it looked when X was first posted", no comma before the trigger."""
    for index in range(trigger.start - 1, start, -1):
        token = text.tokens[index]
        if token.text in ",;:":
            return False
        if token.length("within_moments", trigger.lang):
            return True
    return False


def _is_subject_matter(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell "we wrote about sleep" and "previously, we wrote about it" from "wrote this for"."""
    tokens, lang = text.tokens, trigger.lang
    for index in range(trigger.end, sentence.end):
        if tokens[index].length("about", lang):
            return True
        if tokens[index].is_word and not tokens[index].plays(lang, "agents", "verbs"):
            return False
    return False


def _is_speech(text: Text, trigger: Trigger) -> bool:
    """Tell “We are glad,” wrote Kim Test in …, from “Small rooms” appeared in …."""
    if trigger.strength != "plain" or not past_people(text, trigger.end):
        return False
    end = text.tokens[trigger.start].start
    before = text.line.text[:end].rstrip()
    return before[-2:-1] in {",", ".", "!", "?", "…"} and before[-1] in "\"”“»«’'"


def _is_aside(text: Text, sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Tell "this paper (published in X) shows that" from "(this paper was published in X)".

    So too "this is their answer (taken from X)", which is not taken from there as a whole.
    """
    tokens = text.tokens
    opened = [one for one in range(start, trigger.start) if tokens[one].text in "()"]
    unsure = trigger.strength == "plain" or trigger.kind == "adapted"
    if not unsure or not opened or tokens[opened[-1]].text != "(":
        return False
    closed = next((at for at in range(trigger.end, sentence.end) if tokens[at].text == ")"), 0)
    before = any(one.is_word for one in tokens[start : opened[-1]])
    return before and any(one.is_word for one in tokens[closed : sentence.end])


def _opens_clause(text: Text, sentence: Sentence, trigger: Trigger) -> bool:
    """Tell "it appears that", "this began as I was", "she wrote the following" from a credit."""
    behind = text.tokens[trigger.spoken : sentence.end][:1]
    if any(one.length("seems", trigger.lang) for one in behind):
        return True  # "at first, it appears to be"
    if trigger.end >= sentence.end:
        return False
    token, lang = text.tokens[trigger.end], trigger.lang
    if token.length("this", lang) > 1:
        return True
    acts = token.length("agents", lang) > 0 and lang not in text.words.verb_last
    return trigger.strength == "plain" and (acts or token.text in RELATIVE)


def _is_reminder(text: Text, trigger: Trigger) -> bool:
    """Tell "as [we wrote before](…)", a link on nothing else, from "[we first ran this](…)"."""
    link, last = text.link_at(trigger.start), text.tokens[trigger.end - 1]
    if link is None or link.end > last.end:
        return False
    inside = text.tokens[text.next_from(0, link.start) : trigger.start]
    return any(one.length("agents", trigger.lang) for one in inside)
