"""What is put aside comes back whole, from memory and from disk, in whatever order."""

from __future__ import annotations

from random import Random

from pelican_safespace.shelf import Shelf


def test_everything_comes_back_whatever_its_size_and_the_order() -> None:
    draw = Random(1)
    pieces = [draw.randbytes(draw.choice([0, 1, 900, 7_000, 300_000])) for _ in range(60)]
    shelf = Shelf()
    for place, piece in enumerate(pieces):
        assert shelf.put(piece) == place
        asked = draw.randrange(place + 1)
        assert shelf.get(asked) == pieces[asked]
    assert len(shelf) == len(pieces)
    assert [shelf.get(place) for place in range(len(shelf))] == pieces
