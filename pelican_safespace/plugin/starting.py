"""An existing site -> the changes that let it begin with the plugin."""

from __future__ import annotations

import ast
import contextlib
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pelican.plugins._utils import get_namespace_plugins
from pelican.settings import get_settings_from_file

from pelican_safespace.adoption import settings_file, subscribe_page
from pelican_safespace.adoption.answers import address, authority
from pelican_safespace.adoption.change import Change, Proposal
from pelican_safespace.errors import SettingError
from pelican_safespace.plugin import publishing, staff
from pelican_safespace.plugin.build import Build
from pelican_safespace.plugin.reading import loaded, read, read_text

#: How many of the newest articles the first issue holds.
FIRST_ARTICLES = 3
FIRST_ISSUE = "first-letter"


def look(path: Path) -> dict[str, object]:
    """Return what the settings file at ``path`` says.

    ``published`` among it is the address in publishconf.py beside it, where it has none itself.
    Raises SettingError when the file is missing or cannot be run.
    """
    settings = {"SITENAME": "A Pelican Blog", **_own(path)}
    public = path.with_name("publishconf.py")
    if not address(settings) and public.is_file():
        with contextlib.suppress(SettingError):  # it may need what only the public site's host has
            settings["published"] = _own(public).get("SITEURL", "")
    return settings


def proposal(path: Path, answers: Mapping[str, str], today: date) -> Proposal:
    """Return what to write so that the site at ``path`` has settings, an issue and a page.

    The site is read with the answers first: an error in it is raised before anything is written.
    """
    own = _own(path)
    values = _values(path, own, answers, today)
    plugins: Sequence[object] | None = own.get("PLUGINS")
    besides = tuple(sorted(get_namespace_plugins())) if plugins is None else ()
    listed: list[object] = [*(plugins or besides)]
    if not settings_file.has_plugin(plugins):
        listed.append(settings_file.PLUGIN)
    site = read(path, PLUGINS=listed, **values)
    before = read_text(path)
    after = settings_file.extended(before, plugins, values, besides)
    conf = [] if after == before else [Change(path.name, before, after)]
    public, notes = publishing.switched_on(path, after, site.settings["SITEURL"])
    pages = _subscribe_page(path.parent, site)
    return Proposal((*conf, *public, *_first_issue(path.parent, site, today), *pages), (*notes,))


def _own(path: Path) -> dict[str, Any]:
    return loaded(path, get_settings_from_file)


def _values(
    path: Path, own: Mapping[str, Any], answers: Mapping[str, str], today: date
) -> dict[str, object]:
    """Return the settings to add, in the order in which they are written."""
    values: dict[str, object] = {**answers}
    if "SITEURL" in values and "RELATIVE_URLS" not in own and not _inherits_relative(path):
        values = {"SITEURL": values.pop("SITEURL"), "RELATIVE_URLS": True, **values}
    if not own.get("SAFESPACE_FEED_AUTHORITY"):
        values["SAFESPACE_FEED_AUTHORITY"] = authority({**own, **answers}, today.year)
    return values


def _inherits_relative(path: Path) -> bool:
    """Tell whether the public site would take RELATIVE_URLS over from the settings file."""
    public = path.with_name("publishconf.py")
    if not public.is_file():
        return False
    names = {
        node.id
        for node in ast.walk(ast.parse(public.read_text("utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return "RELATIVE_URLS" not in names


def _first_issue(folder: Path, site: Build, today: date) -> list[Change]:
    if site.issues:
        return []
    waiting = staff.unsent(site.proofs(), site.collected(), str(site.settings["DEFAULT_LANG"]))
    text = staff.draft(FIRST_ISSUE, today, waiting[-FIRST_ARTICLES:])
    place = Path(site.settings["PATH"]) / site.settings["SAFESPACE_NEWSLETTER"]
    return _new(folder, place / f"{FIRST_ISSUE}.md", text)


def _subscribe_page(folder: Path, site: Build) -> list[Change]:
    pages = [*site.context["pages"], *site.context["hidden_pages"], *site.context["draft_pages"]]
    if any(page.slug == subscribe_page.SLUG for page in pages):
        return []
    feed = f"{site.settings['SITEURL']}/{site.settings['SAFESPACE_FEED']}"
    place = Path(site.settings["PATH"]) / next(iter(site.settings["PAGE_PATHS"]), "pages")
    text = subscribe_page.text(feed, site.settings["SAFESPACE_SENDER"])
    return _new(folder, place / f"{subscribe_page.SLUG}.md", text)


def _new(folder: Path, path: Path, text: str) -> list[Change]:
    """Return a file to be made; none where one is already."""
    if path.exists():
        return []
    return [Change(Path(os.path.relpath(path, folder.resolve())).as_posix(), None, text)]
