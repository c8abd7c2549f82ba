"""One connection to a mail relay (RFC 5321), and what its answers mean for a message.

What matters is the moment of the content: before it, trying again is safe; once it is on its way,
only the relay's answer tells whether the message was taken.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pelican_safespace.delivery.accounts import Account
from pelican_safespace.delivery.errors import DeliveryError, RelayGoneError

Result = Literal["sent", "later", "refused", "doubtful"]

#: Seconds to wait for an answer. RFC 5321, 4.5.3.2 asks for ten minutes after the content.
TIMEOUT = 120.0
TIMEOUT_AFTER_CONTENT = 600.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message; ``words`` are the relay's, without any address.

    ``content`` tells that the answer came after the content, which may be what displeased.
    """

    result: Result
    words: str
    content: bool = False


class Relay:
    """The relay: connects when there is something to send, and again when it hung up."""

    def __init__(
        self,
        account: Account,
        *,
        timeout: float = TIMEOUT,
        timeout_after_content: float = TIMEOUT_AFTER_CONTENT,
    ) -> None:
        """Nothing is connected yet; the timeouts are in seconds."""
        self._account = account
        self._timeout = timeout
        self._timeout_after_content = timeout_after_content
        self._smtp: smtplib.SMTP | None = None

    def close(self) -> None:
        """Say goodbye, if anybody is there."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def hand_over(
        self, sender: str, recipient: str, content: bytes, *, before_content: Callable[[], None]
    ) -> Outcome:
        """Hand over one message; ``before_content`` is called when the relay is ready to take it.

        Raises RelayGoneError when the relay hung up or put everything off before it had content,
        DeliveryError when it does not let this sender send at all.
        """
        smtp = self._connected()
        try:
            answer = self._addressed(smtp, sender, recipient)
            if answer.code in (250, 251):
                answer = _step(smtp.docmd("DATA"), recipient)
            if answer.code != 354:
                return self._declined(smtp, answer)
            before_content()
        except smtplib.SMTPException as error:
            self._drop()
            raise RelayGoneError(f"The relay hung up ({_kind(error)}).") from None
        except OSError as error:
            self._drop()
            raise RelayGoneError(f"The relay cannot be reached ({_kind(error)}).") from None
        except BaseException:
            # Not even a goodbye: the relay would take it for content.
            self._drop()
            raise
        return self._content(smtp, content, recipient)

    def _addressed(self, smtp: smtplib.SMTP, sender: str, recipient: str) -> _Answer:
        """Name sender and recipient; return the answer about the recipient."""
        if not smtp.has_extn("pipelining"):
            self._greet(_step(smtp.docmd("MAIL", f"FROM:<{sender}>"), recipient))
            return _step(smtp.docmd("RCPT", f"TO:<{recipient}>"), recipient)
        # Both at once where the relay allows it (RFC 2920): one way there and back instead of two.
        smtp.send(f"MAIL FROM:<{sender}>\r\nRCPT TO:<{recipient}>\r\n")
        self._greet(_step(smtp.getreply(), recipient))
        return _step(smtp.getreply(), recipient)

    def _greet(self, answer: _Answer) -> None:
        """Judge the answer to MAIL: it is about the sender, not about any recipient."""
        if answer.code == 250:
            return
        self._drop()
        if answer.code < 500:
            raise RelayGoneError(f"The relay asks for a pause ({answer}).")
        raise DeliveryError(
            f"The relay does not let this sender send ({answer}). Look at SAFESPACE_SENDER and at "
            "what the relay's owner allows."
        )

    def _declined(self, smtp: smtplib.SMTP, answer: _Answer) -> Outcome:
        """Judge an answer to RCPT or DATA other than yes."""
        if answer.code == 421:
            self._drop()
            raise RelayGoneError(f"The relay asks for a pause ({answer}).")
        smtp.rset()
        return Outcome("later" if answer.code < 500 else "refused", str(answer))

    def _content(self, smtp: smtplib.SMTP, content: bytes, recipient: str) -> Outcome:
        try:
            assert smtp.sock is not None
            smtp.sock.settimeout(self._timeout_after_content)
            smtp.send(_transparent(content))
            answer = _answer(smtp.getreply(), recipient)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Outcome("doubtful", f"no answer after the content ({_kind(error)})")
        except BaseException:
            self._drop()
            raise
        if answer.code == 421:
            self._drop()
        else:
            smtp.sock.settimeout(self._timeout)
        results: dict[int, Result] = {2: "sent", 4: "later", 5: "refused"}
        result = results.get(answer.code // 100, "doubtful")
        return Outcome(result, str(answer), content=True)

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = self._connect()
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        """Return a connection ready for mail; raises as ``hand_over`` does."""
        with contextlib.ExitStack() as closed_on_error:
            smtp = self._called(closed_on_error)
            closed_on_error.pop_all()
        return smtp

    def _called(self, stack: contextlib.ExitStack) -> smtplib.SMTP:
        one = self._account
        # The name of a person's computer is nobody's business: smtplib's own stand-in is used.
        here = "[127.0.0.1]"
        try:
            smtp: smtplib.SMTP
            if one.security == "tls":
                smtp = smtplib.SMTP_SSL(
                    one.host, one.port, here, timeout=self._timeout, context=one.context()
                )
            else:
                smtp = smtplib.SMTP(one.host, one.port, here, timeout=self._timeout)
            stack.callback(smtp.close)
            if one.security == "starttls":
                smtp.starttls(context=one.context())
            if smtp.sock is not None:
                # Else the end of a message waits until the relay has confirmed its beginning.
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            smtp.ehlo_or_helo_if_needed()
            if one.user:
                smtp.login(one.user, one.password)
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code < 500:
                raise RelayGoneError("The relay cannot check the login at this moment.") from None
            raise DeliveryError(
                f"{one.host} refuses the login of {one.user}. Look at the user's name and password."
            ) from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryError(
                f"{one.host}:{one.port} offers no TLS or no login, so nothing is sent there. "
                "Use the port the relay's owner names for submission, mostly 587 or 465 (smtps://)."
            ) from None
        except smtplib.SMTPResponseException as error:
            words = _Answer(error.smtp_code, _words(error.smtp_error, ""))
            if error.smtp_code >= 500:
                raise DeliveryError(f"{one.host} refuses the connection ({words}).") from None
            raise RelayGoneError(f"{one.host} asks for a pause ({words}).") from None
        except (OSError, smtplib.SMTPException) as error:
            if type(error).__name__ == "SSLCertVerificationError":
                raise DeliveryError(
                    f"{one.host} has a certificate this computer does not trust for that name. "
                    "Write the name the relay's owner gives."
                ) from None
            raise RelayGoneError(
                f"{one.host}:{one.port} cannot be reached ({_kind(error)})."
            ) from None
        return smtp


@dataclass(frozen=True, slots=True)
class _Answer:
    code: int
    words: str

    def __str__(self) -> str:
        return f"{self.code} {self.words}".strip()


def _answer(reply: tuple[int, bytes], recipient: str) -> _Answer:
    return _Answer(reply[0], _words(reply[1], recipient))


def _step(reply: tuple[int, bytes], recipient: str) -> _Answer:
    """Return the answer to a command; the words of a yes are nobody's concern, and cost time."""
    return _Answer(reply[0], "") if reply[0] < 400 else _answer(reply, recipient)


def _words(reply: bytes | str, recipient: str) -> str:
    """Return what the relay said on one line, every address and the recipient's name taken out."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    text = re.sub(r"[^\s<>]*@[^\s<>]*", "(address)", text)
    local, _, domain = recipient.partition("@")
    for part in (local, domain):
        if part:
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "(address)", text, flags=re.I)
    return text[:300]


def _kind(error: Exception) -> str:
    """Name an error without its text, which may quote what was sent."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__


def _transparent(content: bytes) -> bytes:
    """Return the content as it travels: leading dots doubled, the final dot added (4.5.2)."""
    dotted = content.replace(b"\r\n.", b"\r\n..")
    if dotted.startswith(b"."):
        dotted = b"." + dotted
    return dotted + (b"" if dotted.endswith(b"\r\n") else b"\r\n") + b".\r\n"
