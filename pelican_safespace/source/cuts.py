"""Lines are cut out of an article's source, and with them what would be left standing empty.

What goes with a line: the <br> or newline beside it, the elements that held nothing else, a rule
or a row of asterisks that set it apart, the heading or title above that has nothing below it any
more. Everything else stays as it is in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from pelican_safespace.source.lines import Line, lines
from pelican_safespace.source.outline import EMBEDDED, HEADINGS, OPAQUE, Block, Outline, Run

Leaf = Run | Block
Span = tuple[int, int]

MOST_LEVELS = 12
"""How far up a wrapper is looked for whose title would be left alone."""
MOST_IN_BOX = 200
"""Steps through a box until two leaves that stay are found; a larger one is no notice."""
MOST_TITLE_WORDS = 4
"""Words of the title of a box, "Note" or "About this article"."""

# What a title of a few words may introduce: docutils' and Markdown's admonitions, <aside>.
_BOXES = frozenset({"div", "aside", "details", "blockquote", "section", "footer"})
# Elements that mean nothing without text; an empty <div> may be there for a script.
_EMPTIED = HEADINGS | {"p", "li", "ul", "ol", "blockquote", "figcaption"}
_WORD = re.compile(r"\w")
_NOT_TEXT = re.compile(r"<!--(?s:.*?)(?:-->|\Z)|<[^<>]*+>?|&#?\w{1,32};")
_SHOWN = re.compile(rf"<(?:{'|'.join(sorted(EMBEDDED))})(?=[\s/>])", re.IGNORECASE)
_EMPTY = re.compile(r"(?:\s|&nbsp;|&#160;|&#[xX][aA]0;|</?[a-zA-Z][^<>]*+>)*+(?P<more>[^<])?")
_END_TAGS = re.compile(r"(?:</[^<>]*+>)++")
_COMMENT = re.compile(r"\s*<!--")


def spans_of(plan: Outline, removed: Sequence[Line]) -> list[Span]:
    """Return the stretches of the source that go with the lines ``removed``, in order, apart."""
    spans: list[Span] = []
    for start, end in sorted(_Cutting(plan, removed).spans()) if removed else ():
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def without(source: str, spans: Sequence[Span]) -> str:
    """Return ``source`` without ``spans``, which are in order and apart.

    A space stands where two words would otherwise run into each other.
    """
    borders = [0, *(place for span in spans for place in span), len(source)]
    pieces: list[str] = []
    in_word = False
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        piece = source[start:end]
        if in_word and _first_shown(piece).isalnum():
            pieces.append(" ")
        pieces.append(piece)
        if _NOT_TEXT.sub("", piece):
            in_word = _last_shown(piece).isalnum()
    return "".join(pieces)


def _first_shown(piece: str) -> str:
    """The first character behind end tags: a stray one keeps no words apart."""
    tags = _END_TAGS.match(piece)
    place = tags.end() if tags else 0
    return piece[place : place + 1]


def _last_shown(piece: str) -> str:
    """The last character before end tags."""
    end = len(piece)
    while piece.endswith(">", 0, end):
        start = piece.rfind("<", 0, end)
        if not piece.startswith("</", start):
            break
        end = start
    return piece[end - 1 : end]


class _Cutting:
    """Decides leaf by leaf what goes, then where exactly the source is cut."""

    def __init__(self, plan: Outline, removed: Sequence[Line]) -> None:
        self.source = plan.source
        self.leaves = plan.leaves
        self.place = {leaf: place for place, leaf in enumerate(plan.leaves)}
        self.gone: set[Leaf] = set()
        self.inner: list[Span] = []
        self._shown: dict[Block, bool] = {}
        self._beyond: dict[int, dict[int, int]] = {-1: {}, 1: {}}
        by_run: dict[Run, list[Line]] = {}
        for line in removed:
            by_run.setdefault(line.run, []).append(line)
        for run, some in by_run.items():
            self._cut_run(run, some)

    def spans(self) -> list[Span]:
        """The stretches of the source that go."""
        if self.gone:
            self._take_titles()
            self._take_headings()
            self._take_rules()
        return [*self.inner, *self._outer_spans(self._take_wrappers())]

    # Inside one run

    def _cut_run(self, run: Run, removed: Sequence[Line]) -> None:
        """Cut some lines of a run, or parts of lines; all of it where nothing is left."""
        whole = lines(self.source, run)
        places = {(line.start, line.end) for line in removed}
        goes = [(line.start, line.end) in places for line in whole]
        for index, line in enumerate(whole):
            beside = goes[max(0, index - 1) : index] + goes[index + 1 : index + 2]
            if not goes[index] and any(beside) and not _says(line):
                goes[index] = True
        rest = [line for line, gone in zip(whole, goes, strict=True) if not gone]
        inside = [
            (line, part)
            for line in rest
            for part in removed
            if line.start <= part.start and part.end <= line.end
        ]
        if not any(self._says_without(line, [p for o, p in inside if o is line]) for line in rest):
            self.gone.add(run)
            return
        self.inner += _line_spans(whole, goes)
        self.inner += [self._part_span(line, part) for line, part in inside]

    def _says_without(self, line: Line, parts: Sequence[Line]) -> bool:
        """Tell whether a line says anything apart from its removed parts."""
        if line.embedded or not parts:
            return True
        place, kept = line.start, ""
        for part in sorted(parts, key=lambda part: part.start):
            kept += self.source[place : max(place, part.start)]
            place = max(place, part.end)
        return _says_any(kept + self.source[place : line.end])

    def _part_span(self, line: Line, part: Line) -> Span:
        """A part of a line with the white space before it, or after where it comes first."""
        if part.start > line.start:
            return part.start - _white_before(self.source, part.start), part.end
        return part.start, part.end + _white_after(self.source, part.end)

    # Leaf by leaf

    def _solid(self, leaf: Leaf) -> bool:
        """Tell whether a leaf says something: not a rule, asterisks, an empty paragraph."""
        if isinstance(leaf, Block):
            return leaf.name in OPAQUE
        if leaf.parent.opaque:
            return True
        text = self.source[leaf.start : leaf.end]
        return _says_any(text) or _SHOWN.search(text) is not None

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
                if len(text.split()) <= MOST_TITLE_WORDS and text[-1:] not in ".!?":
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
            elif leaf not in self.gone and self._solid(leaf):
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
            if place not in beyond and other not in self.gone and self._solid(other):
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
        return leaf in self.gone or not self._solid(leaf)

    def _take_in_region(self, region: Sequence[Leaf], *, edge: bool) -> None:
        places = [place for place, leaf in enumerate(region) if leaf in self.gone]
        separated_below = any(self._separates(leaf) for leaf in region[places[-1] + 1 :])
        for place, leaf in enumerate(region):
            if not self._may_go(leaf):
                continue
            between = places[0] < place < places[-1]
            empty = not self._separates(leaf)
            doubled = place < places[0] and separated_below
            if edge or between or empty or doubled:
                self.gone.add(leaf)

    def _separates(self, leaf: Leaf) -> bool:
        """Tell whether a leaf that says nothing is seen: a rule, asterisks."""
        return leaf.name == "hr" if isinstance(leaf, Block) else self._shows(leaf)

    def _may_go(self, leaf: Leaf) -> bool:
        """Tell an empty paragraph from a comment or an element that a script may fill."""
        if isinstance(leaf, Run):
            return _COMMENT.match(self.source, leaf.start) is None
        return leaf.name == "hr" or leaf.name in _EMPTIED

    # Where the source is cut

    def _shows(self, leaf: Leaf) -> bool:
        """Tell whether a leaf or block shows anything at all, be it asterisks."""
        if isinstance(leaf, Run):
            empty = _EMPTY.match(self.source, leaf.start, leaf.end)
            if empty and empty["more"]:
                return True
            text = self.source[leaf.start : leaf.end]
            if _SHOWN.search(text):
                return True
            whole = empty is not None and empty.end() == leaf.end
            return not whole and not (_COMMENT.match(text) and not _NOT_TEXT.sub("", text).strip())
        if leaf not in self._shown:
            self._look_into(leaf)
        return self._shown[leaf]

    def _look_into(self, block: Block) -> None:
        """Find out which of a block and the blocks in it show anything; no recursion."""
        blocks = [block]
        for one in blocks:
            blocks += [c for c in one.children if isinstance(c, Block) and c not in self._shown]
        for one in reversed(blocks):
            self._shown[one] = one.name in OPAQUE or any(
                self._shown[child] if isinstance(child, Block) else self._shows(child)
                for child in one.children
            )

    def _take_wrappers(self) -> list[Block]:
        """Elements that hold nothing visible any more go too; return the parents that stay."""
        parents = {_order(leaf.parent): leaf.parent for leaf in self.gone if leaf.parent}
        waiting = list(parents)
        heapify(waiting)
        stay: list[Block] = []
        while waiting:
            parent = parents[heappop(waiting)]
            above = parent.parent
            if above is None or self._still_shows(parent):
                stay.append(parent)
                continue
            self.gone.add(parent)
            if _order(above) not in parents:
                parents[_order(above)] = above
                heappush(waiting, _order(above))
        return stay

    def _still_shows(self, block: Block) -> bool:
        return any(child not in self.gone and self._shows(child) for child in block.children)

    def _outer_spans(self, parents: Sequence[Block]) -> Iterator[Span]:
        """The spans of neighbours that go, in each parent that stays."""
        for parent in parents:
            start: int | None = None
            for index, child in enumerate([*parent.children, None]):
                goes = child is not None and child in self.gone
                if goes and start is None:
                    start = index
                elif not goes and start is not None:
                    yield from self._sibling_spans(parent.children, start, index)
                    start = None

    def _sibling_spans(self, children: Sequence[Leaf], first: int, after: int) -> Iterator[Span]:
        """The span of neighbours that all go, with the white space before them."""
        start, end = children[first].start, children[after - 1].end
        beside = [*children[max(0, first - 1) : first], *children[after : after + 1]]
        if len(beside) == 2 and all(isinstance(one, Run) for one in beside):
            yield from self._keep_apart(children[first:after])
        elif before := _white_before(self.source, start):
            yield start - before, end
        else:
            yield start, end + _white_after(self.source, end)

    def _keep_apart(self, gone: Sequence[Leaf]) -> Iterator[Span]:
        """Loose text on both sides would run together: the first element stays, emptied."""
        start, end = gone[0].start, gone[-1].end
        apart = self.source[start - 1 : start].isspace() or self.source[end : end + 1].isspace()
        first = gone[0]
        if apart or not isinstance(first, Block) or first.name == "hr":
            yield start, end
        else:
            yield first.inside, first.outside
            yield first.end, end


def _box_around(leaf: Leaf) -> Block | None:
    """The nearest box, not far up, that a leaf stands in."""
    box = leaf.parent
    for _ in range(MOST_LEVELS):
        if box is None or box.name in _BOXES:
            break
        box = box.parent
    return box if box is not None and box.name in _BOXES else None


def _says(line: Line) -> bool:
    return line.embedded or _WORD.search(line.text) is not None


def _order(block: Block) -> int:
    """Where a block comes when each is to come after those inside it: later ones first."""
    return -block.start if block.parent else 1


def _says_any(text: str) -> bool:
    return _WORD.search(_NOT_TEXT.sub("", text)) is not None


def _level(leaf: Leaf | None) -> int | None:
    """The level of the heading that a leaf is the text of."""
    name = leaf.parent.name if leaf is not None and leaf.parent is not None else ""
    return int(name[1]) if name in HEADINGS else None


def _line_spans(whole: Sequence[Line], goes: Sequence[bool]) -> Iterator[Span]:
    """The lines that go, each with the break before it, or after where it comes first."""
    stayed = False
    for index, line in enumerate(whole):
        if not goes[index]:
            stayed = True
        elif stayed:
            yield whole[index - 1].end, line.end
        elif index + 1 < len(whole):
            yield line.start, whole[index + 1].start


def _white_before(source: str, place: int) -> int:
    end = place
    while end and source[end - 1].isspace():
        end -= 1
    return place - end


def _white_after(source: str, place: int) -> int:
    end = place
    while end < len(source) and source[end].isspace():
        end += 1
    return end - place
