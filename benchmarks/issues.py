"""How long a build spends on issues: the first time, and when nothing changed.

python benchmarks/issues.py [issues] [articles in each] [providers]
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from mail_samples import POSTS, PRACTICE, edition

from pelican_safespace.models import ProviderName
from pelican_safespace.newsletter.production import Order, produced
from pelican_safespace.phrases import phrases


def main(issues: int = 20, articles: int = 5, providers: int = 2) -> None:
    """Print both times, in milliseconds for each issue."""
    orders = [
        Order(
            edition(
                *(
                    replace(POSTS[n % 3], slug=f"{issue}-{n}", url=f"{POSTS[0].url}{issue}-{n}")
                    for n in range(articles)
                ),
                slug=str(issue),
            ),
            PRACTICE,
            phrases("en"),
            providers=get_args(ProviderName)[:providers],
        )
        for issue in range(issues)
    ]
    with tempfile.TemporaryDirectory() as folder:
        for what in ("rendered", "found again"):
            start = time.perf_counter()
            for order in orders:
                record = Path(folder) / f"{order.edition.issue.slug}.json"
                produced(order, record, keep=True)
            taken = (time.perf_counter() - start) / issues
            print(f"{what}: {taken * 1000:.1f} ms for an issue of {articles} articles")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
