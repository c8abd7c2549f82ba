"""The words that make a sentence a credit: "originally published", "cross-posted", "Original:"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pelican_safespace.credits.adaptation import is_of_others, may_be_between, speech_behind
from pelican_safespace.credits.label import label_end
from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.models import AttributionKind

Strength = Literal["strong", "label", "plain"]

KINDS: tuple[tuple[str, AttributionKind], ...] = (
    ("cross_post", "cross-post"),
    ("reprint", "reprint"),
    ("guest", "guest"),
    ("first_publication", "original"),
)
"""Words that are a credit by themselves, and the kind they make it."""

_NEAR = 3  # words between "first" and "published"
_FAR = 60  # the same, in a language whose verb comes last
_PERMISSION_WITHIN = 4  # words from "published" to "permission"
_LINK_WITHIN = 6  # words from "of" to the link: "a version of the standard [Sample](…)"
_SOURCE_WITHIN = 6  # words between "adapted" and "from"


Said = tuple[str, int, int]
"""A list of the language file, and the tokens from … to … that are a phrase of it."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens ``start`` to ``end`` say it; what follows ``end`` is by whom, where and when.

    A "plain" one ("published") needs "this article" for its subject; a "label" leads to the
    original ("Original: …"). ``said`` are the phrases that make it one.
    """

    kind: AttributionKind
    lang: str
    start: int
    end: int
    strength: Strength = "strong"
    said: tuple[Said, ...] = ()

    @property
    def is_thanked(self) -> bool:
        """Tell "permission to republish", whose sentence thanks who gave it."""
        return any(role == "thanked" for role, _, _ in self.said)

    @property
    def spoken(self) -> int:
        """The token after the last phrase of it: behind "ran" in "First we ran"."""
        return max((end for _, _, end in self.said), default=self.end)


def find_trigger(text: Text, sentence: Sentence) -> Trigger | None:
    """Return the first strong trigger of ``sentence``, else a label or a plain verb, or None."""
    return next(triggers(text, sentence), None)


def triggers(text: Text, sentence: Sentence) -> Iterator[Trigger]:
    """Find the first strong trigger of ``sentence``, then the first label or plain verb.

    "I wrote this for Sample Weekly, where it first ran" has both: the second one tells.
    """
    weaker: Trigger | None = None
    for index in range(sentence.start, sentence.end):
        roles = text.tokens[index].roles
        if not roles:
            continue
        strong = _adverb(text, sentence, index) or _kind(text, sentence, index)
        strong = strong or _adapted(text, sentence, index) or _thanked(text, sentence, index)
        strong = strong or _text_of_speech(text, sentence, index)
        if strong:
            yield _with_middle_field(text, sentence, strong)
            break
        if weaker is None or _is_written_for(text, weaker, index):
            weaker = _label(text, sentence, index) or _plain(text, sentence, index) or weaker
    if weaker:
        yield _with_middle_field(text, sentence, weaker)


def _is_written_for(text: Text, trigger: Trigger, index: int) -> bool:
    """Tell the "published" of "written for and published in", which says more than "written"."""
    said = text.tokens[trigger.end : index]
    written = text.tokens[trigger.start].length("writing", trigger.lang) > 0
    roles = ("audience", "auxiliaries", "at")
    return written and bool(said) and all(one.plays(trigger.lang, *roles) for one in said)


def _with_middle_field(text: Text, sentence: Sentence, trigger: Trigger) -> Trigger:
    """Begin right after the auxiliary where complements stand between it and a verb at the end.

    "Der Text ist am 14. Oktober zuerst im Beispielblatt erschienen."
    """
    lang = trigger.lang
    if permitted := _permission_before(text, sentence, trigger):
        end = permitted if lang in text.words.verb_last else trigger.end
        return replace(trigger, start=sentence.start, end=end)
    if lang not in text.words.verb_last:
        return trigger
    for index in range(sentence.start, trigger.start - 1):
        token = text.tokens[index]
        if length := token.length("auxiliaries", lang):
            after = _past_object(text, index + length, sentence.end, lang)
            leads = text.tokens[after : sentence.end][:1]
            if any(one.plays(lang, "at", "by", "permission") for one in leads):
                return replace(trigger, start=after, end=after)
    return trigger


def _permission_before(text: Text, sentence: Sentence, trigger: Trigger) -> int:
    """Return the token after the "With kind permission" that begins the sentence; 0 for none.

    What stands between it and the trigger is nothing, or whose permission it is.
    """
    lang, tokens = trigger.lang, text.tokens
    if trigger.kind not in ("reprint", "cross-post", "original"):
        return 0
    for index in range(sentence.start, min(sentence.start + _PERMISSION_WITHIN, trigger.start)):
        if length := tokens[index].length("permission", lang):
            after = index + length
            between = tokens[after : trigger.start]
            whose = bool(between) and between[0].plays(lang, "of", "by")
            of = lang in text.words.verb_last and whose
            return after if of or not any(one.is_word for one in between) else 0
    return 0


def _past_object(text: Text, index: int, end: int, lang: str) -> int:
    """Skip the "diesen Text" of "Ich habe diesen Text für X geschrieben"."""
    after = index + (text.tokens[index].length("this", lang) if index < end else 0)
    if after == index or after >= end:
        return index
    return after + text.tokens[after].length("articles", lang)


def _adverb(text: Text, sentence: Sentence, index: int) -> Trigger | None:
    """Pair the adverb at ``index`` with a verb near it, before or after."""
    tokens = text.tokens
    langs = tokens[index].roles.get("adverbs", {})
    for lang in text.leaning(sentence, langs):
        length = langs[lang]
        plain = not tokens[index].length("original", lang)
        if plain and _is_adjective(text, sentence, index, length, lang):
            continue
        reach = _FAR if lang in text.words.verb_last else _NEAR
        after = index + length
        if after < sentence.end and tokens[after].length("others", lang):
            continue  # "the original code was written for"
        if after < sentence.end and tokens[after].text == "-" and plain:
            if tokens[after].start == tokens[after - 1].end:
                continue  # "we have seen first-hand"
        apart = after < sentence.end and tokens[after].text == ":"  # "First: read the manual"
        for other in () if apart else range(after, min(after + reach, sentence.end)):
            if verb := tokens[other].length("verbs", lang):
                end = other + verb if other == after else after
                said = ("adverbs", index, after), ("verbs", other, other + verb)
                return Trigger("original", lang, index, end, said=said)
        adjective = index > sentence.start and tokens[index - 1].plays(lang, "the", "determiners")
        before = range(index - 1, max(index - reach, sentence.start) - 1, -1)
        for other in () if adjective else before:  # "read the original", "ran your first"
            if tokens[other].length("reading", lang):
                continue  # "go back and read it first"
            if verb := tokens[other].length("verbs", lang):
                end = after if index == other + verb else other + verb
                said = ("verbs", other, other + verb), ("adverbs", index, after)
                return Trigger("original", lang, other, end, said=said)
        if noun := _became_article(text, sentence, after, lang):
            said = ("adverbs", index, after), ("articles", after, noun)
            return Trigger("original", lang, index, noun, said=said)
    return None


def _is_adjective(text: Text, sentence: Sentence, index: int, length: int, lang: str) -> bool:
    """Tell "my first article was published" and "the first tool" from "was first published"."""
    before = text.tokens[index - 1] if index > sentence.start else None
    if before and before.plays(lang, "the") and lang not in text.words.verb_last:
        return True
    if index + length >= sentence.end:
        return False
    token = text.tokens[index + length]
    return token.length("articles", lang) > 0 and not token.plays(lang, "auxiliaries", "this", "at")


def _became_article(text: Text, sentence: Sentence, index: int, lang: str) -> int:
    """Return the token after "a thread" of "was originally a thread on …", 0 for none."""
    tokens = text.tokens
    if index >= sentence.end or not tokens[index].length("the", lang):
        return 0
    for noun in range(index + 1, min(index + _NEAR + 1, sentence.end)):
        after = noun + tokens[noun].length("articles", lang)
        if noun == after:
            continue
        behind = tokens[after : min(after + 1, sentence.end)]
        if text.link_at(noun) or any(one.plays(lang, "at", "agents") for one in behind):
            return after  # "a thread on X", "a talk I gave at X"
    return 0


def _thanked(text: Text, sentence: Sentence, index: int) -> Trigger | None:
    """Read "permission to republish", for which somebody is thanked before."""
    langs = text.tokens[index].roles.get("thanked", {})
    before = text.tokens[sentence.start : index]
    for lang in text.leaning(sentence, langs):
        if any(one.length("thanks", lang) for one in before):
            after = index + langs[lang]
            return Trigger("reprint", lang, index, after, said=(("thanked", index, after),))
    return None


def _kind(text: Text, sentence: Sentence, index: int) -> Trigger | None:
    for role, kind in KINDS:
        if langs := text.tokens[index].roles.get(role):
            lang = text.leaning(sentence, langs)[0]
            after = index + langs[lang]
            return Trigger(kind, lang, index, after, said=((role, index, after),))
    return None


def _adapted(text: Text, sentence: Sentence, index: int) -> Trigger | None:
    """Read "adapted from", "adapted, with permission, from", "translation of"."""
    tokens = text.tokens
    roles = tokens[index].roles
    langs = {**roles.get("resting", {}), **roles.get("adapted", {})}
    for lang in text.leaning(sentence, langs):
        after = text.past_brackets(index + langs[lang], sentence.end)
        for other in range(after, min(after + _SOURCE_WITHIN, sentence.end)):
            if other > after and not may_be_between(text, range(after, other), lang):
                break
            if source := tokens[other].length("adapted_from", lang):
                linked = text.link_from(other, min(other + _LINK_WITHIN, sentence.end))
                versions = tokens[other - 1].length("versions", lang) and linked
                if other > after and not (tokens[other].length("at", lang) or versions):
                    break  # "an expanded list of", but "an edited version of [X](…)"
                following = range(other + source, sentence.end)
                if is_of_others(text, following, lang) or not any(
                    tokens[one].is_word for one in following
                ):
                    return None  # "the tools it is based on."
                said = ("adapted", index, after), ("adapted_from", other, other + source)
                return Trigger("adapted", lang, index, other, said=said)
    return None


def _text_of_speech(text: Text, sentence: Sentence, index: int) -> Trigger | None:
    """Read "the text of a talk given at", "version écrite d'une conférence", which was spoken."""
    langs = text.tokens[index].roles.get("written_up", {})
    for lang in text.leaning(sentence, langs):
        after = index + langs[lang]
        if speech := speech_behind(text, range(after, sentence.end), lang):
            of, talk = speech
            said = ("written_up", index, after), ("spoken", talk, talk + 1)
            return Trigger("adapted", lang, index, of, said=said)
    return None


def _plain(text: Text, sentence: Sentence, index: int) -> Trigger | None:
    if langs := text.tokens[index].roles.get("alone"):
        lang = text.leaning(sentence, langs)[0]
        after = index + langs[lang]
        following = text.tokens[after : min(after + _PERMISSION_WITHIN, sentence.end)]
        said = (("alone", index, after),)
        if any(one.length("permission", lang) for one in following):
            return Trigger("reprint", lang, index, after, said=said)
        return Trigger("original", lang, index, after, "plain", said)
    return None


def _label(text: Text, sentence: Sentence, index: int) -> Trigger | None:
    """Read "Original: …", a link called "Original post", "The original is on …"."""
    langs = text.tokens[index].roles.get("original")
    if not langs:
        return None
    lang = text.leaning(sentence, langs)[0]
    after = label_end(text, sentence, index, lang, langs[lang])
    if not after:
        return None
    said = (("original", index, index + langs[lang]),)
    return Trigger("original", lang, sentence.start, after, "label", said)
