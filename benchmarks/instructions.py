"""How many instructions a build takes, counted by valgrind: a figure that does not jump about.

The cost of one article is the difference between a blog of 200 and one of 60, so that starting
up, and what is there once, is not in it. That of one issue is the difference between many and few,
on a blog large enough that no two have an article in common. It repeats to 0.1 %.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import sites
from sites import Case

FEW, MANY = 60, 200
FEW_ISSUES = 10
FOR_ISSUES = 700  # articles, of which sixty issues hold five each of the newer half
VALGRIND = (
    "valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
)  # fmt: skip
_TOTAL = re.compile(r"I\s+refs:\s+([\d,]+)")


@dataclass(frozen=True, slots=True)
class Instructions:
    """Instructions for one article, for one issue, and for what a build does once."""

    article: float
    issue: float
    once: float


def available() -> bool:
    """Tell whether valgrind is installed."""
    return shutil.which("valgrind") is not None


def measure(folder: Path, case: Case) -> Instructions:
    """Count the instructions of a case, in a folder for its sites."""
    without = case.with_issues(0)
    few = count(folder / "few", FEW, without)
    article = (count(folder / "many", MANY, without) - few) / (MANY - FEW)
    issue = 0.0
    if case.issues:
        all_of_them = count(folder / "issues", FOR_ISSUES, case)
        some = count(folder / "some", FOR_ISSUES, case.with_issues(FEW_ISSUES))
        issue = (all_of_them - some) / (case.issues - FEW_ISSUES)
    return Instructions(article, issue, few - FEW * article)


def count(folder: Path, articles: int, case: Case) -> int:
    """Return the instructions of one build of ``articles`` articles."""
    site = sites.make(folder, articles, case)
    sites.build(site, case)  # compiles Python's own files; what ``again`` finds
    sites.prepare(site, case)
    done = subprocess.run(
        [*VALGRIND, *sites.command()],
        cwd=site,
        env=sites.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    found = _TOTAL.search(done.stderr)
    if found is None:
        raise SystemExit(f"valgrind said nothing of instructions:\n{done.stderr}")
    return int(found[1].replace(",", ""))
