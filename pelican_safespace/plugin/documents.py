"""A site's feed documents: each is written once it is known to differ from the file that is there.

A build writes them beside Pelican's pages, and some once more when every page is there and dead
links show. What both came out as is kept, so that the next build need neither render nor read a
document that says the same as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pelican_safespace import feed
from pelican_safespace.ledger import Ledger
from pelican_safespace.plugin.files import Rewriting

#: Items by their guid that take the place of a document's own.
Mended: TypeAlias = Mapping[str, feed.Item]


@dataclass(slots=True)
class Document:
    """A document at ``path``: the ``frame`` around its items, and what renders all of it.

    ``known`` tells that frame and items are all it is made of, no other plugin's hand in it; the
    ledger has it under ``key``. ``first`` stands for what was rendered first, ``held`` for what
    is in the file.
    """

    path: Path
    key: bytes
    frame: str
    items: Sequence[feed.Item]
    render: Callable[[Mended], Iterable[bytes]]
    known: bool
    first: str = ""
    held: str = ""


class Documents:
    """Writes documents below ``output``; ``ledger`` knows those of the build before."""

    def __init__(self, output: Path, ledger: Ledger) -> None:
        self._output = output
        self._ledger = ledger
        self._files = Rewriting()
        self._all: dict[Path, Document] = {}

    def write(
        self,
        name: str,
        frame: str,
        items: Sequence[feed.Item],
        render: Callable[[Mended], Iterable[bytes]],
        *,
        known: bool,
    ) -> None:
        """Write a document, unless the file of this ``name`` was made of the same."""
        key = self._ledger.key("document", name)
        document = Document(self._output / name, key, frame, items, render, known)
        self._all[document.path] = document
        document.first = self._made_of(document, {})
        kept = self._ledger.find(key) if known else None
        if kept and kept[:1] == [document.first] and kept[2:] == _stamp(document.path):
            document.held = kept[1]
        else:
            self._put(document, {}, document.first)

    def mend(self, items: Mended) -> None:
        """Write those documents again that one of ``items`` changes, or that need none now."""
        for document in self._all.values():
            changes = items and any(one.post.guid in items for one in document.items)
            wanted = self._made_of(document, items) if changes else document.first
            if wanted != document.held:
                self._put(document, items, wanted)
            if document.known:
                kept = [document.first, document.held, *_stamp(document.path)]
                self._ledger.keep(document.key, kept)

    def _put(self, document: Document, items: Mended, wanted: str) -> None:
        self._files.write(document.path, lambda: document.render(items))
        document.held = wanted

    def _made_of(self, document: Document, items: Mended) -> str:
        keys = (items.get(one.post.guid, one).key.decode() for one in document.items)
        return self._ledger.key(document.frame, *keys).decode()


def _stamp(path: Path) -> list[int]:
    """The size and the time of a file; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]
