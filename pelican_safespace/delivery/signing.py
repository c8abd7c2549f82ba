"""A DKIM signature (RFC 6376) for senders whose relay does not add one; the extra ``dkim``."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.letter import Sign
from pelican_safespace.delivery.private import refuse_open, refuse_published

#: The headers signed. RFC 8058, section 4 wants both ``List-Unsubscribe`` headers covered.
SIGNED = (
    *(b"from", b"to", b"reply-to", b"subject", b"date", b"message-id"),
    *(b"list-id", b"list-unsubscribe", b"list-unsubscribe-post"),
    *(b"mime-version", b"content-type", b"content-language"),
)


def signer(
    sender: str, published: Sequence[Path], environment: Mapping[str, str] = os.environ
) -> Sign | None:
    """Return what puts a signature before a message, None where no key is configured.

    ``SAFESPACE_DKIM_KEY`` is the file of the private key (PEM), ``SAFESPACE_DKIM_SELECTOR`` the
    selector; the domain is that of ``sender``. Raises DeliveryError with what to mend.
    """
    name = environment.get("SAFESPACE_DKIM_KEY", "")
    if not name:
        return None
    selector = environment.get("SAFESPACE_DKIM_SELECTOR", "")
    if not selector:
        raise DeliveryError("SAFESPACE_DKIM_SELECTOR is not set: the name of the key in the DNS.")
    path = Path(name)
    if not path.is_file():
        raise DeliveryError("SAFESPACE_DKIM_KEY names a file that is not there.")
    refuse_published(path, published)
    refuse_open(path)
    try:
        import dkim
    except ImportError:
        raise DeliveryError(
            "DKIM needs dkimpy: pip install 'pelican-safespace[dkim]'. Or leave signing to the "
            "relay, and SAFESPACE_DKIM_KEY unset."
        ) from None
    key, domain = path.read_bytes(), sender.rpartition("@")[2].encode("ascii")

    def sign(content: bytes) -> bytes:
        try:
            signature: bytes = dkim.sign(
                content,
                selector.encode("ascii"),
                domain,
                key,
                canonicalize=(b"relaxed", b"relaxed"),
                include_headers=list(SIGNED),
            )
        except (dkim.DKIMException, ValueError):
            raise DeliveryError(
                "SAFESPACE_DKIM_KEY cannot be used: it must be an RSA key in PEM form."
            ) from None
        return signature + content

    return sign
