"""A disk that is full: the sending stops, and what is known stays known."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from delivery.office import QUICK, addresses, office
from delivery.sink import Sink

READERS = addresses(300)
TESTS = Path(__file__).parent.parent
#: The system refuses to let any file grow past the limit, as a full disk does.
CHILD = """
import resource, signal, sys
from pathlib import Path
from delivery.office import addresses, office
from pelican_safespace.delivery.errors import DeliveryError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with office(Path(sys.argv[1]), int(sys.argv[2])) as desk:
    limit = int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        desk.send(addresses(300))
    except DeliveryError as error:
        sys.exit(str(error))
"""


@pytest.mark.skipif(os.name != "posix", reason="file size limits are POSIX")
# On a busy disk messages are claimed eight at once, and 300 of them fill no more than 700 KB.
@pytest.mark.parametrize("limit", [120_000, 400_000, 600_000])
def test_a_full_disk_stops_the_sending_and_nobody_gets_it_twice(
    limit: int, outbox: Path, sink: Sink
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, str(outbox), str(sink.port), str(limit)],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "Make room on the disk" in ended.stderr
    assert "@example.com" not in ended.stderr
    with office(outbox, sink.port) as desk:
        desk.send(READERS)
        states = desk.states(READERS)
        doubtful = {one for one, state in states.items() if state == "doubtful"}
        # Those that were claimed at once, and whose outcome found no room any more.
        assert len(doubtful) <= QUICK.claimed[1]
        assert set(sink.counts.values()) == {1}
        assert set(READERS) - doubtful <= set(sink.counts)
