"""publishconf.py, the settings of the public site: whether they take over those beside them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from pelican.settings import get_settings_from_file

from pelican_safespace.adoption import settings_file
from pelican_safespace.adoption.change import Change
from pelican_safespace.errors import SettingError
from pelican_safespace.plugin.reading import loaded, read_text

NAME = "publishconf.py"

_COMMENTS = {"SITEURL": "Feeds and mails need the address, which was empty above"}


def switched_on(path: Path, after: str, address: str) -> tuple[list[Change], list[str]]:
    """Return what to change so that the public site is built with the plugin, and notes on it.

    ``after`` is the settings file at ``path`` as it will be, ``address`` its SITEURL.
    """
    public = path.with_name(NAME)
    if public == path or not public.is_file():
        return [], []
    try:
        own = loaded(public, lambda name: _read(name, path, after))
    except SettingError as error:
        return [], [f"{error} See that the plugin is switched on there as well."]
    if not own.get("SAFESPACE_SENDER"):
        return [], [
            f"{NAME} takes over nothing from {path.name}, so the public site has no newsletter: "
            f"run safespace --settings {NAME} init as well."
        ]
    notes, values = [], {}
    if not settings_file.has_plugin(own.get("PLUGINS")):
        notes.append(f"{NAME} names plugins of its own; the plugin is switched on there as well.")
    if not own.get("SITEURL"):
        notes.append(f"{NAME} leaves SITEURL empty; the address is written there as well.")
        values["SITEURL"] = address
    before = read_text(public)
    text = settings_file.extended(before, own.get("PLUGINS"), values, comments=_COMMENTS)
    return [Change(NAME, before, text)] if text != before else [], notes


def _read(name: str, path: Path, after: str) -> Mapping[str, Any]:
    with _imported(path, after):
        found: Mapping[str, Any] = get_settings_from_file(name)
    return found


@contextmanager
def _imported(path: Path, text: str) -> Iterator[None]:
    """Let whoever imports the settings file get it as it will be."""
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    before = sys.modules.get(path.stem)
    sys.modules[path.stem] = module
    try:
        exec(compile(text, path, "exec"), module.__dict__)
        yield
    finally:
        del sys.modules[path.stem]
        if before is not None:
            sys.modules[path.stem] = before
