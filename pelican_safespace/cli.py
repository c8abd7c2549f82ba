"""``safespace``: what a practice asks about its newsletter from the command line.

Exit status: 0 when all is well, 1 when something must be mended, 2 for a wrong command line.
"""

from __future__ import annotations

import argparse
import logging
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
    checking.add_argument("issue", help="the issue's slug or file")
    checking.set_defaults(command=_check)
    explaining = commands.add_parser(
        "explain", help="say what was found in an article, by which rule, and what comes of it"
    )
    explaining.add_argument("article", help="the article's file or slug")
    explaining.add_argument("--json", action="store_true", help="write JSON, for a script")
    explaining.set_defaults(command=_explain)
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
    one = _find(_read(options.settings), options.issue)
    for problem in one.findings:
        print(f"{'must be mended' if problem.blocking else 'please look'}: {problem}")
    blocking = sum(problem.blocking for problem in one.findings)
    if blocking:
        print(f"{one.edition.issue.slug} is not ready: {blocking} to mend.")
        return 1
    print(f"{one.edition.issue.slug} is ready.")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from pelican_safespace.explain import as_json, text
    from pelican_safespace.plugin.reading import read

    # What is amiss in this article is part of its explanation; the others do not matter here.
    logger = logging.getLogger("pelican_safespace")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        explanation = read(options.settings).explain(options.article)
    finally:
        logger.setLevel(level)
    print(as_json(explanation) if options.json else text.write(explanation), end="")
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
