"""Folders that settings name.

A relative one is looked for beside the settings file, the outbox beside the output.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican_safespace.errors import SettingError

#: The settings that name a folder; Pelican knows only its own.
FOLDERS = ("SAFESPACE_LANGUAGES", "SAFESPACE_PHRASES")


def absolute(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the folders among ``settings`` as absolute paths, by their settings' names.

    As for Pelican's own ``PATH``, a relative one belongs to the file that sets it; one from the
    command line (``-e``) belongs to where Pelican was started.
    """
    named = {name: str(settings[name]) for name in FOLDERS if settings[name] is not None}
    return {name: str((_beside(name, folder) / folder).resolve()) for name, folder in named.items()}


def outbox(settings: Mapping[str, Any]) -> Path:
    """Return the outbox, beside the output. Raises SettingError where it would be published."""
    output = Path(settings["OUTPUT_PATH"]).resolve()
    chosen: Path = (output.parent / settings["SAFESPACE_OUTBOX"]).resolve()
    for name, folder in (("OUTPUT_PATH", output), ("PATH", Path(settings["PATH"]).resolve())):
        if chosen.is_relative_to(folder):
            raise SettingError(
                f"SAFESPACE_OUTBOX is {settings['SAFESPACE_OUTBOX']!r}, which is inside {name}: "
                "mails would be published. Name a folder beside it, such as 'outbox'."
            )
    return chosen


def _beside(name: str, value: str) -> Path:
    """Return the folder of the settings file in which ``name`` is ``value``."""
    # Pelican imports a settings file as a module, and hands on what it holds but not its path.
    for module in list(sys.modules.values()):
        inside = getattr(module, "__dict__", {})
        if inside.get(name) == value and inside.get("__file__"):
            return Path(inside["__file__"]).parent
    return Path()
