"""The private folder beside the outbox: journal, suppressions and the secret.

It is closed to everybody else on the computer, never part of what is published, and keeps itself
out of a Git repository.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.tokens import Keys

#: The folder's name, beside the outbox.
FOLDER = "safespace-private"
JOURNAL = "journal.sqlite3"
SUPPRESSIONS = "suppressions.sqlite3"
#: Holds the secret where the environment does not.
SECRET = "secret"
#: The environment's word for the secret: on a server, or where a vault keeps it.
SECRET_VARIABLE = "SAFESPACE_SECRET"


def open_folder(outbox: Path, published: Sequence[Path]) -> Path:
    """Return the private folder beside ``outbox``, made if need be.

    Raises DeliveryError where others could read it or where it would be published.
    """
    folder = outbox.resolve().with_name(FOLDER)
    refuse_published(folder, published)
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
        new_file(folder / ".gitignore", b"*\n")
    refuse_open(folder)
    return folder


def refuse_published(path: Path, published: Sequence[Path]) -> None:
    """Raise DeliveryError when ``path`` is inside a folder that is or becomes public."""
    for folder in published:
        if path.resolve().is_relative_to(folder.resolve()):
            raise DeliveryError(
                f"{path.name} is inside {folder.name}/, which is published. Keep what belongs to "
                "subscribers elsewhere."
            )


def refuse_open(path: Path) -> None:
    """Raise DeliveryError when others on this computer may read ``path``."""
    # Windows keeps a user's files to that user by other means than these bits.
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        mode = "700" if path.is_dir() else "600"
        raise DeliveryError(
            f"{path.name} can be read by others on this computer. Close it: chmod {mode} {path}"
        )


def new_file(path: Path, content: bytes = b"") -> None:
    """Write a file that only its owner can read; FileExistsError when it is there already."""
    # Opened with its final mode: there is no moment at which others could read it.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def keys(folder: Path, environment: Mapping[str, str] = os.environ) -> Keys:
    """Return the keys of this practice, from the environment or the folder; made on first use."""
    if secret := environment.get(SECRET_VARIABLE, "").strip():
        return Keys(secret)
    path = folder / SECRET
    if not path.exists():
        if (folder / JOURNAL).exists():
            raise DeliveryError(
                f"The journal is there but its secret is not. Put the file {path.name} back into "
                f"{folder.name}/ or set {SECRET_VARIABLE}: without it nobody can tell who has had "
                "an issue already."
            )
        new_file(path, secrets.token_urlsafe(32).encode() + b"\n")
    refuse_open(path)
    return Keys(path.read_text("ascii").strip())
