"""``pelican --autoreload``: an error of ours is told there, and must not end the build.

After a build that ended with an error Pelican begins the next at once, and again and again: only
after one that went through it waits for changes, and reads changed settings. An error that lies
in the settings would keep it busy for ever.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakSet

from pelican import Pelican

from pelican_safespace.errors import SafespaceError

logger = logging.getLogger(__name__)


class _Process:
    """What is known of this process: Pelican says nowhere that it watches."""

    def __init__(self) -> None:
        self.begun: WeakSet[Pelican] = WeakSet()
        self.watches = False


_process = _Process()


def begin(pelican: Pelican) -> None:
    """Note that a build begins: only a site that is watched is built more than once."""
    _process.watches = _process.watches or pelican in _process.begun
    _process.begun.add(pelican)


@contextmanager
def told() -> Iterator[None]:
    """Log an error of ours where the site is watched, and let it end the build elsewhere."""
    try:
        yield
    except SafespaceError as error:
        if not _process.watches:
            raise
        logger.error("%s", error)
