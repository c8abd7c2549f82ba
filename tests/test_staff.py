"""What staff do from the command line: begin an issue, look at it, note that it went out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect
from sites import ISSUE, ROOT, BuildSite, Practice, article

from pelican_safespace.cli import main
from pelican_safespace.errors import SettingError
from pelican_safespace.newsletter import sent

# Begin


def test_a_new_issue_holds_the_articles_that_no_issue_has_had(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    root = practice(
        newsletter__may=ISSUE,
        old=article("Old.", title="Old", date="2026-02-01 09:00"),
        two=article("Two.", title="Two", date="2026-05-20 09:00"),
        three=article("Three.", title="Three", date="2026-06-03 09:00"),
        held=article("Held.", title="Held", date="2026-06-04 09:00"),
        newsletter__other="Title: Other\nStatus: draft\nArticles: held\n\nHello.\n",
    )
    assert main(["new", "2026-06-long-days", "--date", "2026-06-10"]) == 0
    path = root / "content/newsletter/2026-06-long-days.md"
    assert path.read_text("utf-8").splitlines() == [
        "Title: Long days",
        "Date: 2026-06-10 09:00",
        "Subject: Long days",
        "Preheader:",
        "Articles: two, three",
        "Layout: full",
        "Status: draft",
        "",
        "Dear reader,",
    ]
    shown = capsys.readouterr().out
    assert "2 articles" in shown
    assert "three: Three" in shown


def test_what_new_writes_is_an_issue_at_once(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    practice()
    assert main(["new", "june"]) == 0
    assert main(["list"]) == 0
    assert "draft" in capsys.readouterr().out
    assert main(["check", "june"]) == 0


@pytest.mark.parametrize("name", ["../june", "a/b", "", ".hidden", "-x-", "may", "may.md"])
def test_a_name_that_cannot_be_or_is_taken_is_refused(
    practice: Practice, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    root = practice(newsletter__may=ISSUE)
    before = sorted(root.rglob("*"))
    assert main(["new", "--", name]) == 1
    assert "safespace:" in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


# Note that it went out


def state(root: Path) -> str:
    page = (root / "outbox/may/index.html").read_text("utf-8")
    badge = BeautifulSoup(page, "lxml").select_one(".badge")
    assert badge
    return badge.text


def test_an_issue_that_went_out_stays_sent_however_often_the_site_is_built(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    root = practice(newsletter__may=ISSUE)
    assert main(["preview", "--no-open"]) == 0
    assert state(root) == "Ready to send"
    assert main(["sent", "may", "--on", "2026-05-02"]) == 0
    assert (root / "outbox-sent.json").read_text("utf-8") == '{\n  "may": "2026-05-02"\n}\n'
    for path in sorted((root / "outbox").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert main(["preview", "--no-open"]) == 0
    assert state(root) == "Sent"
    page = (root / "outbox/may/index.html").read_text("utf-8")
    assert "This issue went out on 2 May 2026." in page
    capsys.readouterr()
    assert main(["list"]) == 0
    assert "sent" in capsys.readouterr().out
    assert main(["sent", "may", "--undo"]) == 0
    assert main(["preview", "--no-open"]) == 0
    assert state(root) == "Ready to send"


def test_a_draft_cannot_have_gone_out(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(newsletter__may=ISSUE.replace("\n\n", "\nStatus: draft\n\n", 1))
    assert main(["sent", "may"]) == 1
    assert "Status: published" in capsys.readouterr().err


def test_without_a_day_it_went_out_today(practice: Practice) -> None:
    root = practice(newsletter__may=ISSUE)
    before = date.today()
    assert main(["sent", "may"]) == 0
    assert before <= sent.read(root / "outbox")["may"] <= date.today()


@pytest.mark.parametrize("text", ["{", "[]", '{"may": 1}', '{"may": "May"}', "\xff"])
def test_a_damaged_record_is_an_error_with_its_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / "outbox-sent.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingError, match=r"outbox-sent\.json") as error:
        sent.read(tmp_path / "outbox")
    assert "safespace sent" in str(error.value)


def test_a_day_that_is_none_is_a_wrong_command_line(practice: Practice) -> None:
    practice(newsletter__may=ISSUE)
    with pytest.raises(SystemExit) as left:
        main(["sent", "may", "--on", "yesterday"])
    assert left.value.code == 2


# Look at it


def test_preview_builds_the_site_and_opens_the_issue(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = practice(newsletter__may=ISSUE)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert main(["preview", "may"]) == 0
    assert opened == [(root / "outbox/may/index.html").as_uri()]
    assert (root / "output/one.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["preview", "june", "--no-open"], "The issues are: may"),
        (["--settings", "elsewhere.py", "preview", "--no-open"], "elsewhere.py"),
    ],
)
def test_a_preview_of_nothing_is_one_clear_line(
    practice: Practice, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    practice(newsletter__may=ISSUE)
    assert main(arguments) == 1
    assert says in capsys.readouterr().err


def test_a_preview_without_any_issue_or_without_the_plugin_is_one_clear_line(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    root = practice()
    assert main(["preview", "--no-open"]) == 1
    assert "Begin one with: safespace new NAME" in capsys.readouterr().err
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write("PLUGINS = []\n")
    assert main(["preview", "--no-open"]) == 1
    assert "pelican_safespace is not switched on in pelicanconf.py" in capsys.readouterr().err


@pytest.fixture
def rebuilding(practice: Practice) -> Iterator[Path]:
    """A site that Pelican builds again whenever a file of it changes, in a process of its own."""
    root = practice(newsletter__may=ISSUE)
    process = subprocess.Popen(
        [sys.executable, "-m", "pelican", "content", "--autoreload"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    page = root / "outbox/may/mark.js"
    for _ in range(300):
        if page.is_file():
            break
        time.sleep(0.1)
    yield root
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def test_while_pelican_rebuilds_an_open_desk_shows_what_is_new(
    rebuilding: Path, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto((rebuilding / "outbox/may/index.html").as_uri())
    page.get_by_label("Dark").check()
    issue = rebuilding / "content/newsletter/may.md"
    issue.write_text(ISSUE.replace("Title: May", "Title: Merry May\nSlug: may"), "utf-8")
    page.get_by_role("heading", level=1, name="Merry May").wait_for(timeout=30_000)
    expect(page.get_by_label("Dark")).to_be_checked()
    page.close()


# On the site


FORM = {"action": "https://list.example.com/join?u=1&v=2", "email": "EMAIL", "hidden": {"l": "a<b"}}
PAGE = {"pages/join.md": "Title: Join\nTemplate: subscribe\n\nOne letter a month.\n"}


def test_the_subscribe_page_posts_to_the_practices_provider(site: BuildSite) -> None:
    built = site(
        {**PAGE, "one.md": article("One.", title="One"), "newsletter/may.md": ISSUE},
        SAFESPACE_SUBSCRIBE=FORM,
    )
    for path in ("pages/join.html", "newsletter/index.html"):
        form = BeautifulSoup(built.text(path), "lxml").select_one("form")
        assert form
        assert (form["action"], form["method"]) == (FORM["action"], "post")
        fields = {str(field["name"]): field for field in form.select("input")}
        assert fields["l"]["value"] == "a<b"
        assert fields["EMAIL"]["type"] == "email"
        assert form.select_one(f"label[for={fields['EMAIL']['id']}]")


def test_without_a_provider_there_is_no_form(site: BuildSite) -> None:
    built = site({**PAGE, "one.md": article("One.", title="One"), "newsletter/may.md": ISSUE})
    assert "One letter a month." in built.text("pages/join.html")
    assert not [name for name, data in built.tree().items() if b"<form" in data]


@pytest.mark.parametrize(
    "form",
    [
        "https://list.example.com",
        {"action": "http://list.example.com"},
        {"email": "x"},
        {"action": "https://list.example.com", "emial": "x"},
        {"action": "https://list.example.com", "email": ""},
        {"action": "https://list.example.com", "hidden": ["a"]},
    ],
)
def test_a_form_that_cannot_work_stops_the_build(site: BuildSite, form: object) -> None:
    with pytest.raises(SettingError, match="SAFESPACE_SUBSCRIBE"):
        site({}, SAFESPACE_SUBSCRIBE=form)


def test_a_web_edition_leads_to_the_issues_before_and_after_and_names_the_feed(
    site: BuildSite,
) -> None:
    files = {"one.md": article("One.", title="One")}
    for number, title in enumerate(("April", "May", "June"), 4):
        files[f"newsletter/{title.lower()}.md"] = ISSUE.replace("May", title).replace(
            "2026-05", f"2026-0{number}"
        )
    built = site(files)
    for path, before, after in (
        ("april", None, "may"),
        ("may", "april", "june"),
        ("june", "may", None),
    ):
        soup = BeautifulSoup(built.text(f"newsletter/{path}.html"), "lxml")
        for rel, other in (("prev", before), ("next", after)):
            link = soup.select_one(f"nav a[rel={rel}]")
            expected = other and f"https://www.example.org/newsletter/{other}.html"
            assert (link and link["href"]) == expected
        feeds = [str(link["href"]) for link in soup.select("link[rel=alternate]")]
        assert "https://www.example.org/newsletter/feed.xml" in feeds
