"""What sending needs to know of a site; the command line hands it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pelican_safespace.models import Edition, Mail, Practice, Problem


@dataclass(frozen=True, slots=True)
class MergeTags:
    """What stands in a mail for what only sending knows; None takes the practice's own."""

    unsubscribe: str | None = None
    web_edition: str | None = None
    postal_address: str | None = None


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

    ``load`` renders the issue with a slug or file name, with the tags in place of its links.
    """

    practice: Practice
    outbox: Path
    published: tuple[Path, ...]
    load: Callable[[str, MergeTags], Proof]
