"""Lines are cut out of an article's source, and with them what would be left standing empty.

What goes with a line: the <br> or newline beside it, the elements that held nothing else, a rule
or a row of asterisks that set it apart, the heading or title above that has nothing below it any
more. Everything else stays as it is in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from pelican_safespace.source.leftovers import Leftovers
from pelican_safespace.source.lines import Line, lines
from pelican_safespace.source.outline import Block, Outline, Run
from pelican_safespace.source.showing import Leaf, Showing, says_any
from pelican_safespace.source.spans import Span, white_after, white_before, without

__all__ = ["Span", "spans_of", "without"]

_WORD = re.compile(r"\w")


def spans_of(plan: Outline, removed: Sequence[Line]) -> list[Span]:
    """Return the stretches of the source that go with the lines ``removed``, in order, apart."""
    spans: list[Span] = []
    for start, end in sorted(_Cutting(plan, removed).spans()) if removed else ():
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


class _Cutting:
    """Decides leaf by leaf what goes, then where exactly the source is cut."""

    def __init__(self, plan: Outline, removed: Sequence[Line]) -> None:
        self.source = plan.source
        self.showing = Showing(plan.source)
        self.gone: set[Leaf] = set()
        self.inner: list[Span] = []
        by_run: dict[Run, list[Line]] = {}
        for line in removed:
            by_run.setdefault(line.run, []).append(line)
        for run, some in by_run.items():
            self._cut_run(run, some)
        if self.gone:
            Leftovers(plan, self.showing, self.gone).take()

    def spans(self) -> list[Span]:
        """The stretches of the source that go."""
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
        return says_any(kept + self.source[place : line.end])

    def _part_span(self, line: Line, part: Line) -> Span:
        """A part of a line with the white space before it, or after where it comes first."""
        if part.start > line.start:
            return part.start - white_before(self.source, part.start), part.end
        return part.start, part.end + white_after(self.source, part.end)

    # Around runs

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
        return any(child not in self.gone and self.showing.shows(child) for child in block.children)

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
        elif before := white_before(self.source, start):
            yield start - before, end
        else:
            yield start, end + white_after(self.source, end)

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


def _says(line: Line) -> bool:
    return line.embedded or _WORD.search(line.text) is not None


def _order(block: Block) -> int:
    """Where a block comes when each is to come after those inside it: later ones first."""
    return -block.start if block.parent else 1


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
