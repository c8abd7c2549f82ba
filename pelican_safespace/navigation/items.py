"""An item of a list whose link is not all of it: "Part 1, [TITLE], tells …", "TITLE ([link])"."""

from __future__ import annotations

import re

from pelican_safespace.navigation.addresses import leads_somewhere
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labels import is_beside, part_number
from pelican_safespace.navigation.titles import (
    SENTENCE_END,
    announced_later,
    is_title,
    title_of,
    unmarked_title,
)
from pelican_safespace.navigation.words import COLONS, Vocabulary, Word
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import Block

LEVELS_IN_ITEM = 3
"""How deep inside its list item a paragraph may stand."""

_LETTER = re.compile(r"[^\W_]")
_APART = re.compile(r"\s*(\([^()]{1,40}\))?\s*[:：,–—-]\s+(?=\S)")
_NUMBER_DOT = re.compile(r"\s*\d{1,2}\s[·•|｜–—-]\s+(?=\S)")
_COUNTED = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})\s?[:.)–—-]\s*")
_AROUND_LINK = " \t()[]-–—:：,|"


def is_in_item(block: Block | None) -> bool:
    """Tell whether a block is an item of a list, or a paragraph in one."""
    for _ in range(LEVELS_IN_ITEM):
        if block is None:
            return False
        if block.name in ("li", "dd"):
            return True
        block = block.parent
    return False


def read_item(
    line: Line, text: str, words: tuple[Word, ...], vocabulary: Vocabulary
) -> Cell | None:
    """Return the part that an item is, if it begins with a number or links its title beside it."""
    links = [one for one in line.links if leads_somewhere(one[2])]
    if not links or len(words) < 2:
        return None
    start, end, link = links[0]
    before = tuple(word for word in words if word.end <= start)
    inner = tuple(word for word in words if start <= word.start < end)
    number = part_number(text, words[:2])
    if number is not None and len(before) == 2 and not is_beside(inner):
        here = _ends_current(text, vocabulary)
        return Cell("part", title=title_of(text[start:end]), link=link, number=number, here=here)
    if len(links) > 1 or not before or not is_beside(inner) or _LETTER.search(text, end):
        return None
    title = title_of(text[:start].strip(_AROUND_LINK))
    if not is_title(title) or is_beside(before) or unmarked_title(title, vocabulary)[1]:
        return None
    return Cell("link" if number is None else "part", title=title, link=link, number=number)


def _ends_current(text: str, vocabulary: Vocabulary) -> bool:
    """Tell "Part 3: [TITLE] — what it tells of. (this article)"."""
    last = text.rpartition("(")[2].rstrip(" *_.")
    said = last.removesuffix(")")
    return said != last and vocabulary.phrases["current"].fullmatch(said) is not None


def behind_item_number(text: str) -> int:
    """Where "04 · TITLE", an item of a list, goes on behind its number; 0 without one."""
    found = _NUMBER_DOT.match(text)
    return found.end() if found else 0


def read_counted_item(line: Line, text: str) -> Cell | None:
    """Return the part of "1/3: **TITLE**" and "2/3: [TITLE]"."""
    counted = _COUNTED.match(text)
    if counted is None or int(counted[1]) > int(counted[2]):
        return None
    link = next((one for one in line.links if one[0] >= counted.end()), None)
    title = title_of(text[slice(*link[:2])] if link else text[counted.end() :])
    if not is_title(title):
        return None
    return Cell("part", title=title, link=link and link[2], number=int(counted[1]))


def read_numbered_item(
    line: Line, text: str, words: tuple[Word, ...], vocabulary: Vocabulary
) -> Cell | None:
    """Return the part of "**Part 2** (this post): TITLE" and "**Part 1**, TITLE. It tells of …"."""
    number = part_number(text, words[:2])
    if number is None:
        return None
    ends = (end for start, end in line.marks if start <= words[0].start and words[1].end <= end)
    end = next(ends, 0)
    end -= text[end - 1 : end] in COLONS  # "**Part 3:** TITLE"
    said, here = unmarked_title(text[words[0].start : end], vocabulary)
    apart = _APART.match(text, end)
    if apart is None or len(vocabulary.words(said)) != len(("Part", "2")):
        return None
    here = here or (bool(apart[1]) and unmarked_title(f"{said} {apart[1]}", vocabulary)[1])
    title, soon = announced_later(title_of(text[apart.end() :]), vocabulary)
    title = SENTENCE_END.split(title, maxsplit=1)[0].removesuffix(".")
    if not is_title(title) or vocabulary.phrases["nothing"].fullmatch(title):
        return None
    return Cell("part", title=title, number=number, here=here, soon=soon)
