"""``safespace list, new, preview, sent``: an issue from its beginning to its going out."""

from __future__ import annotations

import argparse
import os
import webbrowser
from datetime import date

from pelican_safespace.cli.site import Commands, articles, find, program, read
from pelican_safespace.errors import IssueError
from pelican_safespace.newsletter import sent


def add_commands(commands: Commands) -> None:
    """Add ``list``, ``new``, ``preview`` and ``sent``."""
    listing = commands.add_parser("list", help="list every issue with its state")
    listing.set_defaults(command=_list)
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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write 2026-09-01") from None


def _list(options: argparse.Namespace) -> int:
    proofs = read(options.settings).proofs()
    if not proofs:
        print("There is no issue yet. Write one in the newsletter folder of your content.")
        return 0
    widest = max(len(one.edition.issue.slug) for one in proofs)
    for one in reversed(proofs):
        issue = one.edition.issue
        count = articles(len(one.edition.posts))
        print(
            f"{issue.published:%Y-%m-%d}  {one.state:<8}  {issue.slug:<{widest}}  "
            f"{count:<12}  {issue.subject}"
        )
    return 0


def _new(options: argparse.Namespace) -> int:
    from pelican_safespace.plugin import staff

    day = options.date or date.today()
    path, posts = staff.begin(read(options.settings), options.issue, day)
    if posts:
        print(f"{os.path.relpath(path)} is a draft with {articles(len(posts))}:")
    else:
        print(f"{os.path.relpath(path)} is a draft without articles: each is in an issue already.")
    for post in posts:
        print(f"  {post.slug}: {post.title}")
    again = f"{program(options.settings)} preview {path.stem}"
    print(f"Write Subject, Preheader and the greeting, then: {again}")
    return 0


def _preview(options: argparse.Namespace) -> int:
    from pelican_safespace.plugin import staff

    place = ""
    if options.issue:
        place = find(read(options.settings).proofs(), options.issue).edition.issue.slug
    page = staff.build(options.settings) / place / "index.html"
    print(page)
    if not options.no_open:
        webbrowser.open(page.as_uri())
    return 0


def _sent(options: argparse.Namespace) -> int:
    site = read(options.settings)
    issue = find(site.proofs(), options.issue).edition.issue
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
