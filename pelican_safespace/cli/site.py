"""The site that a command asks about, read as a build reads it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pelican_safespace.delivery.site import Site
from pelican_safespace.errors import IssueError

if TYPE_CHECKING:
    from pelican_safespace.models import Practice
    from pelican_safespace.newsletter.desk import Proof
    from pelican_safespace.plugin.build import Build

#: What ``add_subparsers`` returns; each module of this package adds its commands to it.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

#: The settings file that is read where none is named.
SETTINGS = Path("pelicanconf.py")


def program(settings: Path) -> str:
    """Return how the program is called for the same site once more."""
    return "safespace" if settings == SETTINGS else f"safespace -s {settings}"


def read(settings: Path) -> Build:
    """Return the site of a settings file. Raises SettingError when there is none."""
    # Pelican takes a while to import, and only a command that reads the site needs it.
    from pelican_safespace.plugin import reading

    return reading.read(settings)


def open_site(options: argparse.Namespace) -> Site:
    """Return what the commands that send know of the site; an issue is rendered when asked for."""
    site = read(options.settings)

    def load(name: str, sender: Practice) -> Proof:
        return find(site.proofs_from(sender), name)

    published = (Path(site.settings["OUTPUT_PATH"]), Path(site.settings["PATH"]))
    return Site(site.sender(), site.outbox, published, load)


def find(proofs: Sequence[Proof], name: str) -> Proof:
    """Return the issue of this slug or file. Raises IssueError, with the names there are."""
    for one in proofs:
        issue = one.edition.issue
        if name in (issue.slug, issue.source, Path(issue.source).name, Path(issue.source).stem):
            return one
    known = ", ".join(one.edition.issue.slug for one in proofs) or "none yet"
    raise IssueError(f"There is no issue {name!r}. The issues are: {known}.")


def articles(count: int) -> str:
    """Return "1 article", "2 articles"."""
    return f"{count} article{'' if count == 1 else 's'}"
