"""A sending process that is ended for good, again and again, and the audit afterwards."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from delivery.office import Office, addresses

READERS = addresses(1000)
TESTS = Path(__file__).parent.parent

#: Python and the sender are loaded once; each line asks for one more process that sends.
NURSERY = """
import os, sys
from dataclasses import replace
from pathlib import Path
from delivery.office import QUICK, office
from delivery.killing import READERS
outbox, port, claimed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
patience = replace(QUICK, claimed=(claimed, claimed))
for _ in sys.stdin:
    number = os.fork()
    if not number:
        with office(outbox, port) as desk:
            desk.send(READERS, patience=patience)
        os._exit(0)
    print(number, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)
"""


class Killer:
    """Ends a sending process at the moment it is told; ``strike`` hears of every moment."""

    def __init__(self, nursery: subprocess.Popen[str]) -> None:
        self._nursery = nursery
        self._dice = random.Random(6)
        self._moment, self._left, self._number = "", 0, 0
        self._born = threading.Event()

    def run(self, moment: str) -> int:
        """Let one process send until ``moment``, some messages later; return its exit status."""
        self._moment, self._left = moment, self._dice.randrange(3, 18)
        self._born.clear()
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write("\n")
        self._nursery.stdin.flush()
        self._number = int(self._nursery.stdout.readline())
        self._born.set()
        status = int(self._nursery.stdout.readline())
        self._moment = ""
        return status

    def strike(self, moment: str) -> bool:
        """Kill, if this is the moment that was asked for, or set the clock for "any" moment.

        Returns whether the process is dead.
        """
        if moment != ("mail" if self._moment == "any" else self._moment):
            return False
        self._left -= 1
        if self._left == 0 and self._moment == "any":
            threading.Timer(self._dice.random() / 100, self._kill, (self._number,)).start()
        elif self._left == 0 and self._born.wait(10):
            self._kill(self._number)
            return True
        return False

    def _kill(self, number: int) -> None:
        # A late one meets nobody: the nursery has the number until it is told that it ended.
        if number == self._number and self._moment:
            os.kill(number, signal.SIGKILL)

    def kills(self, moments: list[str]) -> int:
        """Run once for each moment; return how many of the processes were really killed."""
        return Counter(map(self.run, moments))[-signal.SIGKILL]


@contextmanager
def nursery(outbox: Path, port: int, claimed: int) -> Iterator[Killer]:
    """Yield the killer of processes that send to ``port``, ``claimed`` messages at once."""
    command = [sys.executable, "-c", NURSERY, str(outbox), str(port), str(claimed)]
    with subprocess.Popen(
        command,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield Killer(process)


def audit(desk: Office, taken: Callable[[], Counter[str]]) -> set[str]:
    """Compare what the server took with the journal, resend what is doubtful, compare again.

    Returns who was doubtful.
    """
    before, states = taken(), desk.states(READERS)
    assert set(before.values()) == {1}, "somebody had it twice"
    assert set(states) == set(READERS), "somebody is forgotten"
    assert set(states.values()) == {"sent", "doubtful"}
    doubtful = {one for one, state in states.items() if state == "doubtful"}
    assert set(READERS) - doubtful <= set(before), "sent, and nobody has it"
    desk.send(READERS)
    assert taken() == before, "somebody doubtful was sent it without a word"
    desk.send(READERS, resend_doubtful=True)
    after = taken()
    assert set(after) == set(READERS)
    assert {one for one, count in after.items() if count > 1} == doubtful & set(before)
    assert set(desk.states(READERS).values()) == {"sent"}
    return doubtful
