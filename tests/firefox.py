"""The system's Firefox, driven over its own remote protocol, Marionette, on loopback.

Playwright drives a Firefox of its own making only; what people have is the one tested here.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from delivery.real_servers import free_port

#: The scheme that pages are told of, whatever the desktop has: 0 is dark, 1 light.
_SCHEME = "layout.css.prefers-color-scheme.content-override"
_PATIENCE = 60  # seconds


class Firefox:
    """A browser without a window, with a profile of its own."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._answers = connection.makefile("rb")
        self._number = 0
        self._read()  # it says hello
        self.ask("WebDriver:NewSession", capabilities={})

    def open(self, address: str) -> None:
        """Go to ``address`` and wait until it is there."""
        self.ask("WebDriver:Navigate", url=address)

    def prefer(self, scheme: str) -> None:
        """Tell pages that their reader likes it "dark" or "light"."""
        self.ask("Marionette:SetContext", value="chrome")
        self.run(f'Services.prefs.setIntPref("{_SCHEME}", {int(scheme == "light")});')
        self.ask("Marionette:SetContext", value="content")

    def run(self, script: str) -> Any:
        """Run JavaScript, also one that waits for a promise, and give what it returns."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def ask(self, command: str, **parameters: Any) -> Any:
        """Give a command of WebDriver or Marionette and return its result."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._answers.read(1) or b"0:"
        return json.loads(self._answers.read(int(length[:-1])) or b'["", 0, "it ended", null]')


@contextmanager
def started(home: Path) -> Iterator[Firefox]:
    """Start a Firefox with its profile in ``home``, and end it."""
    port = free_port()
    (home / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
    process = subprocess.Popen(
        [
            *("firefox-esr", "--headless", "--no-remote", "--profile", str(home)),
            *("--marionette", "-remote-allow-system-access"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(home)},
    )
    try:
        with _connected(port, process) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE)


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    for _ in range(_PATIENCE * 10):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        except OSError:
            assert process.poll() is None, "Firefox ended by itself"
            time.sleep(0.1)
    raise AssertionError("Firefox does not answer")
