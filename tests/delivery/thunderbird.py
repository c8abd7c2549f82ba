"""Thunderbird without a screen: opens a file as a double click does, and sends what it made of it.

It is told what to do in Mozilla's Marionette protocol: JSON messages with their length before
them. A profile without an account opens no draft, so it gets one, on the loopback.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from delivery.real_servers import free_port

#: How long Thunderbird may take for one thing, in seconds.
PATIENCE = 60

_WRITING = "Services.wm.getMostRecentWindow('msgcompose')"
_EDITOR = f"{_WRITING}?.document.getElementById('messageEditor')"


class Thunderbird:
    """A running Thunderbird, asked with JavaScript in its own windows."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._asked = 0
        self._heard()
        self._ask("WebDriver:NewSession", capabilities={})
        self._ask("Marionette:SetContext", value="chrome")

    def draft(self) -> dict[str, Any]:
        """Wait for the window in which the draft is written, and return what it holds."""
        state = f"{_EDITOR}?.contentDocument.body?.innerText"
        self.wait(f"{_WRITING}?.gMsgCompose?.editor && {state}?.trim()")
        return dict(
            self.run(
                f"const w = {_WRITING}; return {{title: w.document.title,"
                f" to: w.gMsgCompose.compFields.to, html: w.gMsgCompose.composeHTML,"
                f" text: {state}, size: {_EDITOR}.contentDocument.images.length}}"
            )
        )

    def send(self) -> None:
        """Press “Send”, and wait until the window closes, as it does when the mail is gone."""
        self.run(f"{_WRITING}.goDoCommand('cmd_sendNow')")
        self.wait(f"!{_WRITING}")

    def wait(self, condition: str) -> None:
        """Wait until the condition holds."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < end, condition
            time.sleep(0.1)

    def run(self, script: str) -> Any:
        """Run JavaScript in Thunderbird's main window and return what it returns."""
        answer = self._ask("WebDriver:ExecuteScript", script=script, args=[], sandbox="system")
        return answer["value"]

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _ask(self, command: str, **values: object) -> Any:
        self._asked += 1
        message = json.dumps([0, self._asked, command, values]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, number, error, answer = self._heard()
        assert number == self._asked
        assert error is None, error
        return answer

    def _heard(self) -> Any:
        length = b""
        while (sign := self._received(1)) != b":":
            length += sign
        return json.loads(self._received(int(length)))

    def _received(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            piece = self._socket.recv(length - len(data))
            assert piece, "Thunderbird hung up"
            data += piece
        return data


@contextmanager
def opened(file: Path, folder: Path, smtp_port: int) -> Iterator[Thunderbird]:
    """Open ``file`` in a new profile in ``folder`` that sends to the loopback's ``smtp_port``."""
    port = free_port()
    profile = folder / "profile"
    profile.mkdir()
    settings = {**_SETTINGS, "mail.smtpserver.smtp1.port": smtp_port, "marionette.port": port}
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(settings[key])});" for key in settings)
    (profile / "user.js").write_text("\n".join(lines) + "\n", "utf-8")
    wanted = ["--headless", "--marionette", "--remote-allow-system-access"]
    environment = {name: os.environ[name] for name in os.environ if name != "DISPLAY"}
    process = subprocess.Popen(
        ["thunderbird", *wanted, "--no-remote", "-profile", str(profile), str(file)],
        env={**environment, "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        thunderbird = Thunderbird(port)
        try:
            yield thunderbird
        finally:
            thunderbird.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            assert time.monotonic() < end, "Thunderbird does not answer"
            time.sleep(0.1)


#: An account, and nothing that asks a question or the network at the first start.
_SETTINGS: dict[str, object] = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account2",
    "mail.accountmanager.localfoldersserver": "server1",
    "mail.account.lastKey": 2,
    "mail.account.account1.server": "server1",
    "mail.server.server1.type": "none",
    "mail.server.server1.hostname": "Local Folders",
    "mail.server.server1.name": "Local Folders",
    "mail.server.server1.userName": "nobody",
    "mail.account.account2.server": "server2",
    "mail.account.account2.identities": "id1",
    "mail.server.server2.type": "pop3",
    "mail.server.server2.hostname": "127.0.0.1",
    "mail.server.server2.name": "Practice",
    "mail.server.server2.userName": "letters",
    "mail.server.server2.login_at_startup": False,
    "mail.server.server2.check_new_mail": False,
    "mail.server.server2.directory-rel": "[ProfD]Mail/practice",
    "mail.identity.id1.fullName": "Practice",
    "mail.identity.id1.useremail": "letters@practice.example.org",
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.valid": True,
    "mail.identity.id1.fcc": False,
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.provider.enabled": False,
    "mail.shell.checkDefaultClient": False,
    "mail.rights.version": 1,
    "mail.warn_on_send_accel_key": False,
    "mail.inappnotifications.enabled": False,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
