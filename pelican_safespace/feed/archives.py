"""A feed in several documents: the newest articles, and archives of all of them (RFC 5005, 4).

An archive holds the articles of one year, or of one month where a year is too large; so a new
article changes none but its own. The last year is still open, and its archive bears the number
of articles in its name: a reader that has fetched a document need never fetch it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pelican_safespace.feed.item import Item
from pelican_safespace.feed.rss import Feed, assemble
from pelican_safespace.feed.rss_channel import History
from pelican_safespace.models import Channel

_LARGEST = 4_500_000  # bytes of items, so that the channel fits into a validator's 5,000,000


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a feed. ``period`` is "" for the current one, else as in its name."""

    period: str
    feed: Feed


def pages(channel: Channel, items: Iterable[Item], *, newest: int) -> list[Document]:
    """Return the documents of a feed: the current one, then its archives from the oldest on.

    The current one holds the ``newest`` items by date. A feed of no more than these is one
    document, its items in the order given.
    """
    items = list(items)
    if len(items) <= newest and _size(items) <= _LARGEST:
        return [Document("", assemble(channel, items))]
    dated = sorted(items, key=_moment)
    # Around New Year the order of dates in different zones is not that of their years.
    by_month = sorted(dated, key=_month)
    previous = None
    archives = []
    for period, members in _periods(by_month):
        address = archive_name(channel.feed_url, period)
        history = History(previous, channel.feed_url)
        itself = replace(channel, feed_url=address)
        archives.append(Document(period, assemble(itself, members[::-1], history=history)))
        previous = address
    current = next(_chunks(dated[::-1][:newest]))
    return [Document("", assemble(channel, current, history=History(previous))), *archives]


def archive_name(name: str, period: str) -> str:
    """Return the path or address of an archive: "feeds/articles-2019.xml"."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{period}{dot}{suffix}" if period else name


def _periods(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Yield each archive's period and items; ``items`` are in the order of their dates."""
    years = list(_grouped(items, _year))
    for year, members in years:
        last = year == years[-1][0]
        parts = [(year, members)] if _size(members) <= _LARGEST else _grouped(members, _month)
        for period, part in parts:
            open_end = last and part[-1] is members[-1]
            yield from _numbered(period, part, open_end)


def _numbered(period: str, items: list[Item], open_end: bool) -> Iterator[tuple[str, list[Item]]]:
    chunks = list(_chunks(items))
    for number, chunk in enumerate(chunks, 1):
        name = period if len(chunks) == 1 else f"{period}-part-{number}"
        unfinished = open_end and chunk is chunks[-1]
        yield (f"{name}-first-{len(chunk)}" if unfinished else name), chunk


def _grouped(
    items: Iterable[Item], period: Callable[[Item], str]
) -> Iterator[tuple[str, list[Item]]]:
    return ((name, list(members)) for name, members in groupby(items, period))


def _moment(item: Item) -> tuple[float, str]:
    """When it was published, in seconds: dates of different zones compare slowly."""
    return item.post.published.timestamp(), item.post.guid


def _year(item: Item) -> str:
    return f"{item.post.published.year:04}"


def _month(item: Item) -> str:
    published = item.post.published
    return f"{published.year:04}-{published.month:02}"


def _chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield ``items`` in as many lists as it takes for each to fit into a document."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        if chunk and size + item.size > _LARGEST:
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += item.size
    yield chunk


def _size(items: Iterable[Item]) -> int:
    return sum(item.size for item in items)
