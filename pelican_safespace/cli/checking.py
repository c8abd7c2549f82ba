"""``safespace check``: what should be mended before an issue is sent."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_safespace.cli.site import Commands, find, read

if TYPE_CHECKING:
    from pelican_safespace.newsletter.desk import Proof


def add_command(commands: Commands) -> None:
    """Add ``check``."""
    checking = commands.add_parser("check", help="say what should be mended before sending")
    checking.add_argument(
        "issue", nargs="?", help="the issue's slug or file; without it, all of them and the feeds"
    )
    checking.set_defaults(command=_check)


def _check(options: argparse.Namespace) -> int:
    if options.issue is None:
        return _check_site(options.settings)
    return _check_issue(find(read(options.settings).proofs(), options.issue))


def _check_site(settings: Path) -> int:
    """Check every issue, and tell which other hosts the articles' media lead readers to."""
    site = read(settings)
    for host, sources in site.foreign_hosts().items():
        print(
            f"please look: media come from {host} and tell it of each reader: {', '.join(sources)}"
        )
    return max([_check_issue(proof) for proof in site.proofs()], default=0)


def _check_issue(one: Proof) -> int:
    for problem in one.findings:
        print(f"{'must be mended' if problem.blocking else 'please look'}: {problem}")
    blocking = sum(problem.blocking for problem in one.findings)
    if blocking:
        print(f"{one.edition.issue.slug} is not ready: {blocking} to mend.")
        return 1
    print(f"{one.edition.issue.slug} is ready.")
    return 0
