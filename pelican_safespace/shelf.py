"""Bytes put aside on disk while a build runs: what every feed repeats need not stay in memory."""

from __future__ import annotations

from array import array
from tempfile import SpooledTemporaryFile

#: A small site's articles stay in memory altogether, in bytes.
_IN_MEMORY = 200_000


class Shelf:
    """A temporary file, without a name where the system allows, that goes with its last user.

    What is put on it has a number, its place.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed in __del__
        self._ends = array("Q", [0])
        self._is_at_end = True

    def __len__(self) -> int:
        """How much was put on it: the places are 0, 1, 2 and so on."""
        return len(self._ends) - 1

    def put(self, data: bytes) -> int:
        """Put ``data`` aside and return its place."""
        end = self._ends[-1]
        if not self._is_at_end:  # where it is, a file gathers what is written one after another
            self._file.seek(end)
            self._is_at_end = True
        self._file.write(data)
        self._ends.append(end + len(data))
        return len(self._ends) - 2

    def get(self, place: int) -> bytes:
        """Return what was put at ``place``."""
        start = self._ends[place]
        self._file.seek(start)
        self._is_at_end = False
        return self._file.read(self._ends[place + 1] - start)

    def __del__(self) -> None:
        self._file.close()
