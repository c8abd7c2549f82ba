"""Which edition of the plugin this is, to the byte: what another one made may be out of date."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def own_files() -> str:
    """Return a digest of the plugin's own files."""
    return files(Path(__file__).parent)


def files(folder: Path) -> str:
    """Return a digest of all files in ``folder``; where they are does not matter."""
    digest = hashlib.sha256()
    readable = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in sorted(readable):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
