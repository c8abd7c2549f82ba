"""What would be left standing empty when lines are cut out: titles, headings, rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pelican_safespace.source.lines import lines
from pelican_safespace.source.outline import HEADINGS, Block, Outline, Run
from pelican_safespace.source.showing import Leaf, Showing
from pelican_safespace.source.spans import Span

MOST_LEVELS = 12
"""How far up a wrapper is looked for whose title would be left alone."""
MOST_IN_BOX = 200
"""Steps through a box until two leaves that stay are found; a larger one is no notice."""
MOST_TITLE_WORDS = 4
"""Words of the title of a box, "Note" or "About this article"."""

_SENTENCE_END = re.compile(r"[.!?…]")
# What a title of a few words may introduce: docutils' and Markdown's admonitions, <aside>.
_BOXES = frozenset({"div", "aside", "details", "blockquote", "section", "footer"})


class Leftovers:
    """Puts among the leaves that are ``gone`` those that mean nothing without them."""

    def __init__(self, plan: Outline, showing: Showing, gone: set[Leaf]) -> None:
        self.source = plan.source
        self.leaves = plan.leaves
        self.place = {leaf: place for place, leaf in enumerate(plan.leaves)}
        self.showing = showing
        self.gone = gone
        self._beyond: dict[int, dict[int, int]] = {-1: {}, 1: {}}

    def take(self) -> None:
        """Take pictures, titles, headings and rules, in this order."""
        self._take_pictures()
        self._take_titles()
        self._take_headings()
        self._take_rules()

    def _take_pictures(self) -> None:
        """A picture in a link goes with the words of the link: the neighbour's, in a card."""
        linked = [leaf for leaf in self.gone if isinstance(leaf, Run) and leaf.link is not None]
        for leaf in linked:
            for step in (-1, 1):
                place = self.place[leaf] + step
                while 0 <= place < len(self.leaves) and self._is_picture_of(leaf, place):
                    self.gone.add(self.leaves[place])
                    place += step

    def _is_picture_of(self, leaf: Run, place: int) -> bool:
        other = self.leaves[place]
        if not isinstance(other, Run) or other.link != leaf.link:
            return False
        return not any(line.text for line in lines(self.source, other))

    def _take_titles(self) -> None:
        """The title of a box ("Note") goes when all that it introduced does."""
        boxes: dict[Block, Leaf] = {}  # with the last leaf in it that goes
        for leaf in sorted(self.gone, key=lambda leaf: leaf.start):
            box = _box_around(leaf)
            if box is not None:
                boxes.pop(box, None)
                boxes[box] = leaf
        for box, leaf in boxes.items():
            rest = self._rest_of(box)
            if len(rest) == 1 and isinstance(rest[0], Run) and rest[0].start < leaf.start:
                text = " ".join(line.text for line in lines(self.source, rest[0]))
                if len(text.split()) <= MOST_TITLE_WORDS and not _SENTENCE_END.search(text):
                    self.gone.add(rest[0])

    def _rest_of(self, box: Block) -> list[Leaf]:
        """The first two leaves of a box that say something and stay; none of a large box."""
        rest: list[Leaf] = []
        waiting = [iter(box.children)]
        steps = 0
        while waiting and len(rest) < 2:
            steps += 1
            if steps > MOST_IN_BOX:
                return []
            leaf = next(waiting[-1], None)
            if leaf is None:
                waiting.pop()
            elif isinstance(leaf, Block) and leaf.children:
                waiting.append(iter(leaf.children))
            elif leaf not in self.gone and self.showing.says(leaf):
                rest.append(leaf)
        return rest

    def _take_headings(self) -> None:
        """A heading goes when everything below it does, unless it opens the article."""
        for leaf in sorted(self.gone, key=lambda leaf: -leaf.start):
            above = self._neighbour(leaf, -1)
            level = _level(above)
            if above is None or level is None or level < 2:
                continue
            below = self._neighbour(leaf, 1)
            below_level = _level(below) if below is not None else 1
            opens = self._neighbour(above, -1) is None
            if not opens and below_level is not None and below_level <= level:
                self.gone.add(above)

    def _neighbour(self, leaf: Leaf, step: int) -> Leaf | None:
        """The nearest leaf before or after that says something and stays."""
        place = self.place[leaf] + step
        beyond, passed = self._beyond[step], []
        while 0 <= place < len(self.leaves):
            other = self.leaves[place]
            if place not in beyond and other not in self.gone and self.showing.says(other):
                break
            passed.append(place)
            place = beyond.get(place, place + step)
        # What was passed once is never stopped at again: next time it is gone over in one step.
        beyond.update(dict.fromkeys(passed, place))
        return self.leaves[place] if 0 <= place < len(self.leaves) else None

    def _take_rules(self) -> None:
        """Rules and empty paragraphs beside what goes: all at the article's edge, else one."""
        done = -1
        for place in sorted(self.place[leaf] for leaf in self.gone):
            if place <= done:
                continue
            start, done = self._region(place)
            edge = start == 0 or done == len(self.leaves) - 1
            self._take_in_region(self.leaves[start : done + 1], edge=edge)

    def _region(self, place: int) -> Span:
        """The leaves around one that goes, up to those that say something."""
        first = last = place
        while first and self._is_loose(self.leaves[first - 1]):
            first -= 1
        while last + 1 < len(self.leaves) and self._is_loose(self.leaves[last + 1]):
            last += 1
        return first, last

    def _is_loose(self, leaf: Leaf) -> bool:
        return leaf in self.gone or not self.showing.says(leaf)

    def _take_in_region(self, region: Sequence[Leaf], *, edge: bool) -> None:
        places = [place for place, leaf in enumerate(region) if leaf in self.gone]
        separated_below = any(self.showing.separates(leaf) for leaf in region[places[-1] + 1 :])
        for place, leaf in enumerate(region):
            if not self.showing.may_go(leaf):
                continue
            between = places[0] < place < places[-1]
            empty = not self.showing.separates(leaf)
            doubled = place < places[0] and separated_below
            if edge or between or empty or doubled:
                self.gone.add(leaf)


def _box_around(leaf: Leaf) -> Block | None:
    """The nearest box, not far up, that a leaf stands in."""
    box = leaf.parent
    for _ in range(MOST_LEVELS):
        if box is None or box.name in _BOXES:
            break
        box = box.parent
    return box if box is not None and box.name in _BOXES else None


def _level(leaf: Leaf | None) -> int | None:
    """The level of the heading that a leaf is the text of."""
    name = leaf.parent.name if leaf is not None and leaf.parent is not None else ""
    return int(name[1]) if name in HEADINGS else None
