"""Who a recipient is where no address may stand: keyed hashes, and tokens that cannot be forged."""

from __future__ import annotations

import base64
import hashlib
import hmac

from pelican_safespace.delivery.errors import DeliveryError

#: Bytes of a recipient's keyed hash and of a token's signature.
SIZE = 16
#: Characters of a token: one byte for its kind, the keyed hash, the signature, in base64url.
TOKEN_LENGTH = 44
_REAL, _TEST = b"s", b"t"
_SHORTEST_SECRET = 32


class Keys:
    """What is derived from the practice's secret, one key for each purpose (HMAC-SHA-256)."""

    __slots__ = ("_message", "_recipient", "_token", "bearer", "fingerprint")

    def __init__(self, secret: str) -> None:
        """Derive the keys. Raises DeliveryError for a secret that could be guessed."""
        if len(secret) < _SHORTEST_SECRET:
            raise DeliveryError(
                f"The secret is shorter than {_SHORTEST_SECRET} characters. Make one with: "
                'python -c "import secrets; print(secrets.token_urlsafe(32))"'
            )
        root = secret.encode()
        self._recipient = _derive(root, b"recipient")
        self._token = _derive(root, b"token")
        self._message = _derive(root, b"message")
        #: Opens the list of suppressions that the unsubscribe service hands to the sender.
        self.bearer = _derive(root, b"bearer").hex()
        #: Tells whether two files belong to the same secret, without telling it.
        self.fingerprint = _derive(root, b"fingerprint").hex()[:16]

    def recipient(self, identity: str) -> bytes:
        """Return the keyed hash that stands for a recipient (``Recipient.identity``)."""
        return hmac.digest(self._recipient, identity.encode(), "sha256")[:SIZE]

    def message(self, digest: str, recipient: bytes) -> str:
        """Return 16 hexadecimal digits: one recipient's part of an issue's Message-ID."""
        return hmac.digest(self._message, digest.encode() + recipient, "sha256").hex()[:16]

    def token(self, recipient: bytes, *, test: bool = False) -> str:
        """Return the recipient's unsubscribe token; a test's token unsubscribes nobody."""
        payload = (_TEST if test else _REAL) + recipient
        return base64.urlsafe_b64encode(payload + self._sign(payload)).decode("ascii")

    def read(self, token: str) -> tuple[bytes, bool] | None:
        """Return the recipient's keyed hash and whether it is a test; None for a forged token."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            return None
        try:
            raw = base64.b64decode(token, altchars=b"-_", validate=True)
        except ValueError:
            return None
        payload, signature = raw[:-SIZE], raw[-SIZE:]
        if not hmac.compare_digest(signature, self._sign(payload)):
            return None
        return payload[1:], payload[:1] == _TEST

    def _sign(self, payload: bytes) -> bytes:
        return hmac.digest(self._token, payload, "sha256")[:SIZE]


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return hmac.digest(secret, b"pelican_safespace " + purpose, hashlib.sha256)
