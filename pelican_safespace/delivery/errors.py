"""What stops a sending, in the words a user reads; none of them ever holds an address."""

from __future__ import annotations

from pelican_safespace.errors import SafespaceError


class DeliveryError(SafespaceError):
    """Nothing more is sent; the message says why and what to do."""


class RelayGoneError(DeliveryError):
    """The relay hung up or asked for a pause before it had a message: trying again is safe."""
