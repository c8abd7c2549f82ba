"""``safespace``: what a practice asks about its newsletter from the command line.

Exit status: 0 when all is well, 1 when something must be mended, 2 for a wrong command line;
``send`` and ``mailbox`` have 3 besides, for "done, with something to look at".
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pelican_safespace import __version__
from pelican_safespace.cli import checking, explaining, issues, starting
from pelican_safespace.cli.site import SETTINGS, open_site
from pelican_safespace.delivery.commands import add_commands
from pelican_safespace.errors import SafespaceError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except SafespaceError as error:
        print(f"safespace: {error}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """Return what understands the command line; every command calls ``options.command``."""
    top = argparse.ArgumentParser(
        prog="safespace", description="Look at, check and send a practice's newsletter."
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    top.add_argument(
        "-s",
        "--settings",
        type=Path,
        default=SETTINGS,
        help="the site's settings file (pelicanconf.py)",
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    starting.add_command(commands)
    issues.add_commands(commands)
    checking.add_command(commands)
    add_commands(commands, open_site)
    explaining.add_command(commands)
    return top
