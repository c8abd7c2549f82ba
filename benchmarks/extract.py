"""What ``extract`` costs: on ordinary articles, and on input made to be slow.

    python benchmarks/extract.py

Times are of the process, the best of several runs; on a busy machine they are up to twice those
of an idle one. What does not depend on the machine is the ratio to one parse of the same article
by BeautifulSoup with lxml, which takes about a millisecond on an idle one.
"""

from __future__ import annotations

import time
import timeit
from datetime import UTC, datetime, timedelta
from math import log
from statistics import linear_regression

from bs4 import BeautifulSoup

from pelican_safespace.chains import resolve
from pelican_safespace.extract import extract
from pelican_safespace.models import Member, SeriesLink, SeriesLinks

PARAGRAPH = (
    "<p>Some <em>text</em> as people write it, with <a href='https://example.org/a'>a link</a>, a"
    " dash &ndash; two, even &ndash; and as many words as a paragraph has when a person has sat"
    " with it for a while, at a desk or on a train, early in the morning, and slept on it.</p>\n"
)
ARTICLE = PARAGRAPH * 26
CREDIT = (
    "<p><em>Originally written for and published by Allison Example, LCSW on"
    " <a href='https://www.example.com/'>www.example.com</a></em></p>\n"
)
BLOCK = (
    "<p>Previous\nPrevious</p>\n<p>Asking for help…</p>\n<p>Next\nNext</p>\n<p>Small rooms</p>\n"
)
ARTICLES = {
    "no hint": ARTICLE,
    "no hint, typographic quotes": ARTICLE.replace("&ndash;", "–").replace("a desk", "a “desk”"),
    'the word "next" in its prose': ARTICLE + "<p>Next to the window there is a chair.</p>",
    "a block": ARTICLE + BLOCK,
    "a credit": ARTICLE + CREDIT,
    "a credit and a block": ARTICLE + CREDIT + BLOCK,
}
REPEATED = (
    "originally published ",
    "<p>Originally published on X</p>",
    "<p>Next</p>",
    "<p>Part 2</p>",
    "<p>Next: <a href=x>Y</a></p>",
    "<div>",
    "<em>",
    "<a href=x>",
    "<",
    "<!--",
    "<p title='",
    "Next\n",
    "Next<br>",
    "This is part 2 of a series. ",
    "<li><a href=x>Part 1</a></li>",
    "<hr>",
    "<p>Next<br>Next</p><p>A title</p>",
    "<a href=/next><div>Next</div></a>",
    "<a rel=prev href=/p> &raquo; '><p><p><p><p><p><p>",
    f"<p>{'part 2 of the series: <a href=x>Y</a> and ' * 200}</p>",
    f"<p>{'<b>look forward to</b> → watch out for“' * 250}</p>",
)


SIZES = (250_000, 500_000, 1_000_000, 2_000_000)


def growth(text: str) -> tuple[float, float]:
    """Return the seconds for a megabyte of ``text`` and the exponent of growth over ``SIZES``.

    The exponent is the slope of log(time) over log(size), by least squares: 1 is linear.
    """
    times = [seconds(text * (size // len(text)), 2) for size in SIZES]
    exponent = linear_regression([log(size) for size in SIZES], [log(one) for one in times]).slope
    return times[SIZES.index(1_000_000)], exponent


def seconds(html: str, runs: int) -> float:
    """Return the process time of one ``extract``, the best of ``runs``."""
    best = float("inf")
    for _ in range(runs):
        started = time.process_time()
        extract(html)
        best = min(best, time.process_time() - started)
    return best


def members(count: int) -> list[Member]:
    """Return a site of ``count`` articles, each naming the one before it, in series of nine."""
    epoch = datetime(2020, 1, 1, tzinfo=UTC)
    return [
        Member(
            f"{number}.md",
            f"article-{number}",
            f"Article {number}",
            f"https://example.org/article-{number}.html",
            "en",
            epoch + timedelta(days=number),
            True,
            SeriesLinks(
                SeriesLink(f"Article {number - 1}", None) if number % 9 else None,
                None,
                f"Series {number // 9}",
            ),
        )
        for number in range(count)
    ]


def main() -> None:
    """Print one line for each input."""
    extract(CREDIT + BLOCK)
    print(f"an article of {len(ARTICLE) / 1000:.0f} KB with …")
    parse = min(timeit.repeat(lambda: BeautifulSoup(ARTICLE, "lxml"), number=20, repeat=5)) / 20
    for name, html in ARTICLES.items():
        cost = seconds(html, 200)
        print(f"  {name:32} {cost * 1e6:8.0f} µs   {cost / parse:5.2f} of a BeautifulSoup parse")
    print("a megabyte of …, and how the time grows from a quarter to two")
    for text in REPEATED:
        megabyte, exponent = growth(text)
        print(f"  {text[:52]!r:32} {megabyte * 1e3:8.0f} ms   n^{exponent:.2f}")
    nested = "<div>" * 100_000 + CREDIT + "</div>" * 100_000
    print(f"  {'a credit in 100,000 <div>':32} {seconds(nested, 1) * 1e3:8.0f} ms")
    site = members(5000)
    started = time.process_time()
    resolve(site)
    print(f"the series of 5,000 articles         {(time.process_time() - started) * 1e3:5.0f} ms")


if __name__ == "__main__":
    main()
