"""The unsubscribe service: a WSGI application for any WSGI server (PEP 3333, RFC 8058).

``application`` is configured by the environment: ``SAFESPACE_PRIVATE`` is the folder of its
suppressions, ``SAFESPACE_SECRET`` (or the file ``secret`` in that folder) the sender's secret.

A POST unsubscribes at once, durably, as often as it comes. GET and HEAD change nothing: link
scanners follow every link. No cookie, no address, and no word about who is on a list.
"""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from pelican_safespace.delivery.private import SUPPRESSIONS, keys, refuse_open
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tokens import Keys
from pelican_safespace.errors import SafespaceError

StartResponse = Callable[[str, list[tuple[str, str]]], object]
Environment = dict[str, Any]

#: The environment's word for the folder that holds the service's files.
FOLDER_VARIABLE = "SAFESPACE_PRIVATE"
#: The first line of the list of suppressions: what it is, and which way it is written.
LIST_HEAD = "safespace-suppressions 1"

_HEADERS = [
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    ),
]
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Unsubscribe</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body{{font:1.1rem/1.6 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}}
button{{font:inherit;padding:.7rem 1.4rem;min-height:44px}}</style></head>
<body><main>{content}</main></body></html>
"""
_ASK = (
    "<h1>Unsubscribe</h1><p>Do you want to stop receiving this newsletter?</p>"
    '<form method="post" action="{action}"><button>Unsubscribe</button></form>'
)
_DONE = "<h1>You are unsubscribed</h1><p>You will not receive this newsletter any more.</p>"
_INCOMPLETE = (
    "<h1>This link is not complete</h1><p>Please use the link in the newsletter itself, or answer "
    "the newsletter and say that you want to leave.</p>"
)


class Unsubscribe:
    """The application for one practice; ``folder`` holds its suppressions."""

    def __init__(self, folder: Path, practice_keys: Keys) -> None:
        """Raises SafespaceError when the folder can be read by others."""
        refuse_open(folder)
        self._path = folder / SUPPRESSIONS
        self._keys = practice_keys
        self._open().close()

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        method = environ["REQUEST_METHOD"]
        query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        token = query.get("t", [""])[0]
        if method in ("GET", "HEAD") and "since" in query:
            status, kind, body = self._list(environ, query["since"][0])
        elif method in ("GET", "HEAD"):
            action = escape(f"?t={token}" if token.isascii() else "")
            status, kind, body = (
                "200 OK",
                "text/html",
                _PAGE.format(content=_ASK.format(action=action)),
            )
        elif method == "POST":
            status, kind, body = self._leave(token)
        else:
            status, kind, body = "405 Method Not Allowed", "text/plain", "GET or POST\n"
        data = body.encode()
        headers = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(data)))]
        if status.startswith("405"):
            headers.append(("Allow", "GET, HEAD, POST"))
        start_response(status, headers + _HEADERS)
        return [] if method == "HEAD" else [data]

    def _leave(self, token: str) -> tuple[str, str, str]:
        read = self._keys.read(token)
        if read is None:
            return "400 Bad Request", "text/html", _PAGE.format(content=_INCOMPLETE)
        recipient, is_test = read
        if not is_test:
            suppressions = self._open()
            try:
                suppressions.add([recipient], "left")
            finally:
                suppressions.close()
        return "200 OK", "text/html", _PAGE.format(content=_DONE)

    def _list(self, environ: Environment, since: str) -> tuple[str, str, str]:
        """Return who left since a moment of this server's clock, as keyed hashes, to the sender."""
        given = environ.get("HTTP_AUTHORIZATION", "")
        known = f"Bearer {self._keys.bearer}"
        if not hmac.compare_digest(given.encode("utf-8", "replace"), known.encode()):
            return "403 Forbidden", "text/plain", "no\n"
        now = int(time.time())
        suppressions = self._open()
        try:
            moment = int(since) if since.isascii() and since.isdigit() else 0
            gone = [one.hex() for one, _ in suppressions.since(moment)]
        finally:
            suppressions.close()
        return "200 OK", "text/plain", "\n".join([f"{LIST_HEAD} {now}", *gone, ""])

    def _open(self) -> Suppressions:
        # Opened for each request: servers answer in many threads and processes.
        return Suppressions(self._path, fingerprint=self._keys.fingerprint)


_made: dict[str, Unsubscribe] = {}


def application(environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request as the environment configures it; see the module's text."""
    folder = os.environ.get(FOLDER_VARIABLE, "")
    if not folder:
        raise SafespaceError(f"{FOLDER_VARIABLE} is not set: the folder for the suppressions.")
    if folder not in _made:
        _made[folder] = Unsubscribe(Path(folder), keys(Path(folder)))
    return _made[folder](environ, start_response)
