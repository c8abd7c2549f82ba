"""``safespace`` on the command line, as staff use it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sites import ISSUE, Practice, article

from pelican_safespace.cli import main


def test_list_shows_every_issue_with_its_state(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = (
        ISSUE.replace("May", "June")
        .replace("2026-05", "2026-06")
        .replace("\n\n", "\nStatus: draft\n\n", 1)
    )
    practice(newsletter__may=ISSUE, newsletter__june=draft)
    assert main(["list"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[1:3] for line in shown] == [["draft", "june"], ["ready", "may"]]
    assert "Two pieces" in shown[1]


def test_looking_writes_nothing_and_empties_nothing(practice: Practice) -> None:
    root = practice(newsletter__may=ISSUE)
    settings = root / "pelicanconf.py"
    settings.write_text(settings.read_text() + "DELETE_OUTPUT_DIRECTORY = True\n")
    (root / "output").mkdir()
    (root / "output" / "kept.txt").write_text("kept")
    assert main(["list"]) == 0
    assert [path.name for path in (root / "output").iterdir()] == ["kept.txt"]
    assert not (root / "outbox").exists()


def test_check_says_ready_or_what_must_be_mended(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    practice(newsletter__may=ISSUE)
    assert main(["check", "may"]) == 0
    assert "may is ready." in capsys.readouterr().out
    practice(newsletter__may=ISSUE, one=article("[gone](/gone.html)", title="One"))
    assert main(["check", "newsletter/may.md"]) == 1
    shown = capsys.readouterr().out
    assert "one.md" in shown
    assert "gone.html" in shown
    assert "not ready" in shown


LONG = "Two pieces, and a few words more about the time of the year and all it brings along"
MENDED: dict[str, tuple[dict[str, str], dict[str, object], str]] = {
    "missing alt": (
        {"one": article('<img src="https://www.example.org/a.png">', title="One")},
        {},
        "no description",
    ),
    "dead link": ({"one": article("[gone](/gone.html)", title="One")}, {}, "gone.html"),
    "long subject": ({"newsletter__may": ISSUE.replace("Two pieces", LONG)}, {}, "characters"),
    "nothing to say": ({"newsletter__may": "Title: May\nDate: 2026-01-01\n\n"}, {}, "nothing in"),
    "contrast": ({}, {"SAFESPACE_LOOK": {"text": "#aaaaaa"}}, "hard to read"),
    "address": ({}, {"SAFESPACE_POSTAL_ADDRESS": None}, "SAFESPACE_POSTAL_ADDRESS"),
    "way out": ({}, {"SAFESPACE_UNSUBSCRIBE_URL": None}, "SAFESPACE_UNSUBSCRIBE_URL"),
    "size": ({}, {"SAFESPACE_NOTICE": "care " * 30_000}, "bytes"),
    "same number": (
        {
            "newsletter__may": ISSUE.replace("Title: May", "Title: Issue 3\nSlug: may"),
            "newsletter__april": ISSUE.replace("Title: May", "Title: Issue 3\nSlug: april"),
        },
        {},
        "The number 3 belongs to",
    ),
    "foreign picture": (
        {"one": article("![A dot](https://example.com/dot.png)", title="One")},
        {},
        "from example.com",
    ),
}


@pytest.mark.parametrize("what", MENDED)
def test_what_must_not_be_sent_is_exit_1_and_stands_on_the_desk(
    practice: Practice, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    files, settings, says = MENDED[what]
    root = practice(**{"newsletter__may": ISSUE, **files})
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.writelines(f"{key} = {value!r}\n" for key, value in settings.items())
    assert main(["check", "may"]) == 1
    shown = capsys.readouterr()
    assert says in shown.out + shown.err
    if shown.out and main(["preview", "--no-open"]) == 0:
        desk = (root / "outbox/may/index.html").read_text("utf-8")
        assert says in BeautifulSoup(desk, "lxml").text


def test_an_article_that_went_out_before_is_a_question(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    june = ISSUE.replace("May", "June").replace("2026-05", "2026-06")
    practice(newsletter__may=ISSUE, newsletter__june=june)
    assert main(["check", "june"]) == 0
    shown = capsys.readouterr().out
    assert "Is it meant to go out again?" in shown
    assert "please look" in shown


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "june"], "The issues are: may"),
        (["--settings", "elsewhere.py", "list"], "elsewhere.py"),
    ],
)
def test_a_wrong_name_is_one_clear_line(
    practice: Practice, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    practice(newsletter__may=ISSUE)
    assert main(arguments) == 1
    shown = capsys.readouterr().err
    assert says in shown
    assert shown.count("\n") == 1


def test_a_site_without_issues_is_told_how_to_begin(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    practice()
    assert main(["list"]) == 0
    assert "no issue yet" in capsys.readouterr().out


def test_a_settings_file_without_the_plugin_says_how_to_switch_it_on(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = practice() / "pelicanconf.py"
    settings.write_text(settings.read_text() + "PLUGINS = []\n")
    # The plugin of an earlier test is still connected; this is a process of its own in life.
    from pelican import signals

    from pelican_safespace import plugin

    signals.get_generators.disconnect(plugin.generators)
    assert main(["list"]) == 1
    assert "PLUGINS" in capsys.readouterr().err


def test_check_of_the_site_lists_the_hosts_that_media_come_from(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = '<img alt="A lake" src="https://pictures.example.com/a.png"{}>'
    practice(
        one=article(picture.format(' srcset="//wide.example.net/a,b.png 2x"'), title="One"),
        two=article(picture.format(""), title="Two"),
        film=article('<iframe src="https://video.example.com/1"></iframe>', title="Film"),
        newsletter__may=ISSUE,
    )
    main(["check"])
    shown = capsys.readouterr().out
    assert [
        line.split("media come from ")[1] for line in shown.splitlines() if "media" in line
    ] == [
        "pictures.example.com and tell it of each reader: one.md, two.md",
        "wide.example.net and tell it of each reader: one.md",
    ]
    assert "may is " in shown
