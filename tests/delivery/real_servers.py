"""What every test against a real server needs: the server itself, and a port of its own."""

from __future__ import annotations

import os
import socket

import pytest


def need(missing: str) -> None:
    """Skip where something is ``missing``, in words; in CI nothing may be, so fail there."""
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
