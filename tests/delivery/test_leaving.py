"""Leaving: the unsubscribe service behind a real HTTP server, and the sender that asks it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from wsgiref.simple_server import WSGIServer, make_server
from wsgiref.validate import validator

import pytest

from delivery.office import KEYS, known, office
from delivery.sink import Sink
from delivery.web import Silent
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.private import SUPPRESSIONS, open_folder
from pelican_safespace.delivery.service import PATIENCE, Service
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tokens import Keys
from pelican_safespace.delivery.unsubscribe import Unsubscribe

READER = "reader1@example.com"
TOKEN = KEYS.token(known(READER))
OTHER_KEYS = Keys("another secret, of another practice altogether")


class Web:
    """The service on a free port of the loopback; ``gone`` is what it has written."""

    def __init__(self, server: WSGIServer, folder: Path) -> None:
        self.port, self.folder = server.server_port, folder
        self.url = f"http://127.0.0.1:{self.port}/leave"

    def ask(self, method: str, query: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        body = "List-Unsubscribe=One-Click" if method == "POST" else None
        connection.request(method, f"/leave{query}", body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, dict(answer.getheaders())

    @property
    def gone(self) -> int:
        suppressions = Suppressions(self.folder / SUPPRESSIONS, fingerprint=KEYS.fingerprint)
        try:
            return len(suppressions)
        finally:
            suppressions.close()


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    (tmp_path / "server").mkdir()
    folder = open_folder(tmp_path / "server" / "outbox", ())
    app = validator(Unsubscribe(folder, KEYS))
    with make_server("127.0.0.1", 0, app, handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Web(server, folder)
        server.shutdown()
        thread.join(10)


def test_one_click_unsubscribes_at_once_and_as_often_as_it_comes(web: Web) -> None:
    first, again = web.ask("POST", f"?t={TOKEN}"), web.ask("POST", f"?t={TOKEN}")
    assert first[0] == again[0] == 200
    assert first[1] == again[1]
    assert web.gone == 1


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_scanner_changes_nothing(web: Web, method: str) -> None:
    status, text, headers = web.ask(method, f"?t={TOKEN}")
    assert status == 200
    assert ("<form" in text) is (method == "GET")
    assert "Set-Cookie" not in headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert web.gone == 0


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        TOKEN[:-1],
        TOKEN[:-1] + ("A" if TOKEN[-1] != "A" else "B"),
        "é" * 44,
        "!" * 44,
        OTHER_KEYS.token(known(READER)),
    ],
)
def test_a_forged_token_does_nothing_and_learns_nothing(web: Web, token: str) -> None:
    web.ask("POST", f"?t={TOKEN}")
    query = f"?t={token}" if token.isascii() else "?t=%C3%A9"
    answer = web.ask("POST", query)
    assert answer[:2] == web.ask("POST", "?t=nonsense")[:2]
    assert answer[0] == 400
    assert web.gone == 1


def test_a_page_shows_nothing_of_what_a_link_was_made_to_say(web: Web) -> None:
    _, text, _ = web.ask("GET", "?t=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in text


def test_the_link_of_a_test_works_and_unsubscribes_nobody(web: Web) -> None:
    assert web.ask("POST", f"?t={KEYS.token(known(READER), test=True)}")[0] == 200
    assert web.gone == 0


def test_no_other_method_is_answered(web: Web) -> None:
    assert web.ask("DELETE", f"?t={TOKEN}")[0] == 405


def test_who_has_left_is_told_to_the_sender_only(web: Web) -> None:
    web.ask("POST", f"?t={TOKEN}")
    for headers in ({}, {"Authorization": "Bearer no"}, {"Authorization": "Bearer \xe9"}):
        status, text, _ = web.ask("GET", "?since=0", **headers)
        assert status == 403
        assert known(READER).hex() not in text


def test_who_was_lifted_and_leaves_again_is_told_to_the_sender_again(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "outbox", ())
    suppressions = Suppressions(folder / SUPPRESSIONS, fingerprint=KEYS.fingerprint)
    suppressions.add([known(READER)], "left")
    told = time.time()
    assert not list(suppressions.since(told))
    assert suppressions.add([known(READER)], "left") == 0
    assert list(suppressions.since(told)) == [(known(READER), "left")]
    suppressions.lift([known(READER)])
    assert known(READER) not in suppressions
    suppressions.add([known(READER)], "left")
    assert known(READER) in suppressions
    suppressions.close()


def test_the_sender_writes_to_nobody_who_left_at_the_service(
    web: Web, outbox: Path, sink: Sink
) -> None:
    web.ask("POST", f"?t={TOKEN}")
    with office(outbox, sink.port) as desk:
        service = Service(web.url, KEYS, desk.suppressions)
        assert service.refresh() == 1
        assert service.refresh() == 0
        desk.send([READER, "reader2@example.com"], refresh=service.refresh_now_and_then)
    assert list(sink.counts) == ["reader2@example.com"]


def test_the_service_must_answer_before_one_click_is_promised(outbox: Path, sink: Sink) -> None:
    with office(outbox, sink.port) as desk:
        service = Service("http://127.0.0.1:9/leave", KEYS, desk.suppressions)
        with pytest.raises(DeliveryError, match="does not answer"):
            service.refresh()


def test_a_service_that_is_silent_for_long_stops_the_sending(outbox: Path, sink: Sink) -> None:
    moments = iter(range(0, 10_000, 100))
    with office(outbox, sink.port) as desk:
        service = Service(
            "http://127.0.0.1:9/leave", KEYS, desk.suppressions, clock=lambda: next(moments)
        )
        for _ in range(PATIENCE - 1):
            service.refresh_now_and_then()
        with pytest.raises(DeliveryError, match="does not answer"):
            service.refresh_now_and_then()


def test_the_service_of_another_practice_is_not_listened_to(
    web: Web, outbox: Path, sink: Sink
) -> None:
    with office(outbox, sink.port) as desk:
        with pytest.raises(DeliveryError, match="403"):
            Service(web.url, OTHER_KEYS, desk.suppressions).refresh()
        with pytest.raises(DeliveryError, match="https"):
            Service("http://www.example.org/leave", KEYS, desk.suppressions)
