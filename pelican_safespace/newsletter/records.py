"""What a build keeps of an issue, so that the next one need not make it again.

A record is a file in Pelican's cache folder. One that is old, damaged, half written or of
somebody else is ignored: each of its parts bears the key of all that it was made from, and the
file the digest of its own text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pelican_safespace import whole_file

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
        whole_file.write(self._path, [json.dumps(self._parts).encode() + b"\n"])


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(whole_file.read(path) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
