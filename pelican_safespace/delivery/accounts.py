"""Where a server is and who logs in there: addresses from the environment, passwords too.

A password is never part of an address, a file of the site or a command line. Where the
environment has none, the computer's own keyring is asked, if the extra ``send`` is installed.
"""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

from pelican_safespace.delivery.errors import DeliveryError

Security = Literal["tls", "starttls", "none"]

#: The name under which the keyring keeps a password: ``keyring set safespace USER@HOST``.
KEYRING_SERVICE = "safespace"

#: Scheme -> port, and how the connection is made safe.
_SCHEMES: dict[str, tuple[int, Security]] = {
    "smtp": (587, "starttls"),
    "smtps": (465, "tls"),
    "imap": (143, "starttls"),
    "imaps": (993, "tls"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """A server and, where it asks for one, a login."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)

    def context(self) -> ssl.SSLContext:
        """Return the rules for TLS: a certificate that the system trusts, for this very host."""
        return ssl.create_default_context()


def account(variable: str, environment: Mapping[str, str], *, example: str) -> Account:
    """Return the account that ``variable`` names, such as ``smtp://user@mail.example.org:587``.

    The password is ``{variable}_PASSWORD`` or in the keyring. Without TLS only this computer
    itself is spoken to. Raises DeliveryError with what to set.
    """
    text = environment.get(variable, "").strip()
    if not text:
        raise DeliveryError(f"{variable} is not set. Set it in the environment: {example}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _SCHEMES or not parts.hostname:
        # Not quoted: a password may stand in it by mistake.
        raise DeliveryError(f"{variable} cannot be understood. Write it like this: {example}")
    if parts.password is not None:
        raise DeliveryError(
            f"{variable} has a password in it. Take it out and set {variable}_PASSWORD instead."
        )
    usual, security = _SCHEMES[parts.scheme]
    if security == "starttls" and is_this_computer(parts.hostname):
        security = "none"
    user = unquote(parts.username or "")
    password = environment.get(f"{variable}_PASSWORD", "")
    if user and not password:
        password = _from_keyring(f"{user}@{parts.hostname}", variable)
    return Account(parts.hostname, port or usual, security, user, password)


def is_this_computer(host: str) -> bool:
    """Tell whether the host is the loopback interface, where nobody listens in."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _from_keyring(name: str, variable: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        found = None
    else:
        try:
            found = keyring.get_password(KEYRING_SERVICE, name)
        except KeyringError:
            found = None
    if not found:
        raise DeliveryError(
            f"There is no password for {name}. Set {variable}_PASSWORD in the environment, or keep "
            f"it in the keyring: pip install 'pelican-safespace[send]', then "
            f"keyring set {KEYRING_SERVICE} {name}"
        )
    return found
