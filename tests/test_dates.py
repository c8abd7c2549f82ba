"""Dates as people write them, to ISO 8601."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_safespace import dates
from pelican_safespace.languages import load


@pytest.mark.parametrize(
    ("lang", "written", "iso"),
    [
        ("en", "March 3, 2019", "2019-03-03"),
        ("en", "March 3rd, 2019", "2019-03-03"),
        ("en", "Mar. 3, 2019", "2019-03-03"),
        ("en", "3 March 2019", "2019-03-03"),
        ("en", "the 3rd of March, 2019", "2019-03-03"),
        ("en", "Sunday, March 3, 2019", "2019-03-03"),
        ("en", "Sept 3 2019", "2019-09-03"),
        ("en", "March 2019", "2019-03"),
        ("en", "March of 2019", "2019-03"),
        ("en", "March/April 2019", "2019-03"),
        ("en", "March–April 2019", "2019-03"),
        ("en", "March to May 2019", "2019-03"),
        ("en", "March and April 2019", "2019-03"),
        ("en", "March 30 – April 2, 2019", "2019-03-30"),
        ("en", "3 to 5 March 2019", "2019-03-03"),
        ("en", "30 March to 2 April 2019", "2019-03-30"),
        ("de", "30. März bis 2. April 2019", "2019-03-30"),
        ("fr", "mars à mai 2019", "2019-03"),
        ("en", "spring 2019", "2019"),
        ("en", "early March 2019", "2019-03"),
        ("en", "2019", "2019"),
        ("en", "2019-03-04", "2019-03-04"),
        ("en", "2019-03-04T10:20:30Z", "2019-03-04"),
        ("en", "2019/03/04", "2019-03-04"),
        ("en", "3/4/2019", "2019-03-04"),
        ("en", "3/4/19", "2019-03-04"),
        ("en", "3/4/98", "1998-03-04"),
        ("en", "23/4/2019", "2019-04-23"),
        ("en", "4.3.2019", "2019-03-04"),
        ("en", "February 30, 2019", "2019-02"),
        ("en", "2019年3月4日", "2019-03-04"),
        ("de", "3. März 2019", "2019-03-03"),
        ("de", "3. Jänner 2019", "2019-01-03"),
        ("de", "3/4/2019", "2019-04-03"),
        ("de", "03.04.2019", "2019-04-03"),
        ("de", "Mai 2019", "2019-05"),
        ("de", "March 3, 2019", "2019-03-03"),
        ("fr", "1er mars 2019", "2019-03-01"),
        ("fr", "dimanche 3 mars 2019", "2019-03-03"),
        ("fr", "3 févr. 2019", "2019-02-03"),
        ("fr", "août 2019", "2019-08"),
        ("es", "3 de marzo de 2019", "2019-03-03"),
        ("es", "marzo del 2019", "2019-03"),
        ("nl", "3 maart 2019", "2019-03-03"),
        ("pt", "3 de março de 2019", "2019-03-03"),
        ("it", "3 marzo 2019", "2019-03-03"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(lang: str, written: str, iso: str) -> None:
    found = dates.at(written, 0, load()[lang])
    assert found is not None
    assert (found.iso, found.start, found.end) == (iso, 0, len(written))


@pytest.mark.parametrize(
    "text",
    ["March 3", "3 March", "13/13/2019", "2.0.1", "20190", "1234", "May", "no date", "v2019.1.2.3"],
)
def test_what_has_no_year_or_is_no_date_is_left_alone(text: str) -> None:
    assert dates.at(text, 0) is None


def test_the_first_date_in_a_sentence_is_found() -> None:
    found = dates.find("It ran on May 1, 2020, and again on May 2, 2021.")
    assert found is not None
    assert found.iso == "2020-05-01"
    assert dates.find("It never ran.") is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    found = dates.at(day.isoformat(), 0)
    assert found is not None
    assert found.iso == day.isoformat()


@given(st.text(max_size=60))
def test_any_text_is_accepted(text: str) -> None:
    found = dates.find(text)
    assert found is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", found.iso)


@pytest.mark.parametrize("piece", ["winter ", "3 de ", "May ", "1/", "Sunday, "])
def test_a_long_text_is_searched_in_a_blink(piece: str) -> None:
    start = time.process_time()
    dates.find(piece * 10_000)
    assert time.process_time() - start < 2
