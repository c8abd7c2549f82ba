"""``safespace``: what a practice asks about its newsletter from the command line.

Exit status: 0 when all is well, 1 when something must be mended, 2 for a wrong command line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_safespace import __version__
from pelican_safespace.errors import IssueError, SafespaceError

if TYPE_CHECKING:
    from pelican_safespace.newsletter.desk import Proof


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except SafespaceError as error:
        print(f"safespace: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="safespace", description="Look at, check and send a practice's newsletter."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument(
        "-s",
        "--settings",
        type=Path,
        default=Path("pelicanconf.py"),
        help="the site's settings file (pelicanconf.py)",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="list every issue with its state")
    listing.set_defaults(command=_list)
    checking = commands.add_parser("check", help="say what should be mended before sending")
    checking.add_argument(
        "issue", nargs="?", help="the issue's slug or file; without it, all of them and the feeds"
    )
    checking.set_defaults(command=_check)
    return parser


def _list(options: argparse.Namespace) -> int:
    proofs = _read(options.settings)
    if not proofs:
        print("There is no issue yet. Write one in the newsletter folder of your content.")
        return 0
    widest = max(len(one.edition.issue.slug) for one in proofs)
    for one in reversed(proofs):
        issue = one.edition.issue
        count = len(one.edition.posts)
        articles = f"{count} article{'' if count == 1 else 's'}"
        print(
            f"{issue.published:%Y-%m-%d}  {one.state:<8}  {issue.slug:<{widest}}  "
            f"{articles:<12}  {issue.subject}"
        )
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.issue is None:
        return _check_site(options.settings)
    return _check_issue(_find(_read(options.settings), options.issue))


def _check_site(settings: Path) -> int:
    """Check every issue, and tell which other hosts the articles' media lead readers to."""
    from pelican_safespace.plugin.reading import read

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


def _read(settings: Path) -> Sequence[Proof]:
    # Pelican takes a while to import, and only a command that reads the site needs it.
    from pelican_safespace.plugin.reading import read

    return read(settings).proofs()


def _find(proofs: Sequence[Proof], name: str) -> Proof:
    for one in proofs:
        issue = one.edition.issue
        if name in (issue.slug, issue.source, Path(issue.source).name, Path(issue.source).stem):
            return one
    known = ", ".join(one.edition.issue.slug for one in proofs) or "none yet"
    raise IssueError(f"There is no issue {name!r}. The issues are: {known}.")
