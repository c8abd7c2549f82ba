"""What a build found out, kept for the next one: a file with one line for each finding.

A line is the digest of all that a finding was made from, and the finding as JSON; so what is old
is never asked for, and goes when the file is next written. A file that is damaged, half written
or of somebody else does not fit the digest that it ends with, and is ignored.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pelican_safespace import whole_file
from pelican_safespace.shelf import Shelf

_Made = TypeVar("_Made")


class Ledger:
    """Findings by key. Without a ``path``, or where no file can be written, nothing is kept.

    ``edition`` says which edition of the software finds them; another's are not known. Of a
    finding no more is in memory than where it lies.
    """

    def __init__(self, path: Path | None, edition: str = "") -> None:
        self._path = path
        self._edition = edition
        self._texts = Shelf()
        self._before: dict[bytes, int] = {}
        self._now: dict[bytes, int] = {}
        self._is_new = False
        for line in whole_file.read(path).splitlines() if path else ():
            key, _, text = line.partition(b" ")
            self._before[key] = self._texts.put(text)

    def key(self, *parts: str) -> bytes:
        """Return the key of what is made from ``parts``."""
        # Their lengths keep parts apart, whatever is in them; one text is quickly digested.
        whole = f"{self._edition}{[*map(len, parts)]}{''.join(parts)}"
        return whole_file.digest(whole.encode("utf-8", "surrogatepass"))

    def find(self, key: bytes) -> Any:
        """Return what was kept under ``key``, None where nothing was."""
        place = self._now.get(key, self._before.get(key))
        if place is None:
            return None
        self._now[key] = place
        return json.loads(self._texts.get(place))

    def keep(self, key: bytes, finding: Any) -> None:
        """Keep ``finding``, which JSON can hold, for the next build; it replaces another one."""
        text = json.dumps(finding, separators=(",", ":")).encode()
        place = self._now.get(key, self._before.get(key))
        if place is None or self._texts.get(place) != text:
            place = self._texts.put(text)
            self._is_new = True
        self._now[key] = place

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
        """Write what was asked for or found since the file was read, at one stroke."""
        if self._path is None or not (self._is_new or len(self._now) < len(self._before)):
            return
        lines = (b"%s %s\n" % (key, self._texts.get(self._now[key])) for key in sorted(self._now))
        whole_file.write(self._path, lines)
        self._before, self._is_new = self._now, False
