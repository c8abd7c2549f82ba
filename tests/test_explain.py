"""``safespace explain``: what was found in an article, by which rule, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sites import SETTINGS, article

from pelican_safespace.cli import main

CREDIT = (
    "Originally published by Allison Example, LCSW on "
    "[The Quiet Journal](https://journal.example.com/one) on March 5, 2021."
)
TWO = article(
    f"{CREDIT}\n\nSome text.\n\nMore text.\n\nAnd more.\n\nPart 2 of 3 in the series "
    "“Calm”.\n\nPrevious: Day one",
    title="Two",
    date="2026-03-02 09:00",
)
ONE = article("Text.", title="Day one", date="2026-03-01 09:00")
THREE = article("Text.", title="Three", date="2026-03-03 09:00", Series="Calm", Series_index="3")

Explain = Callable[..., str]


@pytest.fixture
def explain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Explain:
    """Writes a site, runs ``safespace explain`` in its folder and returns what it prints."""

    def run(
        *arguments: str, files: dict[str, str] | None = None, status: int = 0, **settings: Any
    ) -> str:
        for name, text in (files or {"one.md": ONE, "two.md": TWO, "three.md": THREE}).items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        lines = [f"{key} = {value!r}\n" for key, value in {**SETTINGS, **settings}.items()]
        (tmp_path / "pelicanconf.py").write_text("".join(lines), "utf-8")
        monkeypatch.chdir(tmp_path)
        assert main(["explain", *arguments]) == status
        shown = capsys.readouterr()
        return shown.err if status else shown.out

    return run


def facts(explain: Explain, name: str, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(explain(name, "--json", **more))
    return found


def words(shown: str) -> str:
    return " ".join(shown.split())


def test_it_says_in_plain_words_what_was_found_and_what_comes_of_it(explain: Explain) -> None:
    shown = explain("two")
    assert max(map(len, shown.splitlines())) <= 80
    said = words(shown)
    for piece in (
        "Allison Example, credentials LCSW (from the text)",
        "among the first lines",
        "“Originally” (adverbs) and “published” (verbs) in languages/en.toml",
        "2021-03-05 (from the text)",
        "| Previous: Day one",
        "“Day one”, one.md read by a label beside it found by its title",
        "“Three”, three.md found by the order of the series",
        "2 of 3 (from the text: a sentence that says it)",
        "creator Allison Example, LCSW",
        "via https://journal.example.com/one",
        "guid tag:www.example.org,2026:two",
        "Part 2 of 3 in the series “Calm” Previous: Day one",
        "Safespace: off",
    ):
        assert piece in said, piece
    assert "PLEASE LOOK" not in said


@pytest.mark.parametrize("name", ["two", "two.md", "content/two.md", "./content/two.md"])
def test_an_article_goes_by_its_slug_and_its_file(explain: Explain, name: str) -> None:
    assert facts(explain, name)["source"] == "two.md"


@pytest.mark.parametrize(
    ("name", "says"),
    [("thre", "Did you mean three.md?"), ("zzzzzzzz", "Name one of 3 by its file or slug")],
)
def test_an_unknown_name_is_one_clear_line(explain: Explain, name: str, says: str) -> None:
    shown = explain(name, status=1)
    assert says in shown
    assert shown.count("\n") == 1


def test_a_name_of_two_articles_lists_both(explain: Explain) -> None:
    files = {
        "one.md": article("Text.", title="One", Slug="both", Lang="en"),
        "one-fr.md": article("Texte.", title="Un", Slug="both", Lang="fr"),
    }
    assert "could be one-fr.md or one.md" in explain("both", files=files, status=1)
    assert facts(explain, "one-fr", files=files)["title"] == "Un"


def test_metadata_are_told_from_the_text(explain: Explain) -> None:
    text = TWO.replace("\n\n", "\nOriginal_author: Ben Sample\nNext: three\nSeries: Rest\n\n", 1)
    found = facts(explain, "two", files={"one.md": ONE, "two.md": text, "three.md": THREE})
    credit, series = found["credit"], found["series"]
    assert credit["origins"] == {
        "authors": "metadata",
        "publication": "text",
        "url": "text",
        "date": "text",
        "kind": "text",
        "sentence": "composed",
    }
    assert found["feed"]["creators"] == ["Ben Sample"]
    assert series["origins"] == {"name": "metadata", "part": "text", "of": "text"}
    following = next(one for one in series["neighbours"] if one["direction"] == "next")
    assert (following["origin"], following["way"]) == ("metadata", "address")
    assert following["rule"] is None


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("Previous: [One](/one.html)", "label"),
        ("[← One](/one.html) | [Three →](/three.html)", "arrow"),
        ("Previous\n\nPrevious\n\nDay one", "title below its label"),
        ('<nav><a rel="prev" href="/one.html">One</a></nav>', "markup"),
        ("- [Part 1: One](/one.html)\n- Part 2: Two\n- [Part 3](/three.html)\n", "list of parts"),
        ("This is part 2 of a series. Read [Part 1](/one.html) first.", "part number"),
    ],
)
def test_each_rule_of_a_series_block_goes_by_its_name(
    explain: Explain, body: str, rule: str
) -> None:
    text = article(f"Some text.\n\nMore of it, a whole sentence long.\n\n{body}", title="Two")
    found = facts(explain, "two", files={"one.md": ONE, "two.md": text, "three.md": THREE})
    before = found["series"]["neighbours"][0]
    assert (before["direction"], before["rule"], before["source"]) == ("previous", rule, "one.md")
    assert before["way"] == ("title" if rule == "title below its label" else "address")


@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("first", "{credit}\n\n{text}"),
        ("last", "{text}\n\n{credit}"),
        ("above the series block", "{text}\n\n{credit}\n\n{block}"),
        ("middle", "{text}\n\nThis article was {credit}\n\n{text}"),
        ("footnote", "{text}[^1]\n\n[^1]: This article was {credit}"),
    ],
)
def test_the_place_of_the_credit_is_told(explain: Explain, place: str, body: str) -> None:
    text = "\n\n".join(f"A sentence, number {number}." for number in range(6))
    credit = "originally published on www.example.com."
    whole = body.format(text=text, credit=credit, block="Previous: [One](/one.html)")
    found = facts(explain, "two", files={"one.md": ONE, "two.md": article(whole, title="Two")})
    assert found["credit"]["rule"]["place"] == place


def test_every_publication_of_a_credit_is_named(explain: Explain) -> None:
    credit = (
        "Originally published on [Calm Pages](https://calm.example.com/one) and "
        "[The Long Walk](https://walk.example.com/one)."
    )
    one = article(f"Some text.\n\n{credit}", title="One", date="2026-03-02 09:00")
    shown = words(explain("one", files={"one.md": one}))
    assert "Publication Calm Pages (from the text)" in shown
    assert "Also in The Long Walk https://walk.example.com/one (from the text)" in shown


def test_safespace_off_leaves_the_text_alone_and_metadata_still_count(explain: Explain) -> None:
    text = TWO.replace("\n\n", "\nSafespace: off\nOriginally_published: My notebook\n\n", 1)
    found = facts(explain, "two", files={"two.md": text})
    assert found["switched_off"]
    assert found["credit"]["attribution"]["sentence"] == "Originally published in My notebook."
    assert found["credit"]["rule"] is None
    assert not found["series"]["neighbours"]


def test_a_draft_is_explained_too(explain: Explain) -> None:
    text = TWO.replace("\n\n", "\nStatus: draft\n\n", 1)
    assert "It is not published" in explain("two", files={"one.md": ONE, "two.md": text})


def test_an_article_without_anything_says_so(explain: Explain) -> None:
    shown = words(explain("one", files={"one.md": ONE}))
    assert "None was found" in shown
    assert "No series block was found" in shown


def test_what_is_amiss_is_repeated_with_its_remedy(explain: Explain) -> None:
    text = article("Text.\n\nMore.\n\nPrevious: [Gone](/gone.html)", title="Two")
    shown = words(explain("two", files={"two.md": text}))
    assert "LEFT OUT: no article is called so" in shown
    assert "PLEASE LOOK" in shown
    assert "“Previous:”" in shown


def test_a_language_of_ones_own_is_read_and_named(explain: Explain, tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "eo.toml").write_text(
        "[credit]\nadverbs = ['origine']\nverbs = ['aperis']\nat = ['en']\n"
        "[series]\nprevious = ['antaŭa']\n",
        "utf-8",
    )
    text = article(
        "Teksto.\n\nPli da teksto.\n\nOrigine aperis en [Trankvilo](https://t.example.com/1)."
        "\n\nAntaŭa: [One](/one.html)",
        title="Two",
    )
    files = {"one.md": ONE, "two.md": text}
    assert facts(explain, "two", files=files)["credit"] is None
    found = facts(explain, "two", files=files, SAFESPACE_LANGUAGES=str(folder))
    assert found["credit"]["attribution"]["publication"] == "Trankvilo"
    assert {(word["file"], word["own"]) for word in found["credit"]["words"]} == {("eo.toml", True)}
    assert found["series"]["neighbours"][0]["source"] == "one.md"
    shown = words(explain("two", files=files, SAFESPACE_LANGUAGES=str(folder)))
    assert "“Origine” (adverbs) and “aperis” (verbs) in your own eo.toml" in shown


def test_a_broken_language_file_stops_with_the_remedy(explain: Explain, tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "eo.toml").write_text("[credit]\nadverb = ['origine']\n", "utf-8")
    shown = explain("two", status=1, SAFESPACE_LANGUAGES=str(folder))
    assert "SAFESPACE_LANGUAGES: eo.toml" in shown
    assert "Did you mean “adverbs”?" in shown
