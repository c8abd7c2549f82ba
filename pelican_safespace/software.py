"""Which edition of the plugin this is, to the byte: what another one made may be out of date."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def own_files() -> str:
    """Return a digest of the plugin's own files."""
    return files(Path(__file__).parent)


def files(folder: Path) -> str:
    """Return a digest of all files in ``folder``; where they are does not matter."""
    digest = hashlib.sha256()
    for name in sorted(_names(str(folder))):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _names(folder: str) -> Iterator[str]:
    """Yield the path of every file in a folder that is there, but what Python makes of them."""
    for inside, _, names in os.walk(folder):
        place = inside.removeprefix(folder).replace(os.sep, "/").removeprefix("/")
        yield from (f"{place}/{name}".lstrip("/") for name in names if not name.endswith(".pyc"))
