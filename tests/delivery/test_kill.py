"""Some fifty kills over a thousand recipients, then an audit of what the server took."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

from delivery.office import addresses, office
from delivery.sink import Sink

READERS = addresses(1000)
TESTS = Path(__file__).parent.parent
CHILD = (
    "import sys; from pathlib import Path; from delivery.office import addresses, office\n"
    "with office(Path(sys.argv[1]), int(sys.argv[2])) as desk: desk.send(addresses(1000))"
)
#: Before anything, before the content, with the content, with the answer; and at any moment.
MOMENTS = ["mail", "rcpt", "data", "taken", "any"] * 11


class Killer:
    """Ends the sending process, for good and at once, at the moment it is told."""

    def __init__(self, outbox: Path, sink: Sink) -> None:
        self.command = [sys.executable, "-c", CHILD, str(outbox), str(sink.port)]
        self.dice = random.Random(6)
        self.moment, self.left = "", 0
        sink.fault = self.strike

    def run(self, moment: str) -> int:
        """Let one process send until ``moment``, some messages later; return its exit status."""
        self.moment, self.left = moment, self.dice.randrange(3, 22)
        environment = os.environ | {"PYTHONPATH": str(TESTS)}
        self.process = subprocess.Popen(self.command, env=environment)
        return self.process.wait(60)

    def strike(self, stage: str, _recipient: str) -> None:
        if stage == (self.moment if self.moment != "any" else "mail"):
            self.left -= 1
            if self.left == 0 and self.moment == "any":
                threading.Timer(self.dice.random() / 100, self.kill).start()
            elif self.left == 0:
                self.kill()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)


def test_nobody_twice_and_nobody_forgotten_however_often_the_sender_is_killed(
    outbox: Path, sink: Sink
) -> None:
    killer = Killer(outbox, sink)
    killed = Counter(killer.run(moment) for moment in MOMENTS)[-signal.SIGKILL]
    assert killed >= 50
    assert killer.run("never") == 0

    taken = sink.counts
    with office(outbox, sink.port) as desk:
        states = desk.states(READERS)
        assert set(taken.values()) == {1}
        assert len(states) == len(READERS)
        assert set(states.values()) == {"sent", "doubtful"}
        doubtful = {one for one, state in states.items() if state == "doubtful"}
        assert set(READERS) - doubtful <= set(taken)
        # Only those killed with the content on its way are in doubt: not the ones before it.
        assert 0 < len(doubtful) <= sum(moment not in ("mail", "rcpt") for moment in MOMENTS)

        desk.send(READERS, resend_doubtful=True)
        again = sink.counts
        assert set(again) == set(READERS)
        assert {one for one, count in again.items() if count > 1} == doubtful & set(taken)
        assert set(desk.states(READERS).values()) == {"sent"}
