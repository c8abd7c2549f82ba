"""Bytes put aside on disk while a build runs: what every feed repeats need not stay in memory."""

from __future__ import annotations

from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

#: A small site's articles stay in memory altogether, in bytes.
_IN_MEMORY = 2_000_000


class Shelf:
    """A temporary file, without a name where the system allows, that goes with its last user."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed in __del__
        self._end = 0

    def put(self, data: bytes) -> Slip:
        """Put ``data`` aside and return the slip that fetches it."""
        start = self._end
        self._file.seek(start)
        self._file.write(data)
        self._end += len(data)
        return Slip(self, start, len(data))

    def fetch(self, start: int, length: int) -> bytes:
        """Return ``length`` bytes from ``start`` on."""
        self._file.seek(start)
        return self._file.read(length)

    def __del__(self) -> None:
        self._file.close()


@dataclass(frozen=True, slots=True)
class Slip:
    """Says where on a shelf something lies, and how many bytes it has."""

    shelf: Shelf
    start: int
    length: int

    def data(self) -> bytes:
        """Return what was put aside."""
        return self.shelf.fetch(self.start, self.length)
