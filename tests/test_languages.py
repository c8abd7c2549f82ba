"""The words of each language, shipped and a practice's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelican_safespace.errors import SettingError
from pelican_safespace.extract import extract
from pelican_safespace.languages import load
from pelican_safespace.models import SeriesLink

SHIPPED = ["en", "de", "es", "fr", "it", "nl", "pt"]


def test_english_comes_first_and_every_language_has_its_tables() -> None:
    assert [one.code for one in load()] == SHIPPED
    for language in load():
        assert len(language.tables["dates"]["months"]) == 12
        assert {"credit", "names", "series"} <= language.tables.keys()


def test_every_language_has_the_same_lists_as_english() -> None:
    english = load()["en"].tables["credit"].keys()
    for language in load():
        assert english - language.tables["credit"].keys() <= {"writing"}, language.code


def test_no_list_holds_a_word_twice() -> None:
    for language in load():
        for table in ("credit", "names"):
            for key, words in language.tables[table].items():
                if isinstance(words, list):
                    assert len(words) == len(set(words)), (language.code, key)


def test_a_folder_adds_words_and_languages_and_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "de.toml").write_text("[credit]\nadverbs = ['dereinst']\n", "utf-8")
    (tmp_path / "eo.toml").write_text("[dates]\norder = 'dmy'\n", "utf-8")
    languages = load(str(tmp_path))
    assert languages["de"].words("credit", "adverbs")[-1] == "dereinst"
    assert "ursprünglich" in languages["de"].words("credit", "adverbs")
    assert languages["eo"].words("credit", "adverbs") == ()
    assert load(str(tmp_path)) is languages
    assert "dereinst" not in load().words("credit", "adverbs")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[credit\n", "cannot be read"),
        (b"[credit]\nadverbs = ['\xff']\n", "cannot be read"),
        (b"adverbs = ['x']\n", "outside a table"),
        (b"[credit]\nadverbs = 'originally'\n", "list of words"),
        (b"[names]\nand = [1]\n", "list of words"),
        (b"[dates]\nmonths = ['January']\n", "months"),
        (b"[dates]\norder = 'ymd'\n", "one of 'dmy', 'mdy'"),
        (b"[credits]\nverbs = ['x']\n", r"no table \[credits\]"),
        (b"[credit]\nadverb = ['x']\n", "has no “adverb”. Did you mean “adverbs”"),
        (b"[credit]\nverb_last = 'yes'\n", "true or false"),
        (b"[series]\nprevious = 'anterior'\n", "list of words"),
        (b"[series]\nnumbers = ['one', 'two']\n", "list of lists"),
    ],
)
def test_a_broken_file_names_setting_file_and_remedy(
    tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "xx.toml").write_bytes(content)
    with pytest.raises(SettingError, match=rf"SAFESPACE_LANGUAGES: xx\.toml.*{says}"):
        load(str(tmp_path))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="SAFESPACE_LANGUAGES: there is no folder “words”"):
        load(str(tmp_path / "words"))


def test_an_unknown_language_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load()["xx"]


def test_the_example_in_the_documentation_is_a_language(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "docs" / "recognition.md").read_text("utf-8")
    (tmp_path / "eo.toml").write_text(text.split("```toml\n")[1].split("```")[0], "utf-8")
    found = extract(
        "<p>Teksto.</p><p>Ĉi tiu artikolo origine aperis en <a href='https://t.example.com/1'>"
        "Trankvilo</a> de Anna Ekzemplo.</p><p>Antaŭa: <a href='/a.html'>La unua</a></p>",
        languages=load(str(tmp_path)),
    )
    assert found.attribution is not None
    assert found.attribution.publication == "Trankvilo"
    assert found.series.previous == SeriesLink("La unua", "/a.html")


def test_a_number_glued_to_a_kind_with_a_sharp_s_is_read(tmp_path: Path) -> None:
    (tmp_path / "de.toml").write_text("[series]\nkinds = ['Spaß']\n", "utf-8")
    html = "<p>A line of prose.</p>\n<p>Das ist Spaß2 von 3 der Serie „Stille Räume“.</p>"
    series = extract(html, languages=load(str(tmp_path))).series
    assert (series.name, series.part, series.of) == ("Stille Räume", 2, 3)
