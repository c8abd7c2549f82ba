"""Proofs whose mails lie on disk until they are written: a build holds one of them at a time."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pelican_safespace.models import Mail
from pelican_safespace.newsletter.desk import Proof
from pelican_safespace.shelf import Shelf


class ShelvedProofs:
    """The proofs of all issues, made before any is written; ``without_mails`` are in memory."""

    def __init__(self, proofs: Iterable[Proof]) -> None:
        self._shelf = Shelf()
        self._shelved = [self._put(proof) for proof in proofs]

    @property
    def without_mails(self) -> tuple[Proof, ...]:
        """What is known of the issues besides their mails and versions."""
        return tuple(proof for proof, _ in self._shelved)

    def __iter__(self) -> Iterator[Proof]:
        for proof, place in self._shelved:
            mail, versions = pickle.loads(self._shelf.get(place))
            yield replace(proof, mail=mail, versions=versions)

    def _put(self, proof: Proof) -> tuple[Proof, int]:
        place = self._shelf.put(pickle.dumps((proof.mail, proof.versions)))
        return replace(proof, mail=Mail("", "", b""), versions=()), place
