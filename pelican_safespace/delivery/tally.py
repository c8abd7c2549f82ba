"""What one run of a sending did."""

from __future__ import annotations

from dataclasses import dataclass

from pelican_safespace.delivery.smtp import Result


@dataclass(slots=True)
class Tally:
    """What one run did, as it goes on."""

    sent: int = 0
    refused: int = 0
    doubtful: int = 0
    suppressed: int = 0
    put_off: int = 0

    def count(self, result: Result) -> None:
        """Count one more message that is done with."""
        match result:
            case "sent":
                self.sent += 1
            case "refused":
                self.refused += 1
            case "doubtful":
                self.doubtful += 1
