"""What the tests of web services share."""

from __future__ import annotations

from typing import Any
from wsgiref.simple_server import WSGIRequestHandler


class Silent(WSGIRequestHandler):
    """Answers without a line on stderr for each request."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass
