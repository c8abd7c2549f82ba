"""What the tests of sending have at hand: a mail server and an outbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from delivery.sink import Sink, listening


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(Sink()) as made:
        yield made


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    folder = tmp_path / "outbox"
    folder.mkdir()
    return folder
