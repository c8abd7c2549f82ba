"""What a build found out, kept for the next one: a file with one line for each finding.

A line is the digest of all that a finding was made from, and the finding as JSON; so what is old
is never asked for, and goes when the file is next written. A file that is damaged, half written
or of somebody else does not fit the digest that it ends with, and is ignored.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

_Made = TypeVar("_Made")

_SIZE = 16  # bytes of a digest


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
        return _digest(whole.encode("utf-8", "surrogatepass"))

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
        with suppress(OSError):  # a full disk or read-only folder costs time, no more
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                whole = blake2b(digest_size=_SIZE)
                for key in sorted(self._now):
                    line = b"%s %s\n" % (key, self._now[key])
                    whole.update(line)
                    file.write(line)
                file.write(whole.hexdigest().encode())
            Path(file.name).replace(self._path)
        self._before = self._now


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SIZE).hexdigest().encode()


def _read(path: Path) -> dict[bytes, bytes]:
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    end = data.rfind(b"\n") + 1
    if data[end:] != _digest(data[:end]):
        return {}
    lines = (line.partition(b" ") for line in data[:end].splitlines())
    return {key: text for key, _, text in lines}
