"""Some fifty kills over a thousand recipients, then an audit of what the server took."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from delivery.killing import audit, nursery
from delivery.office import office
from delivery.sink import Sink

#: Before anything, before the content, with the content, with the answer; and at any moment.
MOMENTS = ["mail", "rcpt", "data", "taken", "any"] * 11


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
@pytest.mark.parametrize(("claimed", "moments"), [(1, MOMENTS), (5, MOMENTS[:20])])
def test_nobody_twice_and_nobody_forgotten_however_often_the_sender_is_killed(
    claimed: int, moments: list[str], outbox: Path, sink: Sink
) -> None:
    with nursery(outbox, sink.port, claimed) as killer:

        def fault(stage: str, _recipient: str) -> None:
            killer.strike(stage)

        sink.fault = fault
        assert killer.kills(moments) >= len(moments) * 10 // 11
        assert killer.run("never") == 0
    with office(outbox, sink.port) as desk:
        doubtful = audit(desk, lambda: sink.counts)
    if claimed == 1:
        # Only those killed with the content on its way are in doubt: not the ones before it.
        assert 0 < len(doubtful) <= sum(moment not in ("mail", "rcpt") for moment in moments)
    else:
        assert 0 < len(doubtful) <= claimed * len(moments)
