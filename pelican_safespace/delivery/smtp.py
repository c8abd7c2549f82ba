"""One connection to a mail relay (RFC 5321), and what its answers mean for a message.

What matters is the moment of the content: before it, trying again is safe; once it is on its way,
only the relay's answer tells whether the message was taken.
"""

from __future__ import annotations

import contextlib
import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from pelican_safespace.delivery.accounts import Account, account
from pelican_safespace.delivery.answers import Answer, heard, kind, step
from pelican_safespace.delivery.calling import connect
from pelican_safespace.delivery.errors import DeliveryError, RelayGoneError

SMTP_VARIABLE = "SAFESPACE_SMTP"
SMTP_EXAMPLE = "smtp://you%40example.org@mail.example.org:587"

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


def named_relay(environment: Mapping[str, str]) -> Relay:
    """Return the relay that SAFESPACE_SMTP names; raises DeliveryError as ``account`` does."""
    return Relay(account(SMTP_VARIABLE, environment, example=SMTP_EXAMPLE))


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
                answer = step(smtp.docmd("DATA"), recipient)
            if answer.code != 354:
                return self._declined(smtp, answer)
            before_content()
        except smtplib.SMTPException as error:
            self._drop()
            raise RelayGoneError(f"The relay hung up ({kind(error)}).") from None
        except OSError as error:
            self._drop()
            raise RelayGoneError(f"The relay cannot be reached ({kind(error)}).") from None
        except BaseException:
            # Not even a goodbye: the relay would take it for content.
            self._drop()
            raise
        return self._content(smtp, content, recipient)

    def _addressed(self, smtp: smtplib.SMTP, sender: str, recipient: str) -> Answer:
        """Name sender and recipient; return the answer about the recipient."""
        if not smtp.has_extn("pipelining"):
            self._greet(step(smtp.docmd("MAIL", f"FROM:<{sender}>"), recipient))
            return step(smtp.docmd("RCPT", f"TO:<{recipient}>"), recipient)
        # Both at once where the relay allows it (RFC 2920): one way there and back instead of two.
        smtp.send(f"MAIL FROM:<{sender}>\r\nRCPT TO:<{recipient}>\r\n")
        self._greet(step(smtp.getreply(), recipient))
        return step(smtp.getreply(), recipient)

    def _greet(self, answer: Answer) -> None:
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

    def _declined(self, smtp: smtplib.SMTP, answer: Answer) -> Outcome:
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
            answer = heard(smtp.getreply(), recipient)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Outcome("doubtful", f"no answer after the content ({kind(error)})")
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
            self._smtp = connect(self._account, timeout=self._timeout)
        return self._smtp


def _transparent(content: bytes) -> bytes:
    """Return the content as it travels: leading dots doubled, the final dot added (4.5.2)."""
    dotted = content.replace(b"\r\n.", b"\r\n..")
    if dotted.startswith(b"."):
        dotted = b"." + dotted
    return dotted + (b"" if dotted.endswith(b"\r\n") else b"\r\n") + b".\r\n"
