"""TLS: a relay is spoken to only behind a certificate that is trusted for its very name."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.null import Keyring

from delivery.office import addresses, office
from delivery.sink import Sink, listening
from pelican_safespace.delivery.accounts import Account, Security, account
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.private import open_folder
from pelican_safespace.delivery.smtp import Relay

READERS = addresses(3)
IDA = "ida@example.org"
Login: TypeAlias = tuple[Sink, dict[str, str]]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost, with its key in the same file."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost".split()
    extra = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(path), "-out", "-"]
    made = subprocess.run([*command, *extra], check=True, capture_output=True, timeout=60)
    path.write_bytes(path.read_bytes() + made.stdout)
    return path


def _relay(port: int, security: Security, host: str = "localhost") -> Relay:
    return Relay(Account(host, port, security), timeout=10)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail_leaves_through_tls(
    security: Security, certificate: Path, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with listening(Sink(), certificate, security) as sink, office(outbox, sink.port) as desk:
        desk.send(READERS, relay=_relay(sink.port, security))
    assert sink.counts == dict.fromkeys(READERS, 1)
    assert sink.encrypted


class Ring(KeyringBackend):
    """The system's keyring, with one password in it."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return "a quiet word" if (service, username) == ("safespace", f"{IDA}@localhost") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture
def login(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Login]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with listening(Sink(logins={IDA: "a quiet word"}), certificate, "tls") as sink:
        yield sink, {"SAFESPACE_SMTP": f"smtps://ida%40example.org@localhost:{sink.port}"}


@pytest.mark.parametrize("source", ["environment", "keyring"])
def test_the_relay_is_logged_in_to_with_the_password_of(
    source: str, login: Login, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink, environment = login
    ring = Ring if source == "keyring" else Keyring
    monkeypatch.setattr("keyring.core._keyring_backend", ring())
    if source == "environment":
        environment["SAFESPACE_SMTP_PASSWORD"] = "a quiet word"
    relay = Relay(account("SAFESPACE_SMTP", environment, example=""), timeout=10)
    with office(outbox, sink.port) as desk:
        desk.send(READERS, relay=relay)
    assert sink.logged_in == [IDA]
    assert sink.counts == dict.fromkeys(READERS, 1)


def test_a_login_that_is_refused_is_told_without_the_password(login: Login, outbox: Path) -> None:
    sink, environment = login
    environment["SAFESPACE_SMTP_PASSWORD"] = "another word"
    relay = Relay(account("SAFESPACE_SMTP", environment, example=""), timeout=10)
    with (
        office(outbox, sink.port) as desk,
        pytest.raises(DeliveryError, match="refuses the login") as caught,
    ):
        desk.send(READERS, relay=relay)
    assert "another word" not in str(caught.value)
    assert not sink.taken


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"], ids=["untrusted", "another name"])
def test_a_certificate_that_does_not_vouch_for_the_relay_stops_the_sending(
    security: Security,
    host: str,
    certificate: Path,
    outbox: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if host != "localhost":
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with (
        listening(Sink(), certificate, security) as sink,
        office(outbox, sink.port) as desk,
        pytest.raises(DeliveryError, match="certificate this computer does not trust"),
    ):
        desk.send(READERS, relay=_relay(sink.port, security, host))
    assert not sink.taken


def test_only_this_computer_is_spoken_to_without_tls() -> None:
    def security(host: str) -> str:
        return account("X", {"X": f"smtp://{host}"}, example="").security

    assert [security("127.0.0.1"), security("localhost"), security("[::1]")] == ["none"] * 3
    assert security("mail.example.org") == security("127.0.0.1.example.org") == "starttls"


@pytest.mark.parametrize("inside", ["output", "content"])
def test_the_private_folder_is_never_inside_what_is_published(inside: str, tmp_path: Path) -> None:
    published = tmp_path / inside
    published.mkdir()
    with pytest.raises(DeliveryError, match="is published"):
        open_folder(published / "outbox", (published,))
    assert not list(published.iterdir())
