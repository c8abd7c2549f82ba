"""What a person at the terminal is asked before something that cannot be taken back."""

from __future__ import annotations

import sys

from pelican_safespace.delivery.errors import DeliveryError


def agreed(count: int, purpose: str) -> bool:
    """Ask for the count to be typed; return whether it was. Raises DeliveryError in a script."""
    if not sys.stdin.isatty():
        raise DeliveryError("Nobody is there to ask. In a script, add --yes.")
    try:
        return input(f"Type {count} to {purpose}: ").strip() == str(count)
    except EOFError:
        return False
