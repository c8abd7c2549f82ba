"""A practice's folder as staff have it: settings, an article and an issue, to run safespace in."""

from __future__ import annotations

from pathlib import Path

from sites import SETTINGS, article

#: Words that a template engine, an encoder or a mail server might take for its own.
TRICKY = """Write {{ name }} on a card, {% or %} *|this|*, and breathe. “Grüße”: 5 < 6 & so.

    @TrackLink {{ UnsubscribeURL }}

.

The line above is a lone dot. [A link](https://www.example.com/a?b=1&c=2)@TrackLink ends it.
"""
ISSUE = """Title: May
Date: 2026-05-01 09:00
Subject: Two quiet pieces {{ for }} May
Preheader: On sitting still.
Articles: still

Dear reader, {{ greetings }} from all of us.
"""
SLUG = "may"


def settle(root: Path, **settings: object) -> Path:
    """Write the practice's folder and return it."""
    folder = root / "practice"
    files = {
        "content/still.md": article(TRICKY, title="Sitting still", slug="still"),
        "content/newsletter/may.md": ISSUE,
        "pelicanconf.py": "".join(
            f"{name} = {value!r}\n" for name, value in {**SETTINGS, **settings}.items()
        ),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
