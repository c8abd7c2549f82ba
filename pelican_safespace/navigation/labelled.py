"""A snippet that begins with a label -> a cell: "Previous: TITLE", "[Next](…): TITLE"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pelican_safespace.navigation.addresses import leads_to_overview
from pelican_safespace.navigation.cells import BESIDE, PROSE, Cell
from pelican_safespace.navigation.labels import (
    Label,
    has_no_title,
    is_beside,
    ordinal_number,
    part_number,
    read_label,
)
from pelican_safespace.navigation.link_titles import (
    hidden_title,
    is_amid,
    leads_further,
    linked_title,
)
from pelican_safespace.navigation.quotes import quotations
from pelican_safespace.navigation.roles import read_role
from pelican_safespace.navigation.snippets import LinkSpan, Snippet
from pelican_safespace.navigation.titles import (
    SENTENCE_END,
    announced_later,
    announced_title,
    arrow_direction,
    is_day,
    is_hour,
    is_title,
    title_of,
)
from pelican_safespace.navigation.words import (
    FILLERS,
    KINDS,
    LETTER,
    NEXT,
    OTHERS,
    PIECES,
    PREVIOUS,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.outline import Link

ADDRESS = re.compile(r"[\s:]*(?:\w{1,3}:\s*)?(https?://[^\s<>]+)\s*")
"""An address that is written out where a link could be."""
EXPLANATION = re.compile(r"\W*$|[”\"’'*_]*(?:\s+[–—-]\s|\s*\(|,\s+[a-zà-ÿ])")
"""What may follow a title that is set apart: nothing, a dash, bracket or comma, and more."""
MOST_NAMED = 6  # words of "Part 2, the lamp"; with more it is a sentence

_EXPLAINED = re.compile(r"\s[–—-]\s(?=[a-zà-ÿ])|,\s(?=(?:the|a|an|where|which|in which)\s)")
_APPOSED = re.compile(r",?\s+[a-zà-ÿ]")  # behind a title in quotation marks
_COLON = re.compile(r"\W?[:：]\s")
# "[What does this chapter build on?]", "[how-to or next step]": what an author is to write there
_TO_FILL_IN = re.compile(r"\W*\[[^\[\]]+(?:\?|\s(?:or|oder|ou)\s[^\[\]]+)\]\W*$")
_IN_BRACKETS = re.compile(r"\[([^\[\]]{2,})\]")
_NUMBERED = re.compile(r"\d{1,2}(?:[.):]|(?:\.\d{1,2})+)\s")  # "2. TITLE", "4.1 TITLE"


def leading_label(snippet: Snippet, vocabulary: Vocabulary) -> Label | None:
    """Return the label that a snippet begins with: "Next:", "Previous lab", "Last time:"."""
    words = snippet.words
    if not words or any(mark in snippet.text[snippet.start : words[0].start] for mark in "?!."):
        return None
    label = read_label(snippet.text, words, snippet.joints, snippet.end)
    if label is None and len(words) == 2 and words[0].role & (PREVIOUS | NEXT):
        # "Previous lab", "Next lab": all of a link, and a word that we do not know.
        first, last = words
        linked = any(a <= first.start and last.end <= b for a, b, _ in snippet.links)
        if linked and first.direction and not last.role and last.number is None:
            return Label(first.direction, last.end, 2, True, True, False)
    return label or _last_time(snippet, vocabulary)


def _last_time(snippet: Snippet, vocabulary: Vocabulary) -> Label | None:
    """The label "Last time:" or "Last week:"."""
    if len(snippet.words) < len(("last", "time", "TITLE")):
        return None
    last, kind, title, *_ = snippet.words
    counts = vocabulary.says("just_before", last) and kind.role & (KINDS | PIECES | FILLERS)
    if not counts or not _COLON.match(snippet.text, kind.end, title.start):
        return None
    return Label("previous", kind.end, 2, False, True, False, announces=True)


def read_labelled(
    snippet: Snippet, label: Label, link: LinkSpan | None, vocabulary: Vocabulary
) -> Cell:
    rest, start = _after_label(snippet, label)
    if label.weak and _is_said_again(snippet, label, rest):
        label = replace(label, weak=False)
    if label.weak and link is not None and _names_neighbour(snippet, link):
        # "Back to the [previous lesson] or the [table of contents]"
        return Cell(
            "step", label.direction, hidden_title(link[2], vocabulary), link[2], labelled=True
        )
    # "Weiter: [Kapitel 2: TITLE](../02/README.md)"
    onward = label.announces and part_number(snippet.text, rest) is not None
    overview = link is not None and leads_to_overview(link[2]) and not onward
    if label.weak and rest and (overview or is_beside(rest) or rest[-1].role & OTHERS):
        if link is not None and part_number(snippet.text, rest) and len(rest) == len(("Part", "2")):
            # "[Back to Chapter 1]", a step beside "[Continue to Chapter 3]"
            opening = label.direction, title_of(snippet.text[rest[0].start : rest[1].end])
            return replace(BESIDE, link=link[2], opening=opening)
        return BESIDE  # "Back to the Chapter 2 README"
    if link is None:
        return _read_labelled_text(snippet, label, start if rest else None, vocabulary)
    led = vocabulary.phrases["into"].match(snippet.text, snippet.words[0].start)
    if led and snippet.words_between(link[1], snippet.end):
        return PROSE  # "In my previous post: [TITLE](…), I showed"
    step = Cell(
        "step",
        label.direction,
        link=link[2],
        weak=label.weak,
        labelled=True,
        general=label.weak,
        in_series=label.in_series,
    )
    goes_on = vocabulary.phrases["goes_on"].match(snippet.text, snippet.words[0].start)
    if not rest:
        weak = label.weak and goes_on is None  # "Continued [here]"
        return replace(step, title=hidden_title(link[2], vocabulary), weak=weak)
    if label.in_series and label.closed and start < link[1]:
        title: str | None = announced_title(title_of(snippet.text[max(start, link[0]) : link[1]]))
    else:
        title = linked_title(snippet, label, start, rest, link)
    if not title or leads_further(snippet, link) or is_amid(snippet, label, link, title):
        return PROSE
    if is_hour(snippet.text[link[1] : snippet.end]):
        return PROSE  # "Next workshop: [An evening on sleep](…), June 5, 7 pm"
    if not label.closed and ordinal_number(vocabulary.words(title)) is not None:
        return replace(step, weak=False)  # "Continue with the [third part]"
    numbered = part_number(title, vocabulary.words(title)) is not None or _NUMBERED.match(title)
    # "→ Go forward to [TITLE]"
    arrow = arrow_direction(snippet.text[snippet.start : snippet.words[0].start] + "A")
    sure = label.closed or numbered or goes_on or arrow == label.direction
    return replace(step, title=title, weak=label.weak and not sure)


def _names_neighbour(snippet: Snippet, link: LinkSpan) -> bool:
    """Tell a link that is put on "previous lesson" from one on "lesson 2" and "previous"."""
    words = snippet.words_between(link[0], link[1])
    kind = any(word.role & (KINDS | PIECES) for word in words)
    return kind and has_no_title(words) and any(word.role & (PREVIOUS | NEXT) for word in words)


def _read_labelled_text(
    snippet: Snippet, label: Label, start: int | None, vocabulary: Vocabulary
) -> Cell:
    """A label without a link, with its title from ``start`` on or alone."""
    if start is None:
        second = snippet.words[1:2]
        only = label.count == 1 or (label.count == 2 and all(w.role & KINDS for w in second))
        bare = only and label.announces  # "Previous:", "Previous post:"
        step = Cell("label", label.direction, weak=label.weak, in_series=label.in_series)
        return replace(step, bare=bare)
    if role := read_role(snippet, label, start):
        return role
    if address := ADDRESS.fullmatch(snippet.text, start, snippet.end):
        return Cell("step", label.direction, None, Link.to(address[1]), labelled=True)
    if _TO_FILL_IN.match(snippet.text, start, snippet.end):
        return BESIDE
    if nearest := _nearest(snippet, label, start, vocabulary):
        return Cell("step", label.direction, nearest, labelled=True)
    apart = _set_apart(snippet, start)
    title = apart or announced_title(title_of(snippet.text[start : snippet.end]))
    title = _quoted(announced_later(title, vocabulary)[0])
    if vocabulary.phrases["nothing"].fullmatch(title) or _is_first(title, vocabulary):
        return BESIDE
    if label.in_series and not apart:
        title = _without_explanation(title)
    if is_hour(title) or is_day(title, vocabulary):
        return PROSE  # "Next workshop: June 5 at 7 pm"
    if part := _announced_number(snippet, start, vocabulary):
        return Cell("step", label.direction, part, labelled=True, general=label.weak)
    if not label.closed or not is_title(title) or _tells_what_will_be(title, vocabulary):
        return PROSE
    bare = label.count == 1
    step = Cell("step", label.direction, title, weak=label.weak, labelled=True, bare=bare)
    return replace(step, general=label.weak, in_series=label.in_series)


def _tells_what_will_be(title: str, vocabulary: Vocabulary) -> bool:
    """Tell "Next week: I'll present the lamps with Kim." from a title."""
    said = vocabulary.phrases["will"].match(title)
    return said is not None and said[0].casefold() != "will" and title.endswith(".")


def _nearest(snippet: Snippet, label: Label, start: int, vocabulary: Vocabulary) -> str | None:
    """The B of "Previously: [A], [B]." and of "Next: [B], [C]", links without addresses."""
    listed = snippet.text[start : snippet.end]
    titles = _IN_BRACKETS.findall(listed)
    between = vocabulary.words(_IN_BRACKETS.sub(" ", listed))
    if len(titles) < 2 or not all(vocabulary.says("and", word) for word in between):
        return None
    return title_of(titles[-1] if label.direction == "previous" else titles[0])


def _quoted(title: str) -> str:
    """The TITLE of "“TITLE,” a walk through …"; other titles as they are."""
    start, end = next(quotations(title), (0, 0))
    explained = start == 1 and _APPOSED.match(title, end + 1)
    return title[start:end].rstrip(",") if explained else title


def _is_first(title: str, vocabulary: Vocabulary) -> bool:
    """Tell "Previous: this is the first part", which has none before it."""
    this = vocabulary.phrases["this"].match(title)
    words = vocabulary.words(title, this.end()) if this else ()
    first = any(
        one.ordinal and one.number == 1 and other.role & KINDS for one, other in pairwise(words)
    )
    return first and all(word.role or word.number for word in words)


def _set_apart(snippet: Snippet, start: int) -> str | None:
    """The title of "**TITLE** — it tells of …", or of a link that leads nowhere yet."""
    spans = sorted({*snippet.marks, *(one[:2] for one in snippet.links)})
    for begin, end in spans:
        if begin < start or end > snippet.end or LETTER.search(snippet.text, start, begin):
            continue
        words = snippet.words_between(begin, end)
        numbered = len(words) == len(("Part", "3")) and part_number(snippet.text, words) is not None
        ends = EXPLANATION.match(snippet.text, end, snippet.end) or _ends_sentence(snippet, end)
        if words and not numbered and ends:
            return title_of(snippet.text[begin:end])
    return None


def _ends_sentence(snippet: Snippet, end: int) -> bool:
    """Tell "*TITLE.* It tells of …", behind whose full stop a sentence begins."""
    stop = snippet.text[end - 1 : end] in (".", "!", "?")
    return stop and snippet.text[end:].lstrip()[:1].isupper()


def _without_explanation(title: str) -> str:
    """The title in "TITLE — the one that …. It will be long."."""
    title = _EXPLAINED.split(title, maxsplit=1)[0]
    if not is_title(title):
        title = title_of(SENTENCE_END.split(title, maxsplit=1)[0]).removesuffix(".")
    return title


def _announced_number(snippet: Snippet, start: int, vocabulary: Vocabulary) -> str | None:
    """The title in "Continue to Part 3: TITLE", or "part 2" in "Stay tuned for part 2!"."""
    words = snippet.words_between(start, snippet.end)
    if part_number(snippet.text, words[:2]) is None or not words[0].role & KINDS:
        return None  # "Proceed to step 3"
    if titled := _titled_behind(snippet, words):
        return titled
    whole = announced_later(title_of(snippet.text[words[0].start : snippet.end]), vocabulary)[0]
    rest = snippet.text[words[1].end : snippet.end].lstrip(" !.…")
    later = vocabulary.phrases["nothing"].match(rest.removeprefix(",").lstrip())
    if not rest or (rest.startswith(",") and later):  # "part 3, coming next month"
        return snippet.text[words[0].start : words[1].end]
    named = rest.startswith((":", "-", "–", "—", "|", "(")) or len(words) <= MOST_NAMED
    title = _before_beginning(whole, vocabulary).removesuffix(".")
    return title if named and is_title(title) else None


def _before_beginning(title: str, vocabulary: Vocabulary) -> str:
    """The TITLE of "TITLE, starting with …", what the part begins with."""
    begins = (found.start() for found in vocabulary.phrases["begins"].finditer(title))
    ends = (title[:start].rstrip() for start in begins)
    return next((end.removesuffix(",") for end in ends if end.endswith(",")), title)


def _titled_behind(snippet: Snippet, words: tuple[Word, ...]) -> str | None:
    """The title in "Part 2 for: TITLE", whose number only says where it stands."""
    behind = words[1]
    for word in words[2:]:
        title = title_of(snippet.text[word.start : snippet.end])
        if behind is not words[1] and ":" in snippet.text[behind.end : word.start]:
            return title if is_title(title) else None
        if not word.role & FILLERS or snippet.text[behind.end : word.start].strip():
            return None
        behind = word
    return None


def _after_label(snippet: Snippet, label: Label) -> tuple[tuple[Word, ...], int]:
    """The words of the title and where it begins; none where the label is only said again."""
    words, end = snippet.words[label.count :], label.end
    while words:
        gap = snippet.text[end : words[0].start]
        again = read_label(snippet.text, words, snippet.joints, snippet.end)
        if again is None or again.direction != label.direction:
            break
        if ":" in gap and not (again.announces or again.weak):
            # "Next: Next steps", a title; "Next: Next: TITLE", "Next: Continue to [TITLE]"
            break
        end, words = again.end, words[again.count :]
    closed = bool(words) and ":" in snippet.text[end : words[0].start]
    if not closed and all(word.role & (KINDS | PIECES | FILLERS | SERIES) for word in words):
        return (), end
    return words, end


def _is_said_again(snippet: Snippet, label: Label, rest: tuple[Word, ...]) -> bool:
    """Tell "← Back" that "Previous post:" follows, for those who are read to."""
    again = snippet.words[label.count : len(snippet.words) - len(rest)]
    return any(word.role & (PREVIOUS | NEXT) for word in again)
