"""Where the mails go: a folder that no site publishes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican_safespace.errors import SettingError


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
