"""Lines are cut out of an article's source, and with them what would be left standing empty.

What goes with a line: the <br> or newline beside it, the elements that held nothing else, a rule
or a row of asterisks that set it apart, the heading or title above that has nothing below it any
more. Everything else stays as it is in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pelican_safespace.lines import Line, lines
from pelican_safespace.outline import EMBEDDED, HEADINGS, OPAQUE, Block, Outline, Run

Leaf = Run | Block
Span = tuple[int, int]

# Wrappers that a title of a few words may introduce: docutils' and Markdown's admonitions, <aside>.
_BOXES = frozenset({"div", "aside", "details", "blockquote", "section", "footer"})
_WORD = re.compile(r"\w")
_SHOWN = re.compile(rf"<(?:{'|'.join(sorted(EMBEDDED))})[\s/>]", re.IGNORECASE)
_INVISIBLE = re.compile(
    r"(?:\s|&nbsp;|&#160;|&#x[aA]0;|<br\s*/?>|</?(?:span|em|strong|b|i|a)\b[^<>]*>)*+$"
)
_COMMENT = re.compile(r"\s*<!--")
_MOST_TITLE_WORDS = 4


def without(plan: Outline, removed: Sequence[Line]) -> str:
    """Return the source of ``plan`` without the lines ``removed`` and what they leave empty."""
    spans = _Cutting(plan, removed).spans()
    body: list[str] = []
    place = 0
    for start, end in sorted(spans):
        body.append(plan.source[place : max(place, start)])
        place = max(place, end)
    body.append(plan.source[place:])
    return "".join(body)


class _Cutting:
    """Decides leaf by leaf what goes, then where exactly the source is cut."""

    def __init__(self, plan: Outline, removed: Sequence[Line]) -> None:
        self.source = plan.source
        self.plan = plan
        self.gone: set[Leaf] = set()
        self.inner: list[Span] = []
        by_run: dict[Run, list[Line]] = {}
        for line in removed:
            by_run.setdefault(line.run, []).append(line)
        for run, some in by_run.items():
            self._cut_run(run, some)

    def spans(self) -> list[Span]:
        """The stretches of the source that go."""
        if not self.gone:
            return self.inner
        visible = self._visible()
        self._take_titles(visible)
        self._take_headings()
        self._take_rules()
        return [*self.inner, *self._outer_spans(self._take_wrappers(visible))]

    # Inside one run

    def _cut_run(self, run: Run, removed: Sequence[Line]) -> None:
        whole = lines(self.source, run)
        places = {(line.start, line.end) for line in removed}
        states = ["gone" if (line.start, line.end) in places else "stays" for line in whole]
        for index, line in enumerate(whole):
            beside = states[max(0, index - 1) : index] + states[index + 1 : index + 2]
            if states[index] == "stays" and "gone" in beside and not _says(line):
                states[index] = "gone"
        rest = [line for line, state in zip(whole, states, strict=True) if state == "stays"]
        inside = [
            part
            for part in removed
            if any(o.start <= part.start and part.end <= o.end for o in rest)
        ]
        if not rest or not any(self._says_without(line, inside) for line in rest):
            self.gone.add(run)
            return
        self.inner += _line_spans(whole, states)
        self.inner += [self._part_span(part, rest) for part in inside]

    def _says_without(self, line: Line, removed: Sequence[Line]) -> bool:
        """Tell whether a line says anything apart from its removed parts."""
        if line.embedded:
            return True
        place, kept = line.start, ""
        for part in sorted(removed, key=lambda part: part.start):
            if line.start <= part.start and part.end <= line.end:
                kept += self.source[place : part.start]
                place = part.end
        kept += self.source[place : line.end]
        return bool(_WORD.search(re.sub(r"<[^<>]*>|&\w+;", "", kept)))

    def _part_span(self, part: Line, rest: Sequence[Line]) -> Span:
        """A part of a line with the white space before it, or after where it comes first."""
        line = next(one for one in rest if one.start <= part.start and part.end <= one.end)
        start, end = part.start, part.end
        if start > line.start:
            return start - _white_before(self.source, start), end
        return start, end + _white_after(self.source, end)

    # Leaf by leaf

    def _visible(self) -> dict[Block, int]:
        """How many children of each block show anything."""
        blocks: list[Block] = [self.plan.root]
        for block in blocks:
            blocks.extend(child for child in block.children if isinstance(child, Block))
        visible: dict[Block, int] = dict.fromkeys(blocks, 0)
        for block in reversed(blocks):
            visible[block] += sum(
                isinstance(child, Run) and self._shows(child) for child in block.children
            )
            if block.parent is not None and (visible[block] or block.name in OPAQUE):
                visible[block.parent] += 1
        return visible

    def _shows(self, run: Run) -> bool:
        text = self.source[run.start : run.end]
        return not (_INVISIBLE.match(text) or (_COMMENT.match(text) and not _says_any(text)))

    def _take_titles(self, visible: Mapping[Block, int]) -> None:
        """The title of a box ("Note") goes when all that it introduced does."""
        for leaf in list(self.gone):
            box = leaf.parent
            while box is not None and visible[box] == 1 and box.name not in _BOXES:
                box = box.parent
            if box is None or box.name not in _BOXES or box.parent is None:
                continue
            rest = [one for one in _leaves_of(box) if one not in self.gone and self._solid(one)]
            if len(rest) == 1 and isinstance(rest[0], Run) and rest[0].start < leaf.start:
                self._take_if_title(rest[0])

    def _take_if_title(self, run: Run) -> None:
        text = " ".join(line.text for line in lines(self.source, run))
        if len(text.split()) <= _MOST_TITLE_WORDS and text[-1:] not in ".!?":
            self.gone.add(run)

    def _solid(self, leaf: Leaf) -> bool:
        """Tell whether a leaf says something: not a rule, asterisks, an empty paragraph."""
        if isinstance(leaf, Block):
            return leaf.name != "hr"
        if leaf.parent.opaque:
            return True
        text = self.source[leaf.start : leaf.end]
        return bool(_SHOWN.search(text)) or _says_any(text)

    def _take_headings(self) -> None:
        """A heading goes when everything below it does, unless it opens the article."""
        leaves = [leaf for leaf in self.plan.leaves if leaf in self.gone or self._solid(leaf)]
        for index in range(len(leaves) - 1, 0, -1):
            leaf, after = leaves[index - 1], leaves[index + 1 : index + 2]
            level = _level(leaf)
            if leaves[index] not in self.gone or leaf in self.gone or level is None or level < 2:
                continue
            next_kept = next((one for one in leaves[index:] if one not in self.gone), None)
            after_level = _level(next_kept) if next_kept else 1
            if index > 1 and after_level is not None and after_level <= level:
                self.gone.add(leaf)
            del after

    def _take_rules(self) -> None:
        """Rules and empty paragraphs beside what goes: all at the article's edge, else one."""
        leaves = self.plan.leaves
        index = 0
        while index < len(leaves):
            start = index
            while index < len(leaves) and (
                leaves[index] in self.gone or not self._solid(leaves[index])
            ):
                index += 1
            region = leaves[start:index]
            if any(leaf in self.gone for leaf in region):
                self._take_in_region(region, edge=start == 0 or index == len(leaves))
            index += 1

    def _take_in_region(self, region: Sequence[Leaf], *, edge: bool) -> None:
        places = [place for place, leaf in enumerate(region) if leaf in self.gone]
        before, after = region[: places[0]], region[places[-1] + 1 :]
        for place, leaf in enumerate(region):
            if isinstance(leaf, Run) and _COMMENT.match(self.source, leaf.start):
                continue
            between = places[0] < place < places[-1]
            empty = isinstance(leaf, Run) and not self._shows(leaf)
            doubled = place < places[0] and any(self._separates(one) for one in after)
            if edge or between or empty or (doubled and leaf in before):
                self.gone.add(leaf)

    def _separates(self, leaf: Leaf) -> bool:
        return isinstance(leaf, Block) or self._shows(leaf)

    # Where the source is cut

    def _take_wrappers(self, visible: dict[Block, int]) -> list[Block]:
        """Elements that hold nothing visible any more go too; returns the parents that stay."""
        parents: list[Block] = []
        waiting = sorted(self.gone, key=lambda leaf: leaf.start)
        for leaf in waiting:
            parent = leaf.parent
            if parent is None:
                continue
            parents.append(parent)
            if not (isinstance(leaf, Block) and leaf.name == "hr") and (
                isinstance(leaf, Block) or self._shows(leaf)
            ):
                visible[parent] -= 1
            if visible[parent] <= 0 and parent.parent is not None and parent not in self.gone:
                self.gone.add(parent)
                waiting.append(parent)
        return [parent for parent in dict.fromkeys(parents) if parent not in self.gone]

    def _outer_spans(self, parents: Sequence[Block]) -> Iterator[Span]:
        for parent in parents:
            children = parent.children
            index = 0
            while index < len(children):
                start = index
                while index < len(children) and children[index] in self.gone:
                    index += 1
                if index > start:
                    yield from self._sibling_spans(children, start, index)
                index += 1

    def _sibling_spans(self, children: Sequence[Leaf], first: int, after: int) -> Iterator[Span]:
        """The span of neighbours that all go, with the white space before them."""
        start, end = children[first].start, children[after - 1].end
        texts = [*children[first - 1 : first], *children[after : after + 1]]
        loose = first and after < len(children) and all(isinstance(one, Run) for one in texts)
        if loose:
            yield from self._keep_apart(children[first:after])
        elif isinstance(children[first], Run) and first == 0 and after == len(children):
            yield start, end
        elif start > (white := _white_before(self.source, start)):
            yield start - white, end
        else:
            yield start, end + _white_after(self.source, end)

    def _keep_apart(self, gone: Sequence[Leaf]) -> Iterator[Span]:
        """Loose text on both sides would run together: the first element stays, emptied."""
        first, *others = gone
        white = self.source[first.start - 1 : first.start] + self.source[gone[-1].end :][:1]
        if isinstance(first, Block) and first.name != "hr" and not any(map(str.isspace, white)):
            yield first.inside, first.outside
            first = others[0] if others else None  # type: ignore[assignment]
        if first is not None:
            yield first.start, gone[-1].end


def _says(line: Line) -> bool:
    return bool(line.embedded or _WORD.search(line.text))


def _says_any(text: str) -> bool:
    return bool(_WORD.search(re.sub(r"<!--.*?(?:-->|$)|<[^<>]*>|&\w+;", "", text, flags=re.DOTALL)))


def _level(leaf: Leaf | None) -> int | None:
    """The level of the heading a leaf is the text of."""
    name = leaf.parent.name if leaf is not None and leaf.parent is not None else ""
    return int(name[1]) if name in HEADINGS else None


def _leaves_of(block: Block) -> Iterator[Leaf]:
    waiting: list[Leaf] = list(block.children)
    while waiting:
        leaf = waiting.pop(0)
        if isinstance(leaf, Block) and leaf.children:
            waiting[:0] = leaf.children
        else:
            yield leaf


def _line_spans(whole: Sequence[Line], states: Sequence[str]) -> Iterator[Span]:
    """The lines that go, each with the break before it, or after where it comes first."""
    for index, (line, state) in enumerate(zip(whole, states, strict=True)):
        if state == "stays":
            continue
        earlier = next((i for i in range(index - 1, -1, -1) if states[i] == "stays"), None)
        if earlier is not None:
            yield whole[index - 1].end, line.end
        elif index + 1 < len(whole):
            yield line.start, whole[index + 1].start
        else:
            yield line.start, line.end


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
