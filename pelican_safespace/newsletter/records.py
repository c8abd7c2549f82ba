"""What a build keeps of an issue, so that the next one need not make it again.

A record is a file in Pelican's cache folder. One that is old, damaged, half written or of
somebody else is ignored: each of its parts bears the key of all that it was made from, and the
file the digest of its own text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

_Made = TypeVar("_Made")


class Record:
    """The record of one issue: parts by name. ``keep``: whether ``save`` writes it.

    One without a ``path`` neither finds nor keeps anything.
    """

    def __init__(self, path: Path | None, *, keep: bool) -> None:
        self._path = path
        self._keep = keep
        self._found = _read(path) if path else {}
        self._parts: dict[str, Any] = {}

    def part(
        self,
        name: str,
        key: str,
        make: Callable[[], _Made],
        *,
        written: Callable[[_Made], Any],
        read: Callable[[Any], _Made],
    ) -> _Made:
        """Return what is kept under ``name`` and ``key``, else what ``make`` makes.

        ``written`` turns it into what JSON can hold, ``read`` back.
        """
        found = self._found.get(name)
        if isinstance(found, dict) and found.get("key") == key:
            try:
                made = read(found["value"])
            except (ValueError, TypeError, LookupError, AttributeError):
                pass
            else:
                self._parts[name] = found
                return made
        made = make()
        self._parts[name] = {"key": key, "value": written(made)}
        return made

    def save(self) -> None:
        """Write the record, at one stroke, where anything in it is new."""
        if self._path is None or not self._keep or self._parts == self._found:
            return
        data = json.dumps(self._parts).encode()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
            file.write(_digest(data) + b"\n" + data)
        Path(file.name).replace(self._path)


def _read(path: Path) -> dict[str, Any]:
    try:
        digest, _, data = path.read_bytes().partition(b"\n")
        found = json.loads(data) if digest == _digest(data) else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).hexdigest().encode()
