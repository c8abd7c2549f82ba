"""A part that is named in one sentence and linked in the next: "If you missed it, it is [here]"."""

from __future__ import annotations

from pelican_safespace.navigation.addresses import leads_somewhere
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labels import is_beside
from pelican_safespace.navigation.mentions import BREAK
from pelican_safespace.navigation.numbers_around import parts_named
from pelican_safespace.navigation.words import ABOUT, FILLERS, Vocabulary
from pelican_safespace.source.lines import Line

LEAST_POINTING = 3  # words of "Read it [here]"


def pointed_back(
    line: Line, said: tuple[int, int], part: int, vocabulary: Vocabulary
) -> tuple[Cell, int] | None:
    """Return the part that the sentence behind a statement links and does not name, and its end.

    ``said`` is where the statement of part ``part`` stands, with the sentences about other parts
    behind it; one of them must be named there.
    """
    text = line.text.replace("\n", " ")
    start, stop = said
    close = BREAK.search(text, stop)
    end = close.start() + 1 if close else len(text)
    links = [one for one in line.links if stop <= one[0] and one[1] <= end]
    others = parts_named(text, vocabulary.words(text, start, stop)) - {part}
    if len(links) != 1 or len(others) != 1:
        return None
    first, last, link = links[0]
    words = vocabulary.words(text, stop, end)
    plain = is_beside(vocabulary.words(text, first, last)) and leads_somewhere(link)
    known = all(word.role & (ABOUT | FILLERS) for word in words)
    if not (plain and known and len(words) >= LEAST_POINTING):
        return None
    return Cell("part", link=link, number=others.pop()), end
