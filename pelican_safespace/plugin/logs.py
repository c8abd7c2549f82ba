"""How an error that is a person's to mend is shown: its message, without a traceback."""

from __future__ import annotations

import logging

from pelican_safespace.errors import SafespaceError


def quieten() -> None:
    """Let Pelican's last word on an error of ours be the message alone; ``-D`` shows all of it."""
    # Adding a filter that is there already does nothing.
    logging.getLogger("pelican").addFilter(_without_traceback)


def _without_traceback(record: logging.LogRecord) -> bool:
    if record.exc_info and isinstance(record.exc_info[1], SafespaceError):
        record.exc_info = None
    return True
