"""The wire between a sender and a real mail server: it tells what passes, and cuts it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_END = b"\r\n.\r\n"
_QUEUED = b"250 2.0.0 Ok: queued"


@dataclass
class Watched:
    """A port that leads to the server.

    ``strike(moment)`` is called when a recipient is named ("rcpt"), in the middle of the content
    ("half"), when all of it has been handed on ("data") and before its answer is ("taken"); it
    tells whether that was the end of the sender.
    ``accepted`` counts the messages that the server said it took.
    """

    server: int
    port: int = 0
    accepted: int = 0
    strike: Callable[[str], bool] = lambda _: False

    def converse(self, sender: socket.socket) -> None:
        """Hand on what both say until both have ended."""
        with sender, socket.create_connection(("127.0.0.1", self.server)) as server:
            for one in (sender, server):
                # Else each half waits until the other end has confirmed the one before it.
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._back, args=(server, sender))
            back.start()
            self._forth(sender, server)
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_WR)
            back.join()

    def _forth(self, sender: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := sender.recv(1 << 20):
                if said.startswith((b"MAIL", b"RCPT")):
                    self.strike("rcpt")
                if said.endswith(_END):
                    server.sendall(said[: len(said) // 2])
                    if self.strike("half"):
                        return
                    server.sendall(said[len(said) // 2 :])
                    self.strike("data")
                else:
                    server.sendall(said)

    def _back(self, server: socket.socket, sender: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := server.recv(1 << 16):
                if said.startswith(_QUEUED):
                    self.accepted += 1
                    self.strike("taken")
                # Whom it is for may be gone; what the server accepted is counted all the same.
                with contextlib.suppress(OSError):
                    sender.sendall(said)


@contextmanager
def watching(server: int) -> Iterator[Watched]:
    """Listen on a free port of the loopback and lead everybody to the server."""
    made = Watched(server)
    with socket.create_server(("127.0.0.1", 0)) as door:
        made.port = door.getsockname()[1]

        def welcome() -> None:
            with contextlib.suppress(OSError):
                while True:
                    sender, _ = door.accept()
                    threading.Thread(target=made.converse, args=(sender,), daemon=True).start()

        thread = threading.Thread(target=welcome, daemon=True)
        thread.start()
        yield made
        door.shutdown(socket.SHUT_RDWR)
        thread.join(10)
