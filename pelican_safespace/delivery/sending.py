"""One issue to one list: what is refused, what is shown and asked, what is told at the end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Literal

from pelican_safespace.delivery import recipients
from pelican_safespace.delivery.accounts import Account, account
from pelican_safespace.delivery.asking import agreed
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.journal import Counts, Journal, Mailing
from pelican_safespace.delivery.letter import Letter, freeze, personal
from pelican_safespace.delivery.private import SUPPRESSIONS, keys, open_folder, refuse_published
from pelican_safespace.delivery.progress import shown
from pelican_safespace.delivery.recipients import Malformed, Recipient
from pelican_safespace.delivery.send import Desk, Sender
from pelican_safespace.delivery.service import Service
from pelican_safespace.delivery.signing import signer
from pelican_safespace.delivery.site import Proof, Site
from pelican_safespace.delivery.smtp import Relay
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tokens import Keys
from pelican_safespace.models import Issue
from pelican_safespace.newsletter import sent

SMTP_VARIABLE = "SAFESPACE_SMTP"
SMTP_EXAMPLE = "smtp://you%40example.org@mail.example.org:587"
#: So many malformed rows are named one by one.
_NAMED = 20

#: Exit status: everybody has it; nothing was sent or it stopped; sent, with something to look at.
DONE, STOPPED, LOOK = 0, 1, 3


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


def send_test(
    site: Site, issue: str, addresses: list[str], environment: Mapping[str, str] = os.environ
) -> int:
    """Send the issue with [TEST] in its subject; the journal is not touched.

    The unsubscribe link in it works and unsubscribes nobody. Drafts can be tested.
    """
    whom = []
    for number, text in enumerate(addresses, 1):
        try:
            whom.append(recipients.recipient(text))
        except ValueError as error:
            raise DeliveryError(f"The {number}. test address is none: {error}.") from None
    proof, _ = _frozen(site, issue, one_click=True)
    marked = replace(proof.edition.issue, subject=f"[TEST] {proof.edition.issue.subject}")
    letter = _freeze(site, proof, one_click=bool(site.practice.unsubscribe_url), issue=marked)
    practice_keys = keys(open_folder(site.outbox, site.published), environment)
    sign = signer(letter.sender, site.published, environment) or (lambda content: content)
    relay, failed = Relay(_account(environment)), 0
    try:
        for number, one in enumerate(whom, 1):
            content = sign(letter.to(one, practice_keys, date=time.time(), test=True))
            outcome = relay.hand_over(
                letter.sender, one.address, content, before_content=lambda: None
            )
            print(f"Test {number} of {len(whom)}: {outcome.result} ({outcome.words})")
            failed += outcome.result != "sent"
    finally:
        relay.close()
    for problem in proof.blocking:
        print(f"must be mended before it goes out: {problem}")
    return STOPPED if failed else DONE


def send(site: Site, wishes: Wishes, environment: Mapping[str, str] = os.environ) -> int:
    """Send the issue to everybody on the list who has not had it; return the exit status."""
    refuse_published(wishes.path, site.published)
    proof, letter = _frozen(site, wishes.issue, one_click=wishes.one_click)
    refuse_unready(proof)
    relay = None if wishes.dry_run else Relay(_account(environment))
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
        counts = _survey(journal, mailing, wishes, practice_keys, suppressions)
        _show(site, proof, letter, counts, wishes)
        due = counts.new + (counts.doubtful if wishes.resend_doubtful else 0)
        if relay is None:
            return DONE
        if not due:
            print("There is nobody left to send it to.")
            return LOOK if counts.doubtful else DONE
        if not (wishes.yes or agreed(due, f"send it to {due} subscribers")):
            print("Nothing was sent.")
            return STOPPED
        if mailing is None:
            mailing = journal.begin(slug, letter.digest, time.time())
        journal.enrol(mailing, resend_doubtful=wishes.resend_doubtful)
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
        stopped = _run(desk, wishes.path, due)
        counts = journal.counts(mailing, suppressions.path)
        _tell(journal, mailing, counts)
        if stopped is not None:
            raise stopped
        if not counts.new:
            sent.mark(site.outbox, slug, date.today())
        return _finish(journal, mailing, counts)


def _frozen(site: Site, issue: str, *, one_click: bool) -> tuple[Proof, Letter]:
    proof = site.load(issue, personal(site.practice))
    return proof, _freeze(site, proof, one_click=one_click and bool(site.practice.unsubscribe_url))


def _freeze(site: Site, proof: Proof, *, one_click: bool, issue: Issue | None = None) -> Letter:
    edition = proof.edition if issue is None else replace(proof.edition, issue=issue)
    sender = personal(site.practice)
    return freeze(edition, sender, proof.mail.html, proof.mail.text, one_click=one_click)


def refuse_unready(proof: Proof) -> None:
    """Raise DeliveryError for a draft, and for an issue with something that must be mended."""
    issue = proof.edition.issue
    if issue.draft:
        raise DeliveryError(
            f"{issue.source} is a draft. Send it as a test, or write “Status: published” in it."
        )
    if proof.blocking:
        raise DeliveryError(
            f"{issue.slug} must not go out as it is. " + " ".join(map(str, proof.blocking))
        )


def _account(environment: Mapping[str, str]) -> Account:
    return account(SMTP_VARIABLE, environment, example=SMTP_EXAMPLE)


def _refreshed(
    site: Site, wishes: Wishes, practice_keys: Keys, suppressions: Suppressions
) -> Callable[[], None]:
    """Bring in everybody who has left, and return what does so again during the sending."""
    if wishes.suppressed is not None:
        refuse_published(wishes.suppressed, site.published)
        listed = _addresses(wishes.suppressed)
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


def _survey(
    journal: Journal,
    mailing: Mailing | None,
    wishes: Wishes,
    practice_keys: Keys,
    suppressions: Suppressions,
) -> Counts:
    """Compare the list with the journal. Raises DeliveryError for rows nobody can be reached at."""
    malformed: list[Malformed] = []
    count = 0

    def valid() -> Iterator[bytes]:
        nonlocal count
        for row in recipients.read(wishes.path):
            if isinstance(row, Recipient):
                yield practice_keys.recipient(row.identity)
            else:
                count += 1
                malformed.extend([row] * (count <= _NAMED))

    twice = journal.present(valid())
    print(f"{wishes.path.name}: malformed {count}, named twice {twice}")
    for row in malformed:
        print(f"  {row}")
    if count > len(malformed):
        print(f"  and {count - len(malformed)} more")
    if count and not (wishes.skip_malformed or wishes.dry_run):
        raise DeliveryError(
            f"{count} of the list's rows cannot be sent to. Mend them, or leave them out with "
            "--skip-malformed."
        )
    return journal.counts(mailing, suppressions.path)


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


def _addresses(path: Path) -> Iterator[Recipient]:
    return (row for row in recipients.read(path) if isinstance(row, Recipient))


def _run(desk: Desk, path: Path, due: int) -> DeliveryError | None:
    """Send, showing how far it is; return what stopped it, if anything did."""
    with shown(due) as show:
        sender = Sender(desk, show)
        try:
            with _stopping_kindly(sender):
                sender.run(lambda: _addresses(path))
        except DeliveryError as error:
            return error
    if sender.stopping:
        return DeliveryError("Stopped as you wished. Run the command again to send the rest.")
    return None


@contextmanager
def _stopping_kindly(sender: Sender) -> Iterator[None]:
    """Let Ctrl-C end the sending after the message at hand, so that none becomes doubtful."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        sender.stopping = True

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


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
