"""How far a sending is, for a person who watches; on stderr, and only in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
from rich.table import Column
from rich.text import Text

from pelican_safespace.delivery.tally import Tally

#: Columns of the terminal that count, rate and time left take; what is left is for the bar.
_NUMBERS = 42
_WIDEST_BAR = 40


class _Bar(Progress):
    """The bar, and a line below it that says what is waited for."""

    note = ""

    def get_renderables(self) -> Iterator[RenderableType]:
        """Yield the bar's line and the note."""
        yield from super().get_renderables()
        if self.note:
            yield Text(self.note)


@contextmanager
def shown(total: int) -> Iterator[Callable[[Tally, float, str], None]]:
    """Show a bar with rate and time left; yields what is told of each change.

    A terminal too narrow for a bar shows the numbers alone.
    """
    console = Console(stderr=True)
    columns: list[ProgressColumn] = [MofNCompleteColumn(), *map(_text, ("rate", "left"))]
    room = console.width - _NUMBERS
    if room >= 10:
        columns.insert(0, BarColumn(min(room, _WIDEST_BAR)))
    with _Bar(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total, rate="", left="")

        def show(tally: Tally, seconds: float, why: str) -> None:
            done = tally.sent + tally.refused + tally.doubtful + tally.suppressed
            progress.update(task, completed=done)
            speed, left = progress.tasks[0].speed, progress.tasks[0].time_remaining
            progress.note = f"{why} {_clock(seconds)}" if seconds else ""
            progress.update(
                task,
                rate=f"{speed * 60:.0f} a minute" if speed else "",
                left=f"{_clock(left)} left" if left is not None and not seconds else "",
            )

        yield show


def _text(field: str) -> TextColumn:
    return TextColumn(f"{{task.fields[{field}]}}", table_column=Column(no_wrap=True))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
