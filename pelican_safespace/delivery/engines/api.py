"""An engine's HTTP API: JSON in and out, over TLS, and errors in words without any address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pelican_safespace import __version__
from pelican_safespace.delivery.accounts import is_this_computer
from pelican_safespace.delivery.errors import DeliveryError

#: Seconds to wait for an answer, and the most bytes of one.
TIMEOUT = 60.0
_MOST = 32 * 1024 * 1024


class ApiError(DeliveryError):
    """The engine said no; ``status`` is its HTTP status, 0 where it gave no answer."""

    def __init__(self, message: str, status: int = 0) -> None:
        """``message`` is what a user reads."""
        super().__init__(message)
        self.status = status


class _NoRedirect(HTTPRedirectHandler):
    """Credentials are for this address only: it does not follow a redirect."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


class Api:
    """The API of the engine ``name`` at ``url``; ``headers`` log in."""

    def __init__(self, name: str, url: str, headers: Mapping[str, str]) -> None:
        """Raises DeliveryError for an address without TLS, unless it is this computer's."""
        parts = urlsplit(url)
        local = parts.scheme == "http" and is_this_computer(parts.hostname or "")
        if not parts.hostname or (parts.scheme != "https" and not local):
            raise DeliveryError(f"The address of {name} must begin with https://.")
        if parts.username or parts.password:
            raise DeliveryError(f"The address of {name} has a login in it. Take it out.")
        self.name, self.url = name, url.rstrip("/")
        self._headers = {
            **headers,
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": f"pelican-safespace/{__version__}",
        }

    def get(self, path: str, **query: object) -> Any:
        """Return what is at ``path``."""
        return self._call("GET", f"{path}?{urlencode(query)}" if query else path)

    def post(self, path: str, body: object) -> Any:
        """Make something new; return what the engine says of it."""
        return self._call("POST", path, body)

    def put(self, path: str, body: object) -> Any:
        """Replace what is at ``path``."""
        return self._call("PUT", path, body)

    def patch(self, path: str, body: object) -> Any:
        """Change what is at ``path``."""
        return self._call("PATCH", path, body)

    def delete(self, path: str) -> None:
        """Remove what is at ``path``."""
        self._call("DELETE", path)

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.url + path, data, dict(self._headers), method=method)
        try:
            with build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
                content = answer.read(_MOST)
        except HTTPError as error:
            with error:
                words = _words(error.read(_MOST))
            raise ApiError(self._refusal(error.code, words), error.code) from None
        except (URLError, OSError, HTTPException) as error:
            kind = type(getattr(error, "reason", None) or error).__name__
            raise ApiError(
                f"{self.name} cannot be reached at {urlsplit(self.url).netloc} ({kind}). "
                "Run the command again: it goes on with the same draft."
            ) from None
        try:
            return json.loads(content) if content.strip() else None
        except ValueError:
            raise ApiError(f"{self.name} answers with something else than JSON.") from None

    def _refusal(self, status: int, words: str) -> str:
        if status in (401, 403):
            return (
                f"{self.name} refuses the login, or what it may do ({status} {words}). "
                "Look at its variables in the environment and at the key's permissions there."
            )
        if 300 <= status < 400:
            return f"{self.name} sends us elsewhere ({status}). Name its final address."
        if status == 429 or status >= 500:
            return f"{self.name} cannot do it at this moment ({status} {words}). Try again later."
        return f"{self.name} says no ({status} {words})."


def _words(content: bytes) -> str:
    """Return what a refusal says, from the fields in which these engines say it."""
    try:
        answer = json.loads(content)
    except ValueError:
        return ""
    if not isinstance(answer, dict):
        return ""
    said = [answer.get("message"), answer.get("detail"), *(answer.get("errors") or [])]
    text = "; ".join(one if isinstance(one, str) else _flat(one) for one in said if one)
    return re.sub(r"[^\s<>]*@[^\s<>]*", "(address)", " ".join(text.split()))[:300]


def _flat(value: object) -> str:
    """Write an error's details on one line."""
    if isinstance(value, dict):
        return " ".join(_flat(one) for one in value.values() if one)
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    return str(value)
