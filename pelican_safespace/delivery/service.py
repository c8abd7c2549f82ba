"""What the unsubscribe service knows, brought into the sender's own suppressions."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pelican_safespace.delivery.accounts import is_this_computer
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tokens import SIZE, Keys
from pelican_safespace.delivery.unsubscribe import LIST_HEAD

#: Seconds between two questions during a sending, and for one answer.
EVERY = 60.0
TIMEOUT = 30.0
#: So many questions in a row may stay without an answer during a sending.
PATIENCE = 5
#: Seconds asked for again each time, so that nothing falls between two questions.
OVERLAP = 120


class _NoRedirect(HTTPRedirectHandler):
    """The key to the list is for this address only: it does not follow a redirect."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


class Service:
    """The unsubscribe service at ``url``; proves by its answer that one-click works there."""

    def __init__(
        self,
        url: str,
        keys: Keys,
        suppressions: Suppressions,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises DeliveryError for an address without TLS, unless it is this computer's."""
        parts = urlsplit(url)
        local = parts.scheme == "http" and is_this_computer(parts.hostname or "")
        if parts.scheme != "https" and not local:
            raise DeliveryError(
                "SAFESPACE_UNSUBSCRIBE_URL must begin with https:// (RFC 8058 wants it so)."
            )
        self._url, self._keys, self._suppressions = url, keys, suppressions
        self._clock, self._asked, self._missed = clock, float("-inf"), 0

    def refresh(self) -> int:
        """Take in who has left; return how many are new. Raises DeliveryError without an answer."""
        place = f"service {self._url}"
        since = max(0, int(self._suppressions.place(place) or 0) - OVERLAP)
        head, *lines = self._ask(since).splitlines() or [""]
        name, _, now = head.rpartition(" ")
        if name != LIST_HEAD or not now.isdigit():
            raise DeliveryError(self._not_there("it answers with something else"))
        gone = [bytes.fromhex(line) for line in lines if len(line) == 2 * SIZE]
        count = self._suppressions.add(gone, "left")
        self._suppressions.keep_place(place, now)
        return count

    def refresh_now_and_then(self) -> None:
        """Refresh when a minute has passed; some failures in a row are borne, then raised."""
        if self._clock() - self._asked < EVERY:
            return
        self._asked = self._clock()
        try:
            self.refresh()
            self._missed = 0
        except DeliveryError:
            self._missed += 1
            if self._missed >= PATIENCE:
                raise

    def _ask(self, since: int) -> str:
        url = f"{self._url}{'&' if '?' in self._url else '?'}since={since}"
        request = Request(url, headers={"Authorization": f"Bearer {self._keys.bearer}"})
        try:
            with build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
                text: str = answer.read().decode("ascii", "replace")
        except HTTPError as error:
            error.close()
            raise DeliveryError(self._not_there(f"it answers {error.code}")) from None
        except (URLError, OSError):
            raise DeliveryError(self._not_there("it does not answer")) from None
        return text

    def _not_there(self, why: str) -> str:
        return (
            f"The unsubscribe service is not at {self._url}: {why}. Run "
            "pelican_safespace.delivery.unsubscribe there with the same secret, as "
            "docs/sending-setup.md says, or, if the page there is one of another kind that "
            "works, add --no-one-click."
        )
