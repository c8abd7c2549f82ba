"""List engines that take an issue as a draft campaign, each in a module of its own.

An engine is made from the environment and has one verb, ``push``. It makes one draft for an issue,
or brings the one that is there up to date; it never starts a campaign, and what it cannot finish it
takes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pelican_safespace.delivery.errors import DeliveryError

#: Stands in both parts where the engine's own address to unsubscribe belongs.
LEAVE = "https://unsubscribe.safespace.invalid/"


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue as every engine takes it; ``LEAVE`` stands in ``html`` and ``text``.

    ``name`` is what the campaign is called in the engine, and by which it is found again.
    ``headers`` are the mail's own, for engines that take any; ``web_edition`` is an address.
    """

    slug: str
    name: str
    subject: str
    preheader: str
    html: str
    text: str
    sender: str
    sender_address: str
    reply_to: str | None
    web_edition: str
    headers: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pushed:
    """Where a person finds the draft, and whether it is new there."""

    address: str
    is_new: bool


class Engine(Protocol):
    """A list engine, set up and ready."""

    def push(self, draft: Draft, *, again: bool = False) -> Pushed:
        """Make or update the one draft of this issue.

        ``again`` makes one also where the issue's campaign has been started already. Raises
        DeliveryError when the engine refuses or cannot be reached.
        """


def needed(environment: Mapping[str, str], variable: str, meaning: str) -> str:
    """Return an engine's setting from the environment; DeliveryError says what to set."""
    value = environment.get(variable, "").strip()
    if not value:
        raise DeliveryError(f"{variable} is not set. Set it in the environment: {meaning}.")
    return value


def one_draft(
    found: Iterable[tuple[str, str]], draft: Draft, *, engine: str, state: str, again: bool
) -> str | None:
    """Return the id of the draft to update, None where a new one is to be made.

    ``found`` are id and state of every campaign of this issue, ``state`` is that of a draft.
    Raises DeliveryError where more than one draft is there, or a campaign that has been started.
    """
    campaigns = list(found)
    drafts = [number for number, one in campaigns if one == state]
    if len(drafts) > 1:
        raise DeliveryError(
            f"{engine} has {len(drafts)} drafts called {draft.name!r}. Delete all but one there."
        )
    started = sorted({one for _, one in campaigns if one != state})
    if started and not (again or drafts):
        raise DeliveryError(
            f"{draft.slug} is in {engine} already, and no draft any more ({', '.join(started)}). "
            "With --again a new draft is made beside it."
        )
    return drafts[0] if drafts else None
