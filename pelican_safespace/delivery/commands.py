"""The commands that send: what they are called and which words they take."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from pelican_safespace.delivery import push, sending, suppressing, trial
from pelican_safespace.delivery.accounts import account
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.mailbox import IMAP_EXAMPLE, IMAP_VARIABLE, collect
from pelican_safespace.delivery.private import SUPPRESSIONS, keys, open_folder
from pelican_safespace.delivery.site import Site
from pelican_safespace.delivery.status import DONE, LOOK
from pelican_safespace.delivery.suppressions import Suppressions

OpenSite = Callable[[argparse.Namespace], Site]


def add_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], open_site: OpenSite
) -> None:
    """Add ``send``, ``push``, ``mailbox`` and ``suppress``.

    Each calls ``options.command(options)`` -> exit status. ``open_site`` reads the site that the
    options name.
    """
    _add_send(commands, open_site)
    _add_push(commands, open_site)
    _add_mailbox(commands, open_site)
    _add_suppress(commands, open_site)


def _add_send(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], open_site: OpenSite
) -> None:
    send = commands.add_parser(
        "send",
        help="send an issue, as a test or to a list of subscribers",
        description="Exit status: 0 everybody has it, 1 stopped or nothing sent, 3 look at it.",
    )
    send.add_argument("issue", help="the issue's slug or file")
    where = send.add_mutually_exclusive_group(required=True)
    where.add_argument("--test", nargs="+", metavar="ADDRESS", help="send [TEST] to yourselves")
    where.add_argument("--to", type=Path, metavar="FILE", help="a CSV file of subscribers")
    for name, meaning in (
        ("--dry-run", "show the counts and send nothing"),
        ("--yes", "do not ask; for scripts"),
        ("--resend-doubtful", "send again to those who may or may not have had it"),
        ("--skip-malformed", "leave out rows that hold no address"),
        ("--no-one-click", "the unsubscribe address is a page of another kind than ours"),
        ("--adopt-journal", "the journal was moved here, and no other is in use"),
    ):
        send.add_argument(name, action="store_true", help=meaning)
    send.add_argument("--per-minute", type=_rate, metavar="N", help="at most so many a minute")
    send.add_argument(
        "--again",
        nargs="?",
        const="new",
        choices=("new", "everyone"),
        help="an issue already sent: to who has not had it, or to everyone once more",
    )
    send.add_argument(
        "--suppressed", type=Path, metavar="FILE", help="a CSV file of people who have left"
    )
    send.set_defaults(command=lambda options: _send(open_site(options), options))


def _add_push(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], open_site: OpenSite
) -> None:
    one = commands.add_parser(
        "push",
        help="hand an issue to a list engine, as a draft to be started there",
        description="Makes one draft campaign, or brings it up to date, and never starts it.",
    )
    one.add_argument("issue", help="the issue's slug or file")
    one.add_argument("--to", required=True, choices=sorted(push.ENGINES), help="the engine")
    one.add_argument(
        "--again", action="store_true", help="a new draft, though the issue was started there"
    )
    one.set_defaults(
        command=lambda options: push.push(
            open_site(options), options.issue, options.to, again=options.again
        )
    )


def _add_mailbox(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], open_site: OpenSite
) -> None:
    mailbox = commands.add_parser(
        "mailbox", help="read unsubscribe and bounce mails from an IMAP mailbox"
    )
    mailbox.add_argument("--folder", default="INBOX", help="the folder they come to (INBOX)")
    mailbox.set_defaults(command=lambda options: _mailbox(open_site(options), options))


def _add_suppress(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], open_site: OpenSite
) -> None:
    suppress = commands.add_parser(
        "suppress", help="never write again to the people in a file, whatever list they are on"
    )
    suppress.add_argument("file", type=Path, help="a CSV file of people who have left")
    suppress.add_argument(
        "--lift", action="store_true", help="write to them again: they subscribed anew on purpose"
    )
    suppress.add_argument("--yes", action="store_true", help="do not ask; for scripts")
    suppress.set_defaults(
        command=lambda options: suppressing.suppress(
            open_site(options), options.file, lift=options.lift, yes=options.yes
        )
    )


def _send(site: Site, options: argparse.Namespace) -> int:
    if options.test:
        if options.yes or options.dry_run or options.again:
            raise DeliveryError("--test stands alone: it asks nothing and notes nothing.")
        return trial.send_test(site, options.issue, options.test)
    return sending.send(
        site,
        sending.Wishes(
            issue=options.issue,
            path=options.to,
            yes=options.yes,
            dry_run=options.dry_run,
            per_minute=options.per_minute,
            resend_doubtful=options.resend_doubtful,
            skip_malformed=options.skip_malformed,
            again=options.again,
            one_click=not options.no_one_click,
            adopt_journal=options.adopt_journal,
            suppressed=options.suppressed,
        ),
    )


def _mailbox(site: Site, options: argparse.Namespace) -> int:
    one = account(IMAP_VARIABLE, os.environ, example=IMAP_EXAMPLE)
    folder = open_folder(site.outbox, site.published)
    practice_keys = keys(folder)
    suppressions = Suppressions(folder / SUPPRESSIONS, fingerprint=practice_keys.fingerprint)
    try:
        found = collect(one, practice_keys, suppressions, folder=options.folder)
    finally:
        suppressions.close()
    print(
        f"{found['left']} have left, {found['bounced']} addresses are gone, "
        f"{found['other']} other mails were left alone."
    )
    if found["unclear"]:
        print(f"{found['unclear']} bounces do not show what they are about: please read them.")
    return LOOK if found["unclear"] else DONE


def _rate(text: str) -> float:
    rate = float(text)
    if not 0 < rate < 1_000_000:
        raise argparse.ArgumentTypeError("a number above 0")
    return rate
