"""From a practice's folder to its readers: `safespace send` on a real site, seen from outside."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from urllib.request import Request, urlopen
from wsgiref.simple_server import make_server

import pytest

from delivery.office import KEYS, SECRET
from delivery.practice import SLUG, settle
from delivery.sink import Sink
from delivery.web import Silent
from pelican_safespace.cli import main
from pelican_safespace.delivery.private import open_folder
from pelican_safespace.delivery.unsubscribe import Unsubscribe

READERS = ["ida@example.com", "ben+letters@example.com", "Zoe@Example.com"]
Output = pytest.CaptureFixture[str]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[str]:
    """The unsubscribe service's address."""
    (tmp_path / "server").mkdir()
    app = Unsubscribe(open_folder(tmp_path / "server" / "outbox", ()), KEYS)
    with make_server("127.0.0.1", 0, app, handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/leave"
        server.shutdown()
        thread.join(10)


@pytest.fixture
def folder(
    tmp_path: Path, service: str, sink: Sink, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> Path:
    """The practice's folder, in which the test stands, with a list beside it."""
    monkeypatch.setenv("SAFESPACE_SMTP", f"smtp://127.0.0.1:{sink.port}")
    monkeypatch.setenv("SAFESPACE_SECRET", SECRET)
    made = settle(tmp_path, SAFESPACE_UNSUBSCRIBE_URL=service)
    (tmp_path / "readers.csv").write_text("E-Mail\n" + "\n".join(READERS) + "\n", "utf-8")
    monkeypatch.chdir(made)
    return made


def send(*words: str) -> int:
    return main(["send", SLUG, "--to", "../readers.csv", "--yes", *words])


def test_an_issue_of_the_site_reaches_everybody_and_each_can_leave(
    folder: Path, sink: Sink, capsys: Output
) -> None:
    assert send("--dry-run") == 0
    assert "List:     3: new 3, done 0, suppressed 0" in capsys.readouterr().out
    assert send() == 0
    assert sink.counts == {"ida@example.com": 1, "ben+letters@example.com": 1, "Zoe@example.com": 1}
    mail = sink.mails[0]
    assert mail["Subject"] == "Two quiet pieces {{ for }} May"
    assert mail["From"] == "Quiet Room <letters@example.org>"
    assert mail["X-Unsent"] is None
    leave = _way_out(mail)
    with urlopen(Request(leave, b"List-Unsubscribe=One-Click", method="POST"), timeout=10) as done:
        assert done.status == 200
    assert send("--again", "everyone") == 0
    assert sink.counts == {"ida@example.com": 1, "ben+letters@example.com": 2, "Zoe@example.com": 2}


def _way_out(mail: EmailMessage) -> str:
    """Return the address to leave by, which header and both parts share."""
    header: str
    (header,) = re.findall(r"<(http[^>]+)>", "".join(str(mail["List-Unsubscribe"]).split()))
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part
        assert header in part.get_content()
    return header


def test_a_finished_sending_is_noted_for_the_desk_without_any_address(folder: Path) -> None:
    assert main(["send", SLUG, "--test", "ida@example.net"]) == 0
    record = folder / "outbox-sent.json"
    assert not record.exists()
    assert send() == 0
    assert json.loads(record.read_text("utf-8")) == {SLUG: date.today().isoformat()}


def test_a_finding_of_check_stops_the_sending(folder: Path, sink: Sink, capsys: Output) -> None:
    issue = folder / "content/newsletter/may.md"
    issue.write_text(issue.read_text("utf-8") + "\n[gone](/gone.html)\n", "utf-8")
    assert main(["check", SLUG]) == 1
    found = capsys.readouterr().out
    assert "gone.html" in found
    assert send() == 1
    assert "gone.html" in capsys.readouterr().err
    assert not sink.taken


def test_an_article_that_is_changed_in_mid_send_is_refused(
    folder: Path, sink: Sink, capsys: Output
) -> None:
    sink.fault = lambda stage, _: "drop" if stage == "taken" else None
    assert send() == 1
    assert "3 times in a row" in capsys.readouterr().err
    sink.fault = lambda *_: None
    article = folder / "content/still.md"
    before = article.read_text("utf-8")
    article.write_text(before + "\nOne more line.\n", "utf-8")
    assert send() == 1
    assert "was changed since" in capsys.readouterr().err
    article.write_text(before, "utf-8")
    assert send() == 3
    assert "nobody left to send it to" in capsys.readouterr().out
    assert list(sink.counts.values()) == [1, 1, 1]


def test_who_told_the_practice_in_person_is_written_to_no_more(
    folder: Path, sink: Sink, capsys: Output
) -> None:
    (folder.parent / "gone.csv").write_text("email\nIDA@example.com\n", "utf-8")
    assert main(["suppress", "../gone.csv"]) == 0
    assert main(["suppress", "../gone.csv"]) == 0
    assert "0 are suppressed now who were not, 1 in all." in capsys.readouterr().out
    assert send() == 0
    assert "ida@example.com" not in sink.counts
    (folder / "gone.csv").write_text("email\nida at example.com\n", "utf-8")
    assert main(["suppress", "gone.csv"]) == 1
    assert "line 2" in capsys.readouterr().err


def test_who_subscribes_anew_on_purpose_is_written_to_again(
    folder: Path, sink: Sink, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    ida = folder.parent / "ida.csv"
    ida.write_text("email\nIda@example.com\n", "utf-8")
    assert send() == 0
    leave = Request(_way_out(sink.mails[0]), b"List-Unsubscribe=One-Click", method="POST")
    urlopen(leave, timeout=10).close()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for typed, status in (("", 1), ("1", 0)):
        monkeypatch.setattr("builtins.input", lambda _, typed=typed: typed)
        assert main(["suppress", "../ida.csv", "--lift"]) == status
    output = capsys.readouterr()
    assert "1 of 1 are suppressed: 1 asked to leave" in output.out
    assert "may be written to again" in output.out
    assert "ida" not in (output.out + output.err).lower()
    # The service is asked again for who left in the two minutes before, and Ida is among them.
    monkeypatch.setattr("pelican_safespace.delivery.service.OVERLAP", -2)
    assert send("--again", "everyone") == 0
    assert sink.counts["ida@example.com"] == 2


def test_an_issue_that_is_not_there_is_one_clear_line(folder: Path, capsys: Output) -> None:
    assert main(["send", "june", "--to", "../readers.csv", "--yes"]) == 1
    assert "The issues are: may" in capsys.readouterr().err
