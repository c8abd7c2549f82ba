"""A file that is there whole or not at all: written at one stroke, and known by its digest.

A file that is damaged, half written or of somebody else does not fit the digest that it ends
with; a build that is killed in mid-write leaves what was there.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

_SIZE = 16  # bytes of a digest


def digest(data: bytes) -> bytes:
    """Return the digest of ``data`` in hexadecimal digits."""
    return blake2b(data, digest_size=_SIZE).hexdigest().encode()


def read(path: Path) -> bytes:
    """Return what ``write`` wrote; nothing where the file is missing or another's."""
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    end = data.rfind(b"\n") + 1
    return data[:end] if data[end:] == digest(data[:end]) else b""


def write(path: Path, lines: Iterable[bytes]) -> None:
    """Write ``lines``, each ending with a line break; several builds may do so at once.

    Where that is not possible, as on a full disk, nothing changes: what is kept saves time only.
    """
    whole = blake2b(digest_size=_SIZE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            for line in lines:
                whole.update(line)
                file.write(line)
            file.write(whole.hexdigest().encode())
    except OSError:
        return
    try:
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
