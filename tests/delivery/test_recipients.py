"""Lists of subscribers as they come out of spreadsheets and list engines."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.recipients import Malformed, Recipient, read, recipient


def listed(path: Path, content: str | bytes) -> list[str]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [one.address for one in read(path) if isinstance(one, Recipient)]


BOTH = ["ida@example.org", "ben@example.org"]


@pytest.mark.parametrize(
    "content",
    [
        "email\nida@example.org\nben@example.org\n",
        "ida@example.org\nben@example.org",
        "\n\nE-Mail\r\n\r\nida@example.org\r\n  \r\nben@example.org\r\n,,\r\n",
        "Name,Email Address\nIda,ida@example.org\nBen,ben@example.org\n",
        "Name;E-Mail-Adresse\nIda;ida@example.org\nBen;ben@example.org\n",
        "Prénom\tAdresse électronique\nIda\tida@example.org\nBen\tben@example.org\n",
        "Address,Your e-mail here\n1 Elm Street,ida@example.org\n2 Elm Street,ben@example.org\n",
        'Address,Email\n"1 Elm Street\nAnytown",ida@example.org\n,ben@example.org\n',
        ["id,subscribed,who", "1,yes,ida@example.org\n2,no,ben@example.org\n"][1],
        '"Brook, Ida" <ida@example.org>\nben@example.org\n'.replace('"Brook, Ida" ', "Ida "),
        "\ufeffemail\nida@example.org\nben@example.org\n",
        "mailto:ida@example.org\nben@EXAMPLE.org",
    ],
)
def test_a_list_is_read_however_it_was_exported(tmp_path: Path, content: str) -> None:
    assert listed(tmp_path / "list.csv", content) == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_in_the_encodings_that_spreadsheets_write(
    tmp_path: Path, encoding: str
) -> None:
    content = "Prénom;E-mail\nZoë;ida@example.org\nÅsa;ben@bücher.example\n".encode(encoding)
    assert listed(tmp_path / "list.csv", content) == [
        "ida@example.org",
        "ben@xn--bcher-kva.example",
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ida@Example.ORG", "ida@example.org", True),
        (" ida@example.org ", "ida@example.org", True),
        ("ida+news@example.org", "ida@example.org", False),
        ("ida@BÜCHER.example", "ida@xn--bcher-kva.example", True),
        ("i.da@example.org", "ida@example.org", False),
    ],
)
def test_one_mailbox_is_recognised_in_its_spellings(one: str, other: str, same: bool) -> None:
    assert (recipient(one).identity == recipient(other).identity) is same


def test_a_mailbox_is_written_to_in_the_case_it_was_given() -> None:
    assert recipient("Ida.Brook@Example.org").address == "Ida.Brook@example.org"


@pytest.mark.parametrize(
    "text",
    [
        "ida",
        "ida@",
        "@example.org",
        "ida@example",
        "ida@@example.org",
        "ida..brook@example.org",
        ".ida@example.org",
        "ida brook@example.org",
        "ida@exa mple.org",
        "ida@-example.org",
        "ida@example.org, ben@example.org",
        "ida@example.org\r\nBcc: ben@example.org",
        "ida@127.0.0.1",
        "ïda@example.org",
        "ida@straße.example",
        f"{'i' * 65}@example.org",
        f"ida@{'e' * 64}.org",
        f"ida@{'.'.join(['example'] * 40)}",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        recipient(text)
    assert text not in str(caught.value)


def test_malformed_rows_are_named_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        'name,email\n"Ida\nBrook",ida@example.org\n\nBen,ben(at)example.org\nZoë\n',
        encoding="utf-8",
    )
    found = [one for one in read(path) if isinstance(one, Malformed)]
    assert [one.line for one in found] == [5, 6]
    assert "ben" not in " ".join(map(str, found))


@pytest.mark.parametrize("content", ["", "name,town\nIda,Anytown\n", "\n\n"])
def test_a_file_without_addresses_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    if content.strip():
        with pytest.raises(DeliveryError, match="no column of addresses"):
            list(read(path))
    else:
        assert list(read(path)) == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=r"list\.csv cannot be read"):
        list(read(tmp_path / "list.csv"))


def test_a_long_list_needs_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("email\n" + "".join(f"reader{n}@example.com\n" for n in range(20_000)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in read(path)) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
