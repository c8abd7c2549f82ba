"""What sending needs to know of a site; the command line hands it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pelican_safespace.models import Edition, Mail, Practice, Problem


class Proof(Protocol):
    """A finished issue, such as ``newsletter.desk.Proof``."""

    @property
    def edition(self) -> Edition:
        """The issue and its articles."""

    @property
    def mail(self) -> Mail:
        """Both parts, rendered."""

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """What must be mended before it may go out."""


@dataclass(frozen=True, slots=True)
class Site:
    """A practice's site. ``published`` are the folders that are or become public.

    ``load`` renders the issue with a slug or file name for a practice that is left in another way
    than the site's own, such as by an address with a token in it.
    """

    practice: Practice
    outbox: Path
    published: tuple[Path, ...]
    load: Callable[[str, Practice], Proof]
