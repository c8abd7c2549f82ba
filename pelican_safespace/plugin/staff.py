"""What staff do with issues from the command line: begin one, look at it, note that it went out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pelican import Pelican

from pelican_safespace.errors import IssueError
from pelican_safespace.models import Post
from pelican_safespace.newsletter.desk import Proof
from pelican_safespace.plugin.build import Build
from pelican_safespace.plugin.folders import outbox
from pelican_safespace.plugin.reading import settings_of, switched_off

_NAME = re.compile(r"[^\W_](?:[\w. -]*\w)?")


def begin(site: Build, name: str, day: date) -> tuple[Path, tuple[Post, ...]]:
    """Write the draft of an issue called ``name``, and return its file and its articles.

    It names every article that no issue holds yet and that is newer than the last one published.
    Raises IssueError when the name cannot be a file's or is taken.
    """
    stem = name.removesuffix(".md")
    if not _NAME.fullmatch(stem):
        raise IssueError(
            f"{name!r} cannot be the name of an issue. Write letters, digits and hyphens, such as "
            f"{day:%Y-%m}-slow-mornings."
        )
    folder = Path(site.settings["PATH"]) / site.settings["SAFESPACE_NEWSLETTER"]
    taken = [path for path in sorted(folder.glob(f"{stem}.*")) if path.is_file()]
    if taken:
        raise IssueError(f"{taken[0].name} is there already. Choose another name for the issue.")
    posts = unsent(site.proofs(), site.collected(), str(site.settings["DEFAULT_LANG"]))
    path = folder / f"{stem}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft(stem, day, posts), "utf-8", newline="\n")
    return path, posts


def unsent(proofs: Sequence[Proof], posts: Sequence[Post], lang: str) -> tuple[Post, ...]:
    """Return the articles that wait for an issue, oldest first."""
    held = {post.guid for proof in proofs for post in proof.edition.posts}
    last = max(
        (
            proof.edition.issue.published
            for proof in proofs
            if proof.edition.issue.lang == lang and not proof.edition.issue.draft
        ),
        default=None,
    )
    fresh = (
        post
        for post in posts
        if post.lang == lang and post.guid not in held and (last is None or post.published > last)
    )
    return tuple(sorted(fresh, key=lambda post: (post.published, post.source)))


def build(settings_file: Path) -> Path:
    """Build the site with its settings, and return the folder of its outbox.

    Raises SettingError where the plugin is not switched on, IssueError where there is no issue.
    """
    pelican = Pelican(settings_of(settings_file))
    if "pelican_safespace" not in pelican.settings["PLUGINS"]:
        raise switched_off(settings_file)
    pelican.run()
    folder = outbox(pelican.settings)
    if not (folder / "index.html").exists():
        raise IssueError("There is no issue to look at. Begin one with: safespace new NAME")
    return folder


def draft(stem: str, day: date, posts: Sequence[Post]) -> str:
    """Return the text of an issue that is begun: ``stem`` is its file's name."""
    words = re.sub(r"^[\d\W_]+", "", stem) or stem
    title = re.sub(r"[\W_]+", " ", words).strip()
    lines = (
        f"Title: {title[:1].upper()}{title[1:]}",
        f"Date: {day.isoformat()} 09:00",
        f"Subject: {title[:1].upper()}{title[1:]}",
        "Preheader:",
        f"Articles: {', '.join(post.slug for post in posts)}",
        "Layout: full",
        "Status: draft",
    )
    return "\n".join(lines) + "\n\nDear reader,\n"
