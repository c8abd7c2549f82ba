"""``safespace``: what a practice asks about its newsletter from the command line.

Exit status: 0 when all is well, 1 when something must be mended, 2 for a wrong command line;
``send`` and ``mailbox`` have 3 besides, for "done, with something to look at".
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import webbrowser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_safespace import __version__
from pelican_safespace.delivery.commands import add_commands
from pelican_safespace.delivery.site import Site
from pelican_safespace.errors import IssueError, SafespaceError

if TYPE_CHECKING:
    from pelican_safespace.models import Practice
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
    beginning = commands.add_parser(
        "new", help="begin an issue with the articles that wait for one"
    )
    beginning.add_argument("issue", help="the name of its file, such as 2026-09-slow-mornings")
    beginning.add_argument("--date", type=_day, default=None, help="its day (today)")
    beginning.set_defaults(command=_new)
    looking = commands.add_parser("preview", help="build the site and open an issue on the desk")
    looking.add_argument("issue", nargs="?", help="the issue's slug or file (the whole desk)")
    looking.add_argument("--no-open", action="store_true", help="say where it is, open nothing")
    looking.set_defaults(command=_preview)
    noting = commands.add_parser("sent", help="note that an issue went out")
    noting.add_argument("issue", help="the issue's slug or file")
    when = noting.add_mutually_exclusive_group()
    when.add_argument("--on", type=_day, default=None, metavar="DATE", help="the day (today)")
    when.add_argument("--undo", action="store_true", help="take the note back")
    noting.set_defaults(command=_sent)
    add_commands(commands, _site)
    explaining = commands.add_parser(
        "explain", help="say what was found in an article, by which rule, and what comes of it"
    )
    explaining.add_argument("article", help="the article's file or slug")
    explaining.add_argument("--json", action="store_true", help="write JSON, for a script")
    explaining.set_defaults(command=_explain)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write 2026-09-01") from None


def _list(options: argparse.Namespace) -> int:
    proofs = _read(options.settings)
    if not proofs:
        print("There is no issue yet. Write one in the newsletter folder of your content.")
        return 0
    widest = max(len(one.edition.issue.slug) for one in proofs)
    for one in reversed(proofs):
        issue = one.edition.issue
        articles = _articles(len(one.edition.posts))
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


def _new(options: argparse.Namespace) -> int:
    from pelican_safespace.plugin import staff
    from pelican_safespace.plugin.reading import read

    day = options.date or date.today()
    path, posts = staff.begin(read(options.settings), options.issue, day)
    print(f"{os.path.relpath(path)} is a draft with {_articles(len(posts))}:")
    for post in posts:
        print(f"  {post.slug}: {post.title}")
    print("Write Subject, Preheader and the greeting, then: safespace preview " + path.stem)
    return 0


def _preview(options: argparse.Namespace) -> int:
    from pelican_safespace.plugin import staff

    place = ""
    if options.issue:
        place = _find(_read(options.settings), options.issue).edition.issue.slug
    page = staff.build(options.settings) / place / "index.html"
    print(page)
    if not options.no_open:
        webbrowser.open(page.as_uri())
    return 0


def _sent(options: argparse.Namespace) -> int:
    from pelican_safespace.newsletter import sent
    from pelican_safespace.plugin.reading import read

    site = read(options.settings)
    issue = _find(site.proofs(), options.issue).edition.issue
    if issue.draft and not options.undo:
        raise IssueError(
            f"{issue.source} is a draft. Set “Status: published” first, so that its web edition "
            "is there for those who open it in the browser."
        )
    day = None if options.undo else options.on or date.today()
    sent.mark(site.outbox, issue.slug, day)
    noted = f"{issue.slug} went out on {day}" if day else f"{issue.slug} has not gone out"
    print(
        f"{noted}, as {sent.record(site.outbox).name} says now. The desk shows it when the site "
        "is built again."
    )
    return 0


def _articles(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"


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


def _site(options: argparse.Namespace) -> Site:
    """Return what the commands that send know of the site; an issue is rendered when asked for."""
    from pelican_safespace.plugin.reading import read

    generator = read(options.settings)

    def load(name: str, sender: Practice) -> Proof:
        return _find(generator.proofs_from(sender), name)

    published = (Path(generator.settings["OUTPUT_PATH"]), Path(generator.settings["PATH"]))
    return Site(generator.sender(), generator.outbox, published, load)


def _find(proofs: Sequence[Proof], name: str) -> Proof:
    for one in proofs:
        issue = one.edition.issue
        if name in (issue.slug, issue.source, Path(issue.source).name, Path(issue.source).stem):
            return one
    known = ", ".join(one.edition.issue.slug for one in proofs) or "none yet"
    raise IssueError(f"There is no issue {name!r}. The issues are: {known}.")
