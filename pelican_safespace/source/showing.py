"""Which leaves of an article say something, and which are there to be seen at all."""

from __future__ import annotations

import re

from pelican_safespace.source.outline import HEADINGS, OPAQUE, Block, Run
from pelican_safespace.source.tags import EMBEDDED

Leaf = Run | Block

# Elements that mean nothing without text; an empty <div> may be there for a script.
_EMPTIED = HEADINGS | {"p", "li", "ul", "ol", "blockquote", "figcaption"}
_WORD = re.compile(r"\w")
_NOT_TEXT = re.compile(r"<!--(?s:.*?)(?:-->|\Z)|<[^<>]*+>?|&#?\w{1,32};")
_SHOWN = re.compile(rf"<(?:{'|'.join(sorted(EMBEDDED))})(?=[\s/>])", re.IGNORECASE)
_PICTURED = re.compile(rf"<(?:{'|'.join(sorted(EMBEDDED - {'svg'}))})(?=[\s/>])", re.IGNORECASE)
_EMPTY = re.compile(r"(?:\s|&nbsp;|&#160;|&#[xX][aA]0;|</?[a-zA-Z][^<>]*+>)*+(?P<more>[^<])?")
_COMMENT = re.compile(r"\s*<!--")


def says_any(text: str) -> bool:
    """Tell whether HTML holds a word."""
    return _WORD.search(_NOT_TEXT.sub("", text)) is not None


class Showing:
    """What the leaves of ``source`` show; a block is looked into once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._shown: dict[Block, bool] = {}

    def says(self, leaf: Leaf) -> bool:
        """Tell whether a leaf says something: not a rule, asterisks, an empty paragraph."""
        if isinstance(leaf, Block):
            return leaf.name in OPAQUE
        if leaf.parent.opaque:
            return True
        text = self.source[leaf.start : leaf.end]
        shown = _PICTURED if leaf.link is not None else _SHOWN  # an icon in a link says nothing
        return says_any(text) or shown.search(text) is not None

    def separates(self, leaf: Leaf) -> bool:
        """Tell whether a leaf that says nothing is seen: a rule, asterisks."""
        return leaf.name == "hr" if isinstance(leaf, Block) else self.shows(leaf)

    def may_go(self, leaf: Leaf) -> bool:
        """Tell an empty paragraph from a comment or an element that a script may fill."""
        if isinstance(leaf, Run):
            return _COMMENT.match(self.source, leaf.start) is None
        return leaf.name == "hr" or leaf.name in _EMPTIED

    def shows(self, leaf: Leaf) -> bool:
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
                self._shown[child] if isinstance(child, Block) else self.shows(child)
                for child in one.children
            )
