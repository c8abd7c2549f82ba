"""How far a sending is, for a person who watches; on stderr, and only in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from pelican_safespace.delivery.send import Tally


@contextmanager
def shown(total: int) -> Iterator[Callable[[Tally, float, str], None]]:
    """Show a bar with rate and time left; yields what is told of each change."""
    console = Console(stderr=True)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total, rate="")

        def show(tally: Tally, seconds: float, why: str) -> None:
            done = tally.sent + tally.refused + tally.doubtful + tally.suppressed
            speed = progress.tasks[0].speed
            progress.update(
                task,
                completed=done,
                rate=f"{speed * 60:.0f}/min" if speed else "",
                description=f"{why} {seconds:.0f} s" if seconds else "",
            )

        yield show
