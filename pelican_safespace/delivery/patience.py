"""How long a sending waits for others, and how many setbacks in a row are too many."""

from __future__ import annotations

from dataclasses import dataclass

from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.smtp import Outcome


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the sender waits, in seconds, and what is too much.

    ``put_off``: before a recipient the relay put off is tried again; greylisting asks for five
    to fifteen minutes. ``gone``: before a relay that hung up is called again. ``claimed``: the
    fewest and the most messages that are claimed at once, and may be doubtful after a crash.
    """

    put_off: tuple[float, ...] = (30, 60, 120, 240, 480, 960)
    gone: tuple[float, ...] = (0, 1, 2, 4, 8, 16, 32, 60, 120, 300)
    claimed: tuple[int, int] = (1, 8)
    #: So many doubtful ones in a row, and the connection is not fit for sending.
    doubtful: int = 3
    #: So many refusals of the content in a row, and it is the issue that is refused.
    content_refused: int = 5
    #: So many refusals of any kind in a row, and something else than the addresses is wrong.
    refused: int = 25


#: What suits the relays of hosters.
USUAL = Patience()


class Setbacks:
    """The bad outcomes in a row: a fault of relay, line or issue must not meet everybody."""

    def __init__(self, patience: Patience) -> None:
        """There was none yet."""
        self._patience = patience
        self._doubtful = self._refused = self._content_refused = 0

    def add(self, outcome: Outcome) -> None:
        """Take in what became of a message; raises DeliveryError when it is one too many."""
        refused = outcome.result == "refused"
        self._doubtful = self._doubtful + 1 if outcome.result == "doubtful" else 0
        self._refused = self._refused + 1 if refused else 0
        self._content_refused = self._content_refused + 1 if refused and outcome.content else 0
        if self._doubtful >= self._patience.doubtful:
            raise DeliveryError(
                f"Stopped: the connection broke {self._doubtful} times in a row before the relay "
                "said whether it took the message. Look at the network, then run again."
            )
        if self._content_refused >= self._patience.content_refused:
            raise DeliveryError(
                f"Stopped: the relay refuses the issue itself ({outcome.words}). Ask its owner."
            )
        if self._refused >= self._patience.refused:
            raise DeliveryError(
                f"Stopped: the relay refused {self._refused} addresses in a row ({outcome.words}). "
                "Look at the list, and at what the relay's owner allows."
            )
