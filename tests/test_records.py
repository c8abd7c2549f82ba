"""What a build keeps of an issue: found again whole, or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sites import BuildSite, Site, article

from pelican_safespace.newsletter.records import Record

ISSUE = "Title: {0}\nDate: 2026-0{1}-01 09:00\nSubject: {0}\nArticles: one\n\nDear reader,\n"
FILES = {
    "one.md": article("One, <https://example.com/> and *more*.", title="One"),
    "newsletter/may.md": ISSUE.format("May", 5),
    "newsletter/june.md": ISSUE.format("June", 6),
}
SETTINGS = {"SAFESPACE_PROVIDERS": ["listmonk"]}


def record_of(built: Site, slug: str = "may") -> Path:
    return built.root / "cache" / "safespace" / f"{slug}.json"


def sealed(parts: object) -> bytes:
    """The file of a record that holds ``parts``, whoever wrote it."""
    data = json.dumps(parts).encode() + b"\n"
    return data + hashlib.blake2b(data, digest_size=16).hexdigest().encode()


def parts_of(record: Path) -> Any:
    return json.loads(record.read_bytes().partition(b"\n")[0])


def kept_as(record: Path, change: Callable[[str, dict[str, Any]], None]) -> None:
    parts = parts_of(record)
    for name, part in parts.items():
        change(name, part)
    record.write_bytes(sealed(parts))


def as_by_another_edition(_: str, part: dict[str, Any]) -> None:
    part["key"] = part["key"][::-1]
    part["value"] = "<p>Somebody else's words.</p>"


def as_of_another_shape(_: str, part: dict[str, Any]) -> None:
    part["value"] = [[part["value"]]]


def as_nothing(_: str, part: dict[str, Any]) -> None:
    del part["value"]


def test_a_build_without_records_writes_the_same(site: BuildSite) -> None:
    cold = site(FILES, **SETTINGS).tree("outbox")
    kept = site(FILES, **SETTINGS).tree("outbox")
    without = site(FILES, **SETTINGS, SAFESPACE_CACHE=False).tree("outbox")
    assert cold == kept == without
    assert "may/for-listmonk.html" in cold


def test_switched_off_no_record_is_read_or_written(site: BuildSite) -> None:
    built = site(FILES, **SETTINGS, SAFESPACE_CACHE=False)
    assert not record_of(built).parent.exists()


@pytest.mark.parametrize("change", [as_by_another_edition, as_of_another_shape, as_nothing])
def test_a_whole_record_that_is_not_ours_is_ignored_and_made_anew(
    site: BuildSite, change: Callable[[str, dict[str, Any]], None]
) -> None:
    first = site(FILES, **SETTINGS)
    before, record = first.tree("outbox"), record_of(first)
    found = record.read_bytes()
    kept_as(record, change)
    assert site(FILES, **SETTINGS).tree("outbox") == before
    assert record.read_bytes() == found


def test_the_record_of_another_issue_is_ignored(site: BuildSite) -> None:
    first = site(FILES, **SETTINGS)
    before = first.tree("outbox")
    record_of(first).write_bytes(record_of(first, "june").read_bytes())
    assert site(FILES, **SETTINGS).tree("outbox") == before


def test_what_a_killed_build_left_half_written_is_ignored(site: BuildSite) -> None:
    first = site(FILES, **SETTINGS)
    before, record = first.tree("outbox"), record_of(first)
    whole = record.read_bytes()
    record.with_name("tmpabcdef").write_bytes(whole[: len(whole) // 3])
    record.write_bytes(whole[: len(whole) // 3])
    assert site(FILES, **SETTINGS).tree("outbox") == before
    assert record.read_bytes() == whole


def same(value: str) -> str:
    return value


def test_two_builds_at_once_leave_each_other_a_whole_record_or_none(tmp_path: Path) -> None:
    path = tmp_path / "may.json"

    def build(number: int) -> str:
        record = Record(path, keep=True)
        mail = f"mail {number}" * 20_000
        record.part("mail", f"{number}", lambda: mail, written=same, read=same)
        record.save()
        # Another build's record has another key: what it holds is never given out as ours.
        return Record(path, keep=False).part(
            "mail", f"{number}", lambda: "made anew", written=same, read=same
        )

    with ThreadPoolExecutor(8) as builds:
        for number, found in enumerate(builds.map(build, range(64))):
            assert found in (f"mail {number}" * 20_000, "made anew")
    assert parts_of(path)["mail"]["value"].startswith("mail ")
    assert list(tmp_path.iterdir()) == [path]
