"""Proofs whose mails lie on disk until they are written: a build holds one of them at a time."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pelican_safespace.models import Mail
from pelican_safespace.newsletter.desk import Proof
from pelican_safespace.shelf import Shelf, Slip


class ShelvedProofs:
    """The proofs of all issues, made before any is written; ``without_mails`` are in memory."""

    def __init__(self, proofs: Iterable[Proof]) -> None:
        shelf = Shelf()
        self._shelved = [_shelved(proof, shelf) for proof in proofs]

    @property
    def without_mails(self) -> tuple[Proof, ...]:
        """What is known of the issues besides their mails and versions."""
        return tuple(proof for proof, _ in self._shelved)

    def __iter__(self) -> Iterator[Proof]:
        for proof, slip in self._shelved:
            mail, versions = pickle.loads(slip.data())
            yield replace(proof, mail=mail, versions=versions)


def _shelved(proof: Proof, shelf: Shelf) -> tuple[Proof, Slip]:
    slip = shelf.put(pickle.dumps((proof.mail, proof.versions)))
    return replace(proof, mail=Mail("", "", b""), versions=()), slip
