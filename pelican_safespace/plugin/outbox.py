"""The outbox on disk: which of its files are the plugin's, the end of stale ones.

A list beside them (``.safespace.json``) says what was written, with a digest of each file. Only
what is on it and still holds those very bytes is taken away; what a person put there or changed
stays, and so does everything of an issue that went out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from pathlib import Path

from pelican_safespace.plugin import files

LIST = ".safespace.json"


def write(
    folder: Path, made: Iterable[tuple[str, str | bytes]], sent: Collection[str]
) -> tuple[str, ...]:
    """Write ``made`` (paths in the outbox, what they hold) one by one; return what was taken away.

    Gone are the files of an earlier build that this one does not make: of an issue that was
    deleted or renamed, of a provider no longer chosen. ``sent`` are the slugs of issues that went
    out; what was sent is kept also when its issue is deleted.
    """
    digests = {}
    for path, content in made:
        data = content.encode("utf-8") if isinstance(content, str) else content
        files.write(folder / path, data)
        digests[path] = _digest(data)
    slugs = {_slug(path) for path in digests}
    before = {path: digest for path, digest in _read(folder).items() if path not in digests}
    kept = {
        path: digest
        for path, digest in before.items()
        if _slug(path) in sent and _slug(path) not in slugs
    }
    gone = tuple(
        path for path in sorted(before) if path not in kept and _removed(folder, path, before[path])
    )
    if digests or kept:
        text = json.dumps(digests | kept, ensure_ascii=False, indent=0, sort_keys=True)
        files.write(folder / LIST, f"{text}\n")
    elif before:
        (folder / LIST).unlink()
        _leave(folder)
    return gone


def _slug(path: str) -> str:
    return path.partition("/")[0]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(folder: Path) -> dict[str, str]:
    """Return the list of the last build; one that is missing or damaged lists nothing."""
    try:
        listed = json.loads((folder / LIST).read_bytes())
        return {str(path): str(digest) for path, digest in listed.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _removed(folder: Path, path: str, digest: str) -> bool:
    """Remove a file, and its folder when nothing else is in it; False where it is not ours."""
    file = folder / path
    inside = file.resolve().is_relative_to(folder.resolve())
    if not inside or not file.is_file() or _digest(file.read_bytes()) != digest:
        return False
    file.unlink()
    if file.parent != folder:
        _leave(file.parent)
    return True


def _leave(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
