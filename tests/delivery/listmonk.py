"""A real listmonk on a PostgreSQL of its own, both on the loopback, for the tests of pushing."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from delivery.real_servers import free_port, need

#: Where .ci/listmonk puts what it builds.
HOME = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    / "pelican-safespace/listmonk-v1.1.0"
)
USER, TOKEN = "safespace", "a-token-for-tests-only"

CONFIG = """
[app]
address = "127.0.0.1:{port}"
admin_username = "{user}"
admin_password = "{token}"
[db]
host = "127.0.0.1"
port = {database}
user = "listmonk"
password = "unused"
database = "postgres"
ssl_mode = "disable"
max_open = 10
max_idle = 10
max_lifetime = "300s"
"""
SMTP: dict[str, Any] = {
    "enabled": True,
    "host": "127.0.0.1",
    "hello_hostname": "",
    "auth_protocol": "none",
    "username": "",
    "password": "",
    "email_headers": [],
    "max_conns": 1,
    "idle_timeout": "15s",
    "wait_timeout": "5s",
    "max_msg_retries": 2,
    "tls_enabled": False,
    "tls_skip_verify": True,
}


@dataclass(frozen=True)
class Listmonk:
    """A running listmonk: what a test does there by hand."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            "SAFESPACE_LISTMONK_URL": self.url,
            "SAFESPACE_LISTMONK_USER": USER,
            "SAFESPACE_LISTMONK_TOKEN": TOKEN,
        }

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Ask the API; return the answer's ``data``."""
        login = b64encode(f"{USER}:{TOKEN}".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/api{path}", data, headers, method=method)
        with urlopen(request, timeout=20) as answer:
            return json.loads(answer.read())["data"]

    def campaigns(self, name: str) -> list[dict[str, Any]]:
        found = self.call("GET", "/campaigns?per_page=all")["results"]
        return [one for one in found if one["name"] == name]


def missing() -> str:
    """Return what is not there, "" when all is."""
    if not shutil.which("initdb", path=_postgres()):
        return "there is no PostgreSQL; .ci/run installs it"
    if not (HOME / "listmonk").exists():
        return "there is no listmonk; .ci/listmonk builds it"
    return ""


@contextlib.contextmanager
def running(smtp_port: int) -> Iterator[Listmonk]:
    """Run listmonk, which sends through the relay on ``smtp_port``."""
    need(missing())
    with tempfile.TemporaryDirectory() as name, _database(Path(name)) as database:
        port = free_port()
        config = Path(name) / "config.toml"
        config.write_text(CONFIG.format(port=port, database=database, user=USER, token=TOKEN))
        command = [str(HOME / "listmonk"), "--config", str(config)]
        _done([*command, "--install", "--yes"], cwd=HOME)
        _settle(database, smtp_port, f"http://127.0.0.1:{port}")
        with (Path(name) / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=HOME, stdout=log, stderr=subprocess.STDOUT)
        try:
            made = Listmonk(f"http://127.0.0.1:{port}")
            _wait_for(made)
            yield made
        finally:
            process.terminate()
            process.wait(20)


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[int]:
    """Run a PostgreSQL in ``folder``; yield its port."""
    owner = "postgres" if os.geteuid() == 0 else None
    port, data = free_port(), folder / "data"
    folder.chmod(0o755)
    data.mkdir(mode=0o700)
    if owner:
        shutil.chown(data, owner)
    path = _postgres()
    initdb = shutil.which("initdb", path=path)
    postgres = shutil.which("postgres", path=path)
    assert initdb
    assert postgres
    init = [initdb, "-D", str(data), "-U", "listmonk", "-A", "trust", "-E", "UTF8", "--no-sync"]
    _done([*init, "--locale=C"], user=owner, cwd="/")
    options = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c"]
    process = subprocess.Popen(
        [postgres, "-D", str(data), "-p", str(port), *options, "unix_socket_directories="],
        user=owner,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        # A fast shutdown: it does not wait for those who are still connected.
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _settle(database: int, smtp_port: int, url: str) -> None:
    """Say where mail goes, and where listmonk is; its own sample campaign is removed."""
    smtp = json.dumps([SMTP | {"port": smtp_port}])
    statements = (
        f"UPDATE settings SET value = '{smtp}' WHERE key = 'smtp'",
        f"UPDATE settings SET value = '\"{url}\"' WHERE key = 'app.root_url'",
        "DELETE FROM campaigns",
        "DELETE FROM subscribers",
    )
    for statement in statements:
        place = ["-h", "127.0.0.1", "-p", str(database), "-U", "listmonk", "-d", "postgres"]
        _done(["psql", *place, "-v", "ON_ERROR_STOP=1", "-c", statement])


def _wait_for(made: Listmonk) -> None:
    for _ in range(100):
        with contextlib.suppress(URLError, OSError):
            made.call("GET", "/health")
            return
        time.sleep(0.1)
    raise AssertionError("listmonk did not start")


def _done(command: list[str], **options: Any) -> None:
    for attempt in range(50):
        ended = subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=False, **options
        )
        if ended.returncode == 0:
            return
        # The database needs a moment before it listens.
        if "onnect" not in ended.stdout + ended.stderr or attempt == 49:
            raise AssertionError(ended.stdout + ended.stderr)
        time.sleep(0.1)


def _postgres() -> str:
    """Return the search path on which Debian keeps the programs of the server."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: one.parent.name)
    return os.pathsep.join([*map(str, versions[::-1]), os.environ["PATH"]])
