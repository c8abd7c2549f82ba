"""What a person should mend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should mend: the file it is in, what is wrong, what to do.

    ``blocking`` problems must be mended before an issue is sent; the others are advice.
    """

    source: str
    message: str
    remedy: str = ""
    blocking: bool = False

    def __str__(self) -> str:
        return " ".join(filter(None, (f"{self.source}: {self.message}", self.remedy)))
