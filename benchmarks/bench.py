"""What the plugin costs a build, as ratios to Pelican without it: `make bench`.

    python benchmarks/bench.py [--short] [--articles N] [--rounds N] [--only PART …]

All builds of a round are made one after another and the rounds repeated, so that a busy minute
of the machine is in all of them; medians are compared. On a machine that others use, trust the
instructions. PART is any of time, growth, instructions, others, and whole, which counts the
instructions of whole builds instead of working them out, and takes half an hour.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path
from statistics import linear_regression, median

import generators
import instructions
import sites
from sites import STOCK, Case, Cost

ISSUES = 60
_NO_VALGRIND = "\ninstructions: valgrind is not installed (Debian: apt-get install valgrind)"
PARTS = ("time", "growth", "instructions", "others")
LONG_PARTS = ("whole",)
#: What stock Pelican builds is done before the plugin's cold build, and that before its second.
CASES = (
    STOCK,
    sites.STOCK_AGAIN,
    sites.STOCK_NEWEST,
    sites.STOCK_FULL,
    sites.PLUGIN_OFF,
    sites.everything(ISSUES),
    sites.everything(ISSUES, again=True),
)
COUNTED = (
    STOCK,
    sites.STOCK_FULL,
    sites.PLUGIN_OFF,
    sites.everything(ISSUES),
    sites.everything(ISSUES, again=True),
)


def main() -> None:
    """Measure what is asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AsWritten)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=PARTS + LONG_PARTS, default=PARTS)
    parser.add_argument("--short", action="store_true", help="500 articles, three rounds")
    asked = parser.parse_args()
    if asked.short:
        asked.articles, asked.rounds = 500, 3
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        for part in asked.only:
            measure = {
                "time": time,
                "growth": growth,
                "instructions": counts,
                "others": others,
                "whole": whole,
            }
            measure[part](Path(scratch) / part, asked.articles, asked.rounds)


def time(folder: Path, articles: int, rounds: int) -> None:
    """Print wall and processor time and memory of every case, as ratios."""
    found = interleaved(folder, articles, CASES, rounds)
    print(f"\n{articles:,} articles, medians of {rounds}; ratios to {STOCK.name}")
    print(f"{'':44} {'wall':>7} {'cpu':>7} {'memory':>7} {'wall to its feeds':>18}")
    stock, full = found[STOCK.name], found[sites.STOCK_FULL.name]
    for name, costs in found.items():
        ratios = [_ratio(costs, stock, figure) for figure in (_wall, _cpu, _memory)]
        shown = " ".join(f"{ratio:7.3f}" for ratio in ratios)
        print(f"{name:44} {shown} {_ratio(costs, full, _wall):18.3f}")
    seconds, size = median(map(_wall, stock)), median(map(_memory, stock))
    print(f"{STOCK.name}: {seconds:.1f} s, {size / 1e6:.0f} MB", flush=True)


def growth(folder: Path, articles: int, rounds: int) -> None:
    """Print how the plugin's processor time grows with the number of articles."""
    case = sites.everything(ISSUES)
    counts_of = sorted({100, 1_000, articles})
    seconds = {}
    for count in (10, *counts_of):
        costs = interleaved(folder / str(count), count, (STOCK, case), rounds)
        seconds[count] = {name: median(map(_cpu, several)) for name, several in costs.items()}
    print("\nprocessor seconds beyond those of a blog of ten articles, and the exponent of growth")
    for name in (STOCK.name, case.name):
        beyond = [seconds[count][name] - seconds[10][name] for count in counts_of]
        slope = linear_regression(
            [log(count) for count in counts_of], [log(max(one, 1e-3)) for one in beyond]
        ).slope
        shown = "  ".join(f"{n:,}: {s:.2f}" for n, s in zip(counts_of, beyond, strict=True))
        print(f"{name:44} {shown}  n^{slope:.2f}", flush=True)


def counts(folder: Path, _articles: int, _rounds: int) -> None:
    """Print the instructions of every case: for one article, for one issue, and once a build."""
    if not instructions.available():
        print(_NO_VALGRIND)
        return
    print("\ninstructions in millions")
    print(f"{'':44} {'article':>8} {'ratio':>6} {'issue':>7} {'once':>7}")
    stock = None
    for case in COUNTED:
        found = instructions.measure(folder / case.name, case)
        stock = stock or found
        print(
            f"{case.name:44} {found.article / 1e6:8.2f} {found.article / stock.article:6.3f} "
            f"{found.issue / 1e6:7.1f} {found.once / 1e6:7.0f}",
            flush=True,
        )


def whole(folder: Path, articles: int, _rounds: int) -> None:
    """Print the instructions of whole builds: the plugin's, and Pelican's with all its feeds."""
    if not instructions.available():
        print(_NO_VALGRIND)
        return
    print(f"\ninstructions of whole builds of {articles:,} articles, in thousands of millions")
    full = None
    for case in (sites.STOCK_FULL, sites.everything(ISSUES)):
        found = instructions.count(folder / case.name, articles, case)
        full = full or found
        print(f"{case.name:44} {found / 1e9:8.1f} {found / full:6.3f}", flush=True)


def others(folder: Path, articles: int, rounds: int) -> None:
    """Print what feed and newsletter add to the builds of other generators."""
    generators.compare(folder, articles, rounds)


def interleaved(
    folder: Path, articles: int, cases: Sequence[Case], rounds: int
) -> dict[str, list[Cost]]:
    """Build every case ``rounds`` times in turn; return what each took, by its name."""
    made = {
        name: sites.make(folder / name, articles, case)
        for name, case in {_site(case): case for case in cases}.items()
    }
    found: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            found[case.name].append(sites.build(made[_site(case)], case))
    return found


def _site(case: Case) -> str:
    """Builds of an unchanged site are those of the site that was built before."""
    return case.name.removesuffix(", unchanged").replace(" ", "-").replace(",", "")


def _ratio(costs: Sequence[Cost], base: Sequence[Cost], figure: Callable[[Cost], float]) -> float:
    return median(map(figure, costs)) / median(map(figure, base))


def _wall(cost: Cost) -> float:
    return cost.wall


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _memory(cost: Cost) -> float:
    return float(cost.memory)


class _AsWritten(argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    """Shows the description with its line ends, and the defaults."""


if __name__ == "__main__":
    main()
