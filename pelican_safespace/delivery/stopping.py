"""Ctrl-C during a sending: it ends after the message at hand, so that none becomes doubtful."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pelican_safespace.delivery.sender import Sender


@contextmanager
def stopping_kindly(sender: Sender) -> Iterator[None]:
    """Ask ``sender`` to stop when the system or a person asks this process to."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        sender.stopping = True

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
