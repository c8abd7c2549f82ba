"""Folders that settings name: a relative one is looked for beside the settings file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

#: The settings that name a folder; Pelican knows only its own.
FOLDERS = ("SAFESPACE_LANGUAGES", "SAFESPACE_PHRASES")


def absolute(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the folders among ``settings`` as absolute paths, by their settings' names.

    As for Pelican's own ``PATH``, a relative one belongs to the file that sets it; one from the
    command line (``-e``) belongs to where Pelican was started.
    """
    named = {name: str(settings[name]) for name in FOLDERS if settings[name] is not None}
    return {name: str((_beside(name, folder) / folder).resolve()) for name, folder in named.items()}


def _beside(name: str, value: str) -> Path:
    """Return the folder of the settings file in which ``name`` is ``value``."""
    # Pelican imports a settings file as a module, and hands on what it holds but not its path.
    for module in list(sys.modules.values()):
        inside = getattr(module, "__dict__", {})
        if inside.get(name) == value and inside.get("__file__"):
            return Path(inside["__file__"]).parent
    return Path()
