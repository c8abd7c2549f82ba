"""The series block at an article's end or start, as many systems and people write it."""

from __future__ import annotations

import re

import pytest
from case_files import PROSE, Case, cases
from typogrify.filters import typogrify

from pelican_safespace.chains.catalogue import normalised
from pelican_safespace.extract import extract
from pelican_safespace.models import SeriesLink, SeriesLinks
from pelican_safespace.series import from_metadata

CASES = cases("series")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_series_block_is_read_and_taken_out_whole(case: Case) -> None:
    article = case.article()
    found = extract(article)
    assert found.series == case.series
    if case.header.get("none") or case.header.get("belongs"):
        assert found.body == article
    elif kept := case.header.get("keeps"):
        assert kept in found.body
        assert "<p></p>" not in found.body
    else:
        assert re.sub(r">\s+<", ">\n<", found.body.strip()) == "\n".join(PROSE)


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.header.get("none")], ids=lambda case: case.name
)
def test_typography_changes_nothing(case: Case) -> None:
    def plain(links: SeriesLinks) -> object:
        sides = [
            side and (normalised(side.title or ""), side.url)
            for side in (links.previous, links.next)
        ]
        return *sides, normalised(links.name or ""), links.part, links.of

    found = extract(typogrify(case.article()))
    assert plain(found.series) == plain(case.series)
    if not (case.header.get("keeps") or case.header.get("belongs")):
        assert re.sub(r">\s+<", ">\n<", found.body.strip()) == typogrify("\n".join(PROSE))


@pytest.mark.parametrize(
    "beside",
    [
        "<p>The kettle had boiled.</p>",
        "<ul>\n<li>a kettle</li>\n<li>a lamp</li>\n</ul>",
        '<p>See <a href="https://www.example.com/kettle">the kettle</a> for more.</p>',
    ],
)
def test_what_stands_beside_a_block_stays(beside: str) -> None:
    cases = [case for case in CASES if not case.header.get("none")]
    lost = [case.name for case in cases if beside not in extract(_with(case, beside)).body]
    assert not lost


def _with(case: Case, beside: str) -> str:
    """The article with ``beside`` between its prose and the block."""
    if case.header.get("place") == "first":
        return case.article().replace(PROSE[0], f"{beside}\n{PROSE[0]}", 1)
    return case.article().replace(PROSE[-1], f"{PROSE[-1]}\n{beside}", 1)


SAID = SeriesLinks(SeriesLink("A", "/a"), SeriesLink("B", "/b"), "Quiet rooms", 2, 4)
METADATA = [
    ({}, SAID),
    ({"title": "Anything"}, SAID),
    ({"series": "Calm"}, SeriesLinks(SAID.previous, SAID.next, "Calm", 2, 4)),
    ({"series_index": "3"}, SeriesLinks(SAID.previous, SAID.next, "Quiet rooms", 3, 4)),
    ({"series_index": "three"}, SAID),
    ({"previous": " "}, SAID),
    (
        {"previous": "{filename}a.md", "next": "small-rooms"},
        SeriesLinks(
            SeriesLink("{filename}a.md", None), SeriesLink("small-rooms", None), "Quiet rooms", 2, 4
        ),
    ),
]


@pytest.mark.parametrize(("metadata", "links"), METADATA, ids=str)
def test_metadata_win_field_by_field(metadata: dict[str, str], links: SeriesLinks) -> None:
    assert from_metadata(metadata, SAID) == links


def test_the_part_to_come_at_the_end_is_the_next_one() -> None:
    article = "\n".join(
        (
            "<p>This is the first part of a two-part series on lamps.</p>",
            *PROSE,
            "<p>In the second part of this series, we will light a lamp.</p>",
        )
    )
    found = extract(article).series
    assert (found.part, found.of, found.name) == (1, 2, "lamps")
