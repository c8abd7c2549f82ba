"""The series block at an article's end or start, as many systems and people write it."""

from __future__ import annotations

import re

import pytest
from case_files import PROSE, Case, cases

from pelican_safespace.extract import extract
from pelican_safespace.models import SeriesLink, SeriesLinks

CASES = cases("series")


def expected(case: Case) -> SeriesLinks:
    """What the header of a case says."""
    header = case.header

    def link(direction: str) -> SeriesLink | None:
        title, url = header.get(direction), header.get(f"{direction}_url")
        return SeriesLink(title, url) if title or url else None

    part, of = header.get("part"), header.get("of")
    return SeriesLinks(
        link("previous"),
        link("next"),
        header.get("name"),
        int(part) if part else None,
        int(of) if of else None,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_series_block_is_read_and_taken_out_whole(case: Case) -> None:
    article = case.article()
    found = extract(article)
    assert found.series == expected(case)
    if case.header.get("none"):
        assert found.body == article
    elif kept := case.header.get("keeps"):
        assert kept in found.body
        assert "<p></p>" not in found.body
    else:
        assert re.sub(r">\s+<", ">\n<", found.body.strip()) == "\n".join(PROSE)
