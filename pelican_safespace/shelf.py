"""Bytes put aside on disk while a build runs: what every feed repeats need not stay in memory."""

from __future__ import annotations

from array import array
from tempfile import TemporaryFile

#: What was put last stays in memory, in bytes: a small site's articles altogether.
_IN_MEMORY = 1 << 16


class Shelf:
    """A temporary file, without a name where the system allows, that goes with its last user.

    What is put on it has a number, its place. The file has no buffer: it is written in large
    pieces, and what is read is seldom beside what was read before.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115  closed in __del__
        self._ends = array("Q", [0])
        self._filed = 0
        self._latest = bytearray()

    def __len__(self) -> int:
        """How much was put on it: the places are 0, 1, 2 and so on."""
        return len(self._ends) - 1

    def put(self, data: bytes) -> int:
        """Put ``data`` aside and return its place. Raises OSError on a full disk."""
        self._latest += data
        self._ends.append(self._filed + len(self._latest))
        if len(self._latest) > _IN_MEMORY:
            self._write()
        return len(self._ends) - 2

    def get(self, place: int) -> bytes:
        """Return what was put at ``place``."""
        start, end = self._ends[place], self._ends[place + 1]
        if start >= self._filed:
            return bytes(self._latest[start - self._filed : end - self._filed])
        self._file.seek(start)
        return self._file.read(end - start)

    def _write(self) -> None:
        self._file.seek(self._filed)
        rest = memoryview(self._latest)
        while rest:  # a disk may take less at once than it is given
            rest = rest[self._file.write(rest) :]
        self._filed = self._ends[-1]
        self._latest = bytearray()

    def __del__(self) -> None:
        self._file.close()
