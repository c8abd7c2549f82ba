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

_Made = TypeVar("_Made")


class Ledger:
    """Findings by key. Without a ``path``, or where no file can be written, nothing is kept.

    ``edition`` says which edition of the software finds them; another's are not known.
    """

    def __init__(self, path: Path | None, edition: str = "") -> None:
        self._path = path
        self._edition = edition
        self._before = {} if path is None else _read(path)
        self._now: dict[bytes, bytes] = {}

    def key(self, *parts: str) -> bytes:
        """Return the key of what is made from ``parts``."""
        # Their lengths keep parts apart, whatever is in them; one text is quickly digested.
        whole = f"{self._edition}{[*map(len, parts)]}{''.join(parts)}"
        return whole_file.digest(whole.encode("utf-8", "surrogatepass"))

    def find(self, key: bytes) -> Any:
        """Return what was kept under ``key``, None where nothing was."""
        text = self._now.get(key) or self._before.get(key)
        if text is None:
            return None
        self._now[key] = text
        return json.loads(text)

    def keep(self, key: bytes, finding: Any) -> None:
        """Keep ``finding``, which JSON can hold, for the next build; it replaces another one."""
        self._now[key] = json.dumps(finding, separators=(",", ":")).encode()

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
        if self._path is None or self._now == self._before:
            return
        lines = (b"%s %s\n" % (key, self._now[key]) for key in sorted(self._now))
        whole_file.write(self._path, lines)
        self._before = self._now


def _read(path: Path) -> dict[bytes, bytes]:
    lines = (line.partition(b" ") for line in whole_file.read(path).splitlines())
    return {key: text for key, _, text in lines}
