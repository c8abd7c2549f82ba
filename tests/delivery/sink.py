"""A mail server on the loopback that fails in the ways asked of it."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

#: What a server does with one command of one recipient; None lets the server go on.
Fault = Callable[[str, str], str | None]


def no_fault(_stage: str, _recipient: str) -> str | None:
    """Let everything go its way."""
    return None


@dataclass
class Sink:
    """A mail server that keeps what it took. ``fault(stage, recipient)`` may answer or hang up.

    Stages are "mail", "rcpt", "data" (the content has arrived) and "taken" (it is kept, the
    answer not yet given). A fault returns an SMTP answer, "drop" to hang up, or None.
    """

    fault: Fault = no_fault
    port: int = 0
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0
    encrypted: bool = False
    #: Who may log in, with their passwords, and who did; empty where there is no login.
    logins: dict[str, str] = field(default_factory=dict)
    logged_in: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(recipient for recipient, _ in self.taken)

    def knows(self, *asked: Any) -> AuthResult:
        """Judge a login (server, session, envelope, mechanism, name and password)."""
        login: LoginPassword = asked[-1]
        name = login.login.decode()
        known = self.logins.get(name) == login.password.decode()
        self.logged_in += [name] * known
        # What is "handled" gets no answer from the server, which a refusal needs.
        return AuthResult(success=known, handled=known)

    @property
    def mails(self) -> list[EmailMessage]:
        parsed = [message_from_bytes(content, policy=default) for _, content in self.taken]
        assert not any(one.defects for one in parsed)
        return [one for one in parsed if isinstance(one, EmailMessage)]


class _Handler:
    """What aiosmtpd calls; it reads every attribute for each connection, so the sink is another."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def _judge(self, server: SMTP, stage: str, recipient: str) -> str | None:
        answer = self._sink.fault(stage, recipient)
        if answer == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            raise asyncio.CancelledError
        return answer

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if answer := self._judge(server, "mail", address):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if answer := self._judge(server, "rcpt", address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        (recipient,) = envelope.rcpt_tos
        assert isinstance(server.transport, asyncio.Transport)
        self._sink.encrypted = server.transport.get_extra_info("ssl_object") is not None
        if answer := self._judge(server, "data", recipient):
            return answer
        assert isinstance(envelope.content, bytes)
        self._sink.taken.append((recipient, envelope.content))
        return self._judge(server, "taken", recipient) or "250 OK kept"


@contextmanager
def listening(
    sink: Sink, certificate: Path | None = None, security: str = "none"
) -> Iterator[Sink]:
    """Let the sink listen on a free port of the loopback, in a thread of its own.

    With a certificate (its key in the same file) it speaks TLS, at once or after STARTTLS.
    """
    loop = asyncio.new_event_loop()
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    after = context if security == "starttls" else None
    at_once = context if security == "tls" else None

    def factory() -> SMTP:
        sink.connections += 1
        return SMTP(
            _Handler(sink),
            hostname="sink.example.test",
            enable_SMTPUTF8=False,
            loop=loop,
            tls_context=after,
            require_starttls=after is not None,
            authenticator=sink.knows if sink.logins else None,
            # Of TLS from the first byte on it does not know.
            auth_require_tls=at_once is None,
        )

    server = loop.run_until_complete(loop.create_server(factory, "127.0.0.1", 0, ssl=at_once))
    sink.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(server: asyncio.Server) -> None:
    """Close the server and whatever conversation still goes on."""
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)
