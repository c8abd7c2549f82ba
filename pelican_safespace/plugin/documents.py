"""A site's feed documents: each is written once it is known to differ from the file that is there.

A build writes them beside Pelican's pages, and some once more when every page is there and dead
links show. What both came out as is kept, so that the next build need neither render nor read a
document that says the same as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from pelican_safespace import feed
from pelican_safespace.ledger import Ledger
from pelican_safespace.plugin.files import Rewriting

#: Items by their guid that take the place of a document's own.
Mended: TypeAlias = Mapping[str, feed.Item]


class Content(Protocol):
    """What a document says: the ``frame`` around its items, and how all of it is written."""

    @property
    def frame(self) -> str:
        """All that it is made of besides its items."""
        ...

    def remaining(self) -> Sequence[feed.Item]:
        """Return the items."""
        ...

    def pieces(self, mended: Mended) -> Iterable[bytes]:
        """Yield the document in UTF-8, ``mended`` items in the place of those with their guids."""
        ...


@dataclass(slots=True)
class Document:
    """A document called ``name`` in the output.

    ``known`` tells that frame and items are all its ``content`` is made of, no other plugin's
    hand in it; the ledger has it under ``key``. ``first`` stands for what was rendered first,
    ``held`` for what is in the file.
    """

    name: str
    key: bytes
    content: Content
    known: bool
    first: str = ""
    held: str = ""


class Documents:
    """Writes documents below ``output``; ``ledger`` knows those of the build before."""

    def __init__(self, output: Path, ledger: Ledger) -> None:
        self._output = output
        self._ledger = ledger
        self._files = Rewriting()
        self._all: dict[str, Document] = {}

    def write(self, name: str, content: Content, *, known: bool = True) -> None:
        """Write a document, unless the file of this ``name`` was made of the same."""
        document = Document(name, self._ledger.key("document", name), content, known)
        self._all[name] = document
        document.first = self._made_of(document, {})
        kept = self._ledger.find(document.key) if known else None
        if kept and kept[:1] == [document.first] and kept[2:] == self._stamp(document):
            document.held = kept[1]
        else:
            self._put(document, {}, document.first)

    def mend(self, items: Mended) -> None:
        """Write those documents again that one of ``items`` changes, or that need none now."""
        for document in self._all.values():
            shown = document.content.remaining() if items else ()
            changes = any(one.post.guid in items for one in shown)
            wanted = self._made_of(document, items) if changes else document.first
            if wanted != document.held:
                self._put(document, items, wanted)
            if document.known:
                kept = [document.first, document.held, *self._stamp(document)]
                self._ledger.keep(document.key, kept)

    def _put(self, document: Document, items: Mended, wanted: str) -> None:
        path = self._output / document.name
        self._files.write(path, lambda: document.content.pieces(items))
        document.held = wanted

    def _made_of(self, document: Document, items: Mended) -> str:
        content = document.content
        keys = (items.get(one.post.guid, one).key.decode() for one in content.remaining())
        return self._ledger.key(content.frame, *keys).decode()

    def _stamp(self, document: Document) -> list[int]:
        """The size and the time of its file; empty where there is none."""
        try:
            found = (self._output / document.name).stat()
        except OSError:
            return []
        return [found.st_size, found.st_mtime_ns]
