"""A change to one file, and how it is shown before it is made."""

from __future__ import annotations

import difflib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A file, by its path from the settings file; ``before`` is None where it is new."""

    path: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be written, and sentences about it for the person who decides."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()


def diff(change: Change) -> str:
    """Return the change as a unified diff, as ``diff -u`` and Git show it."""
    old = "" if change.before is None else change.before
    lines = difflib.unified_diff(
        old.splitlines(),
        change.after.splitlines(),
        "/dev/null" if change.before is None else change.path,
        change.path,
        lineterm="",
    )
    return "\n".join(lines) + "\n"
