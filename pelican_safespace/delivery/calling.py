"""Calling a mail relay: a connection that is ready for mail, or what keeps it from being so."""

from __future__ import annotations

import contextlib
import smtplib
import socket

from pelican_safespace.delivery.accounts import Account
from pelican_safespace.delivery.answers import Answer, kind, words
from pelican_safespace.delivery.errors import DeliveryError, RelayGoneError

#: The name of a person's computer is nobody's business: smtplib's own stand-in is used.
_HERE = "[127.0.0.1]"


def connect(account: Account, *, timeout: float) -> smtplib.SMTP:
    """Return a connection over which messages may be handed; ``timeout`` is in seconds.

    Raises RelayGoneError where calling again may help, DeliveryError where it cannot.
    """
    with contextlib.ExitStack() as closed_on_error:
        try:
            smtp = _opened(account, timeout)
            closed_on_error.callback(smtp.close)
            _introduce(smtp, account)
        except (OSError, smtplib.SMTPException) as error:
            raise _meaning(error, account) from None
        closed_on_error.pop_all()
    return smtp


def _opened(account: Account, timeout: float) -> smtplib.SMTP:
    host, port = account.host, account.port
    if account.security == "tls":
        return smtplib.SMTP_SSL(host, port, _HERE, timeout=timeout, context=account.context())
    return smtplib.SMTP(host, port, _HERE, timeout=timeout)


def _introduce(smtp: smtplib.SMTP, account: Account) -> None:
    """Encrypt the connection, say hello, and log in."""
    if account.security == "starttls":
        smtp.starttls(context=account.context())
    if smtp.sock is not None:
        # Else the end of a message waits until the relay has confirmed its beginning.
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    smtp.ehlo_or_helo_if_needed()
    if account.user:
        smtp.login(account.user, account.password)


def _meaning(error: OSError | smtplib.SMTPException, account: Account) -> DeliveryError:
    """What an error means for the sending, and what to do."""
    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=code) if code < 500:
            return RelayGoneError("The relay cannot check the login at this moment.")
        case smtplib.SMTPAuthenticationError():
            return DeliveryError(
                f"{account.host} refuses the login of {account.user}. Look at the user's name and "
                "password."
            )
        case smtplib.SMTPNotSupportedError():
            return DeliveryError(
                f"{account.host}:{account.port} offers no TLS or no login, so nothing is sent "
                "there. Use the port the relay's owner names for submission, mostly 587 or 465 "
                "(smtps://)."
            )
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=said):
            answer = Answer(code, words(said))
            if code >= 500:
                return DeliveryError(f"{account.host} refuses the connection ({answer}).")
            return RelayGoneError(f"{account.host} asks for a pause ({answer}).")
    if type(error).__name__ == "SSLCertVerificationError":
        return DeliveryError(
            f"{account.host} has a certificate this computer does not trust for that name. "
            "Write the name the relay's owner gives."
        )
    return RelayGoneError(f"{account.host}:{account.port} cannot be reached ({kind(error)}).")
