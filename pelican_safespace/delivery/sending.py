"""One issue to one list: what is refused, what is shown and asked, what is told at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pelican_safespace.delivery.asking import agreed
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.frozen import frozen, refuse_unready
from pelican_safespace.delivery.journal import Journal, Mailing
from pelican_safespace.delivery.letter import Letter
from pelican_safespace.delivery.listed import reachable, survey
from pelican_safespace.delivery.private import SUPPRESSIONS, keys, open_folder, refuse_published
from pelican_safespace.delivery.progress import shown
from pelican_safespace.delivery.roll import Counts
from pelican_safespace.delivery.sender import Desk, Sender
from pelican_safespace.delivery.service import Service
from pelican_safespace.delivery.signing import signer
from pelican_safespace.delivery.site import Proof, Site
from pelican_safespace.delivery.smtp import named_relay
from pelican_safespace.delivery.status import DONE, LOOK, STOPPED
from pelican_safespace.delivery.stopping import stopping_kindly
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tokens import Keys
from pelican_safespace.newsletter import sent


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person at the command line wants."""

    issue: str
    path: Path
    yes: bool = False
    dry_run: bool = False
    per_minute: float | None = None
    resend_doubtful: bool = False
    skip_malformed: bool = False
    again: Literal["new", "everyone"] | None = None
    one_click: bool = True
    adopt_journal: bool = False
    suppressed: Path | None = None


def send(site: Site, wishes: Wishes, environment: Mapping[str, str] = os.environ) -> int:
    """Send the issue to everybody on the list who has not had it; return the exit status."""
    refuse_published(wishes.path, site.published)
    proof, letter = frozen(site, wishes.issue, one_click=wishes.one_click)
    refuse_unready(proof)
    relay = None if wishes.dry_run else named_relay(environment)
    folder = open_folder(site.outbox, site.published)
    practice_keys = keys(folder, environment)
    sign = signer(letter.sender, site.published, environment)
    with ExitStack() as stack:
        suppressions = Suppressions(folder / SUPPRESSIONS, fingerprint=practice_keys.fingerprint)
        stack.callback(suppressions.close)
        refresh = _refreshed(site, wishes, practice_keys, suppressions)
        journal = stack.enter_context(
            Journal(folder, fingerprint=practice_keys.fingerprint, adopt=wishes.adopt_journal)
        )
        slug = proof.edition.issue.slug
        mailing = _mailing(journal.mailing(slug), letter, wishes)
        skip = wishes.skip_malformed or wishes.dry_run
        survey(wishes.path, journal.roll, practice_keys, skip_malformed=skip)
        counts = journal.roll.counts(mailing.number if mailing else None, suppressions.path)
        _show(site, proof, letter, counts, wishes)
        if relay is None:
            return DONE
        if (status := _unless_agreed(counts, wishes)) is not None:
            return status
        if mailing is None:
            mailing = journal.begin(slug, letter.digest, time.time())
        desk = Desk(
            mailing,
            letter,
            practice_keys,
            journal,
            suppressions,
            relay,
            per_minute=wishes.per_minute,
            sign=sign,
            refresh=refresh,
        )
        counts = _sent(desk, wishes, _due(counts, wishes))
        if not counts.new:
            sent.mark(site.outbox, slug, date.today())
        return _finish(journal, mailing, counts)


def _refreshed(
    site: Site, wishes: Wishes, practice_keys: Keys, suppressions: Suppressions
) -> Callable[[], None]:
    """Bring in everybody who has left, and return what does so again during the sending."""
    if wishes.suppressed is not None:
        refuse_published(wishes.suppressed, site.published)
        listed = reachable(wishes.suppressed)
        suppressions.add((practice_keys.recipient(one.identity) for one in listed), "listed")
    if not (site.practice.unsubscribe_url and wishes.one_click):
        return lambda: None
    service = Service(site.practice.unsubscribe_url, practice_keys, suppressions)
    service.refresh()
    return service.refresh_now_and_then


def _mailing(last: Mailing | None, letter: Letter, wishes: Wishes) -> Mailing | None:
    """Return the mailing to go on with, None for a new one; raise where neither may be."""
    if last is None:
        return None
    day = time.strftime("%Y-%m-%d", time.localtime(last.started))
    if last.finished and wishes.again is None:
        raise DeliveryError(
            f"{last.slug} was sent on {day}. With --again it goes to those on the list who have "
            "not had it, with --again everyone to all of them once more."
        )
    if last.finished and wishes.again == "everyone":
        return None
    if last.digest != letter.digest:
        raise DeliveryError(
            f"{last.slug} was changed since its sending began on {day}, and some have had it as it "
            "was. Put its text, its articles and the settings back, and send the rest."
        )
    return last


def _show(site: Site, proof: Proof, letter: Letter, counts: Counts, wishes: Wishes) -> None:
    print(f"From:     {site.practice.sender} <{letter.sender}>")
    print(f"Subject:  {proof.edition.issue.subject}")
    print(f"Issue:    {proof.edition.issue.slug}, frozen as {letter.digest[:12]}")
    print(
        f"List:     {counts.listed}: new {counts.new}, done {counts.done}, suppressed "
        f"{counts.suppressed}, refused {counts.refused}, doubtful {counts.doubtful}"
    )
    if counts.doubtful and not wishes.resend_doubtful:
        print("          Doubtful ones may have had it; --resend-doubtful sends to them again.")


def _due(counts: Counts, wishes: Wishes) -> int:
    return counts.new + (counts.doubtful if wishes.resend_doubtful else 0)


def _unless_agreed(counts: Counts, wishes: Wishes) -> int | None:
    """Ask whether to send; return the exit status where there is nobody left or no agreement."""
    due = _due(counts, wishes)
    if not due:
        print("There is nobody left to send it to.")
        return LOOK if counts.doubtful else DONE
    if not (wishes.yes or agreed(due, f"send it to {due} subscribers")):
        print("Nothing was sent.")
        return STOPPED
    return None


def _sent(desk: Desk, wishes: Wishes, due: int) -> Counts:
    """Send, tell what became of it, and return how everybody stands; raise what stopped it."""
    journal, number = desk.journal, desk.mailing.number
    journal.roll.enrol(number, resend_doubtful=wishes.resend_doubtful)
    stopped = _run(desk, wishes.path, due)
    counts = journal.roll.counts(number, desk.suppressions.path)
    _tell(journal, desk.mailing, counts)
    if stopped is not None:
        raise stopped
    return counts


def _run(desk: Desk, path: Path, due: int) -> DeliveryError | None:
    """Send, showing how far it is; return what stopped it, if anything did."""
    with shown(due) as show:
        sender = Sender(desk, show)
        try:
            with stopping_kindly(sender):
                sender.run(lambda: reachable(path))
        except DeliveryError as error:
            return error
    if sender.stopping:
        return DeliveryError("Stopped as you wished. Run the command again to send the rest.")
    return None


def _tell(journal: Journal, mailing: Mailing, counts: Counts) -> None:
    """Print one summary."""
    print(
        f"Sent {counts.done} of {counts.listed}; to do {counts.new}, refused {counts.refused}, "
        f"doubtful {counts.doubtful}, suppressed {counts.suppressed}."
    )
    for state in ("refused", "doubtful", "todo"):
        for words, times in journal.words(mailing, state):
            print(f"  {state} {times}: {words}")


def _finish(journal: Journal, mailing: Mailing, counts: Counts) -> int:
    """Note a mailing that nobody waits for any more, and return the exit status."""
    if counts.new or counts.doubtful:
        return LOOK
    journal.finish(mailing, time.time())
    return LOOK if counts.refused else DONE
