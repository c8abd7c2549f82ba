"""What a finished sending leaves beside the issue in the outbox, for the desk: day and number."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

NAME = "sent.json"


def note_sent(outbox: Path, slug: str, day: date, recipients: int) -> Path:
    """Write ``outbox/SLUG/sent.json`` with the day and the number of recipients; return it.

    ``{"date": "2026-05-04", "recipients": 120}``: no address, and nothing that stands for one.
    """
    path = outbox / slug / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    record = {"date": day.isoformat(), "recipients": recipients}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path
