"""Which issues went out and when: one small file beside the outbox.

It holds slugs and dates and nothing else, no address and no count, so it may be kept under version
control; it survives that the outbox is thrown away and built again:

    {"holding-on": "2026-06-02", "slow-mornings": "2026-09-01"}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pelican_safespace.errors import SettingError


def record(outbox: Path) -> Path:
    """Return where the record of ``outbox`` is: "outbox-sent.json" beside "outbox"."""
    return outbox.with_name(f"{outbox.name}-sent.json")


def read(outbox: Path) -> dict[str, date]:
    """Return slug -> day of every issue that went out. Raises SettingError for a damaged file."""
    path = record(outbox)
    if not path.is_file():
        return {}
    try:
        noted = json.loads(path.read_bytes())
        return {str(slug): date.fromisoformat(day) for slug, day in noted.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise SettingError(
            f"{path.name} cannot be read ({error}). It holds a line for each issue that went out, "
            'such as {"slow-mornings": "2026-09-01"}. Mend it, or delete it and mark the issues '
            "again with “safespace sent”."
        ) from error


def mark(outbox: Path, slug: str, day: date | None) -> None:
    """Note that the issue ``slug`` went out on ``day``; None takes the note back."""
    noted = {one: str(when) for one, when in read(outbox).items() if one != slug}
    if day:
        noted[slug] = day.isoformat()
    _write(record(outbox), noted)


def _write(path: Path, noted: Mapping[str, str]) -> None:
    """Replace the file in one step: a computer that stops meanwhile leaves the old one."""
    new = path.with_name(f"{path.name}.new")
    text = json.dumps(noted, ensure_ascii=False, indent=2, sort_keys=True)
    new.write_text(f"{text}\n", "utf-8", newline="\n")
    new.replace(path)
