"""What a build found out, kept for the next one: a file with one line for each finding.

A line is the digest of all that a finding was made from, and the finding as JSON; so what is old
is never asked for, and goes when the file is next written. A file that is damaged, half written
or of somebody else does not fit the digest that it ends with, and is ignored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pelican_safespace import whole_file
from pelican_safespace.shelf import Shelf

_Made = TypeVar("_Made")
_as_json = json.JSONEncoder(separators=(",", ":")).encode


class Ledger:
    """Findings by key. Without a ``path``, or where no file can be written, nothing is kept.

    ``edition`` says which edition of the software finds them; another's are not known. What is
    kept lies on a shelf until it is written: it is for the next build, this one has it already.
    """

    def __init__(self, path: Path | None, edition: str = "") -> None:
        self._path = path
        self._edition = edition
        self._old, self._new = Shelf(), Shelf()
        self._before: dict[bytes, int] = {}
        self._still: set[bytes] = set()
        for line in whole_file.read(path).splitlines() if path else ():
            key, _, text = line.partition(b" ")
            self._before[key] = self._old.put(text)

    def key(self, *parts: str) -> bytes:
        """Return the key of what is made from ``parts``."""
        # Their lengths keep parts apart, whatever is in them; one text is quickly digested.
        whole = f"{self._edition}{[*map(len, parts)]}{''.join(parts)}"
        return whole_file.digest(whole.encode("utf-8", "surrogatepass"))

    def find(self, key: bytes) -> Any:
        """Return what an earlier build kept under ``key``, None where none did."""
        place = self._before.get(key)
        if place is None:
            return None
        self._still.add(key)
        return json.loads(self._old.get(place))

    def keep(self, key: bytes, finding: Any) -> None:
        """Keep ``finding``, which JSON can hold, for the next build; it replaces another one."""
        text = _as_json(finding).encode()
        place = self._before.get(key)
        if place is not None and self._old.get(place) == text:
            self._still.add(key)
            return
        self._still.discard(key)
        if self._path is not None:
            self._new.put(b"%s %s\n" % (key, text))

    def recall(
        self,
        key: bytes,
        find: Callable[[], _Made],
        *,
        written: Callable[[_Made], Any],
        read: Callable[[Any], _Made],
    ) -> _Made:
        """Return what was kept under ``key``, else what ``find`` finds, which is kept.

        ``written`` turns it into what JSON can hold, ``read`` back.
        """
        kept = self.find(key)
        if kept is not None:
            return read(kept)
        found = find()
        self.keep(key, written(found))
        return found

    def save(self) -> None:
        """Write what was found and kept since the file was read, at one stroke."""
        unchanged = not len(self._new) and len(self._still) == len(self._before)
        if self._path is not None and not unchanged:
            whole_file.write(self._path, self._lines())

    def _lines(self) -> Iterator[bytes]:
        for key in sorted(self._still):
            yield b"%s %s\n" % (key, self._old.get(self._before[key]))
        yield from map(self._new.get, range(len(self._new)))
