"""What a build keeps for the next: found again when nothing changed, never trusted otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sites import ISSUE, BuildSite, Site, article

from pelican_safespace.ledger import Ledger

SETTINGS: dict[str, Any] = {
    "SAFESPACE_FEED_CATEGORY": "feeds/category/{slug}.xml",
    "SAFESPACE_FEED_FORMATS": ["json", "atom"],
    "SAFESPACE_FEED_ITEMS": 2,
}
FILES: dict[str, str | bytes] = {
    "one.md": article("One.\n\nNext: [Two]({filename}two.md)", "One", Series="Rest"),
    "two.md": article(
        "Two.\n\n*Originally published on [Calm](https://calm.example.com/).*",
        "Two",
        "2025-02-01 09:00",
    ),
    "three.md": article("Three leads to [nothing](/gone.html).", "Three", "2025-03-01 09:00"),
    "newsletter/may.md": ISSUE,
}


def written(built: Site) -> dict[str, bytes]:
    """Every file of output and outbox."""
    return built.tree() | {f"outbox/{name}": data for name, data in built.tree("outbox").items()}


def ledger_of(built: Site) -> Path:
    return built.root / "cache" / "safespace" / "articles"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose text is read for credit and series, as it happens."""
    from pelican_safespace.plugin import articles, telling

    read: list[str] = []
    really = telling.read

    def listening(one: Any, reading: Any) -> Any:
        read.append(articles.source(one))
        return really(one, reading)

    monkeypatch.setattr(telling, "read", listening)
    return read


def test_what_did_not_change_is_not_read_again(site: BuildSite, counted: list[str]) -> None:
    first = written(site(FILES, **SETTINGS))
    assert sorted(counted) == ["one.md", "three.md", "two.md"]
    counted.clear()
    assert written(site(FILES, **SETTINGS)) == first
    assert counted == []


def test_one_changed_article_is_read_again_and_its_feeds_written(
    site: BuildSite, counted: list[str]
) -> None:
    site(FILES, **SETTINGS)
    counted.clear()
    changed = {**FILES, "two.md": article("Two, once more.", "Two", "2025-02-01 09:00")}
    built = site(changed, **SETTINGS)
    assert counted == ["two.md"]
    feeds = [data for name, data in built.tree().items() if name.startswith("feeds/")]
    assert any(b"Two, once more." in data for data in feeds)
    assert not any(b"calm.example.com" in data for data in feeds)


def test_a_build_without_it_writes_the_same_and_keeps_nothing(site: BuildSite) -> None:
    cold = written(site(FILES, **SETTINGS))
    kept = written(site(FILES, **SETTINGS))
    without = site(FILES, **SETTINGS, SAFESPACE_CACHE=False)
    assert cold == kept == written(without)


def test_switched_off_it_leaves_no_file(site: BuildSite) -> None:
    built = site(FILES, **SETTINGS, SAFESPACE_CACHE=False)
    assert not ledger_of(built).parent.exists()


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"Calm", b"Gone"),
        lambda data: data + b"\n" + data,
        lambda _: b"",
        lambda _: b"somebody else's file\n",
        lambda _: b"\x00\xff" * 5_000,
    ],
    ids=["half written", "damaged", "doubled", "empty", "foreign", "no text"],
)
def test_a_file_that_is_not_what_was_written_is_ignored_and_made_anew(
    site: BuildSite, counted: list[str], harm: Any
) -> None:
    first = site(FILES, **SETTINGS)
    before, path = written(first), ledger_of(first)
    whole = path.read_bytes()
    path.write_bytes(harm(whole))
    counted.clear()
    assert written(site(FILES, **SETTINGS)) == before
    assert len(counted) == 3
    assert keys_of(path.read_bytes()) == keys_of(whole)


def keys_of(data: bytes) -> set[bytes]:
    return {line.split(b" ")[0] for line in data.splitlines()[:-1]}


def test_a_folder_in_its_place_costs_time_and_nothing_else(
    site: BuildSite, counted: list[str]
) -> None:
    first = site(FILES, **SETTINGS)
    before, path = written(first), ledger_of(first)
    path.unlink()
    path.mkdir()
    counted.clear()
    assert written(site(FILES, **SETTINGS)) == before
    assert len(counted) == 3


def test_what_another_edition_of_the_plugin_found_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    old = Ledger(path, "1.0.0")
    old.keep(old.key("an article"), "a credit")
    old.save()
    new = Ledger(path, "1.0.1")
    assert new.find(new.key("an article")) is None
    assert Ledger(path, "1.0.0").find(old.key("an article")) == "a credit"


def test_what_nobody_asked_for_is_gone_from_the_next_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    first = Ledger(path)
    for name in ("stays", "goes"):
        first.keep(first.key(name), name)
    first.save()
    second = Ledger(path)
    assert second.find(second.key("stays")) == "stays"
    second.save()
    third = Ledger(path)
    assert third.find(third.key("stays")) == "stays"
    assert third.find(third.key("goes")) is None


def test_what_changed_replaces_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    first = Ledger(path)
    first.keep(first.key("an article"), "old")
    first.save()
    second = Ledger(path)
    key = second.key("an article")
    assert second.find(key) == "old"
    second.keep(key, "new")
    second.keep(key, "newer")
    second.save()
    assert Ledger(path).find(key) == "newer"
    written = path.stat().st_mtime_ns
    third = Ledger(path)
    assert third.find(key) == "newer"
    third.keep(key, "newer")
    third.save()
    assert path.stat().st_mtime_ns == written  # nothing is new


def test_of_two_builds_at_once_the_last_one_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    one, other = Ledger(path), Ledger(path)
    for number in range(200):
        one.keep(one.key(f"one {number}"), number)
        other.keep(other.key(f"other {number}"), number)
    one.save()
    other.save()
    after = Ledger(path)
    assert [after.find(after.key(f"other {number}")) for number in range(200)] == [*range(200)]
    assert after.find(after.key("one 1")) is None
    assert [entry.name for entry in tmp_path.iterdir()] == ["ledger"]


def test_a_build_that_was_killed_in_mid_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger"
    first = Ledger(path)
    first.keep(first.key("an article"), "a credit")
    first.save()

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(Path, "replace", kill)
    second = Ledger(path)
    second.keep(second.key("another"), "two")
    with pytest.raises(Killed):
        second.save()
    monkeypatch.undo()
    assert Ledger(path).find(first.key("an article")) == "a credit"


def test_a_document_that_somebody_changed_is_written_again(site: BuildSite) -> None:
    built = site(FILES, **SETTINGS)
    feed = built.output / "feeds" / "articles.xml"
    right = feed.read_bytes()
    feed.write_bytes(right.replace(b"One", b"1"))
    site(FILES, **SETTINGS)
    assert feed.read_bytes() == right
    feed.unlink()
    site(FILES, **SETTINGS)
    assert feed.read_bytes() == right


def test_a_link_that_came_back_to_life_comes_back_into_the_feed(site: BuildSite) -> None:
    built = site(FILES, **SETTINGS)
    assert "gone.html" not in built.text("feeds/articles.xml")
    stamp = (built.output / "feeds" / "articles.xml").stat().st_mtime_ns
    site(FILES, **SETTINGS)
    assert (built.output / "feeds" / "articles.xml").stat().st_mtime_ns == stamp
    pages = {
        **FILES,
        "pages/gone.md": "Title: Gone\nSlug: gone\nSave_as: gone.html\nURL: gone.html\n\nHere.",
    }
    assert "gone.html" in site(pages, **SETTINGS).text("feeds/articles.xml")
    (built.output / "gone.html").unlink()
    (built.root / "content" / "pages" / "gone.md").unlink()
    assert "gone.html" not in site(FILES, **SETTINGS).text("feeds/articles.xml")
