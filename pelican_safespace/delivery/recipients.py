"""A list of subscribers, as spreadsheets and list engines export it, row by row.

The file is read as a stream, so a list of any length needs the same memory.
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from pelican_safespace.delivery.errors import DeliveryError

#: What a column of addresses is called, in lower case and letters only.
_HEADERS = frozenset(
    (
        *("email", "emailaddress", "emailadress", "emailid", "mail", "mailaddress", "address"),
        *("subscriber", "subscriberemail", "recipient", "contact", "contactemail", "useremail"),
        *("primaryemail", "emailprimary", "workemail", "personalemail", "email1value"),
        *("emailadresse", "mailadresse", "adresse", "empfänger"),
        *("courriel", "mel", "adresseemail", "adressemail", "adressecourriel"),
        *("correo", "correoelectrónico", "correoelectronico", "adresseélectronique"),
    )
)
_LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
#: Letters that the older IDNA of Python's codec turns into others: another domain, another reader.
_DEVIATIONS = re.compile("[ßς\u200c\u200d]")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One subscriber: the address as mail needs it, and the form in which it is recognised."""

    address: str
    identity: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """A row nobody can be reached at: its line in the file and why. It never holds the text."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


def read(path: Path) -> Iterator[Recipient | Malformed]:
    """Yield each row of a CSV file as a Recipient or as Malformed; blank rows are passed over.

    The encoding may be UTF-8 with or without BOM, UTF-16 with BOM or Windows-1252, the delimiter
    a comma, semicolon or tab, the column of addresses anywhere, the header missing. Raises
    DeliveryError when the file cannot be read or has no column of addresses.
    """
    try:
        with path.open(encoding=_encoding(path), newline="") as file:
            yield from _rows(file, path.name)
    except OSError as error:
        raise DeliveryError(f"{path.name} cannot be read: {error.strerror}.") from None
    except (UnicodeError, csv.Error):
        # The exceptions of both quote the text they failed on.
        raise DeliveryError(
            f"{path.name} is not a CSV file. Export the list again as “CSV UTF-8”."
        ) from None


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(1 << 16):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
        return "utf-8-sig"


def _rows(file: TextIO, name: str) -> Iterator[Recipient | Malformed]:
    rows = csv.reader(file, delimiter=_delimiter(file), skipinitialspace=True)
    column = None
    line = 0
    for row in rows:
        # A quoted cell may span lines: the row is where it begins.
        began, line = line + 1, rows.line_num
        if not any(cell.strip() for cell in row):
            continue
        if column is None:
            column, is_header = _column(row, name)
            if is_header:
                continue
        cell = row[column].strip() if column < len(row) else ""
        try:
            yield recipient(cell)
        except ValueError as error:
            yield Malformed(began, str(error))


def _delimiter(file: TextIO) -> str:
    """Return what separates the cells of the first line that has any text."""
    first = next((line for line in file if line.strip("\ufeff \t\r\n,;")), "")
    file.seek(0)
    return max(",;\t", key=first.count)


def _column(row: list[str], name: str) -> tuple[int, bool]:
    """Return the column of addresses and whether ``row`` is the header."""
    titles = ["".join(filter(str.isalnum, cell.casefold())) for cell in row]
    with_at = [n for n, cell in enumerate(row) if "@" in cell]
    if with_at:
        return with_at[0], False
    # A plain "Address" is often the street: a title that says e-mail goes before it.
    certain = [n for n, title in enumerate(titles) if title in _HEADERS and "mail" in title]
    likely = [n for n, title in enumerate(titles) if "mail" in title]
    possible = [n for n, title in enumerate(titles) if title in _HEADERS]
    for found in (certain, likely, possible):
        if found:
            return found[0], True
    raise DeliveryError(
        f"{name} has no column of addresses. Give the column the title “email” in the first row."
    )


def recipient(text: str) -> Recipient:
    """Return the recipient a cell names. Raises ValueError, without the text, for no address.

    The domain becomes IDNA in lower case. Two spellings of one mailbox that differ in case only
    have one ``identity``; a plus-address is a mailbox of its own.
    """
    text = unicodedata.normalize("NFC", text.strip())
    if "<" in text:
        text = parseaddr(text)[1]
    local, at, domain = text.removeprefix("mailto:").rpartition("@")
    if not text:
        raise ValueError("no address")
    if not at:
        raise ValueError("no @ in the address")
    if not local.isascii():
        raise ValueError("letters before the @ that most mail servers refuse")
    if len(local) > 64 or not _LOCAL_PART.fullmatch(local):
        raise ValueError("what stands before the @ is not the name of a mailbox")
    address = f"{local}@{_domain(domain)}"
    if len(address) > 254:
        raise ValueError("longer than an address may be")
    return Recipient(address, address.lower())


# Most of a list is at a few large providers.
@lru_cache(maxsize=1024)
def _domain(domain: str) -> str:
    if _DEVIATIONS.search(domain):
        raise ValueError("a domain whose letters must be written in their xn-- form")
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        plain = ""
    labels = plain.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        raise ValueError("what stands after the @ is not a domain")
    return plain
