"""A site read as a build reads it, without writing a page: for the command line."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.settings import read_settings

from pelican_safespace.errors import SettingError
from pelican_safespace.plugin.build import Build
from pelican_safespace.plugin.generator import SafespaceGenerator


class _EnoughReadError(Exception):
    """Raised when Pelican asks for its writer: everything is read, nothing written."""


def settings_of(settings_file: Path, **override: object) -> dict[str, Any]:
    """Return the settings in the file. Raises SettingError when there is no such file."""
    if not settings_file.is_file():
        raise SettingError(
            f"There is no settings file {settings_file}. Run safespace beside your pelicanconf.py "
            "or name it with --settings."
        )
    return dict(read_settings(str(settings_file), override=override))


def read(settings_file: Path) -> Build:
    """Read the site of ``settings_file`` and return the plugin's work on it.

    Raises SettingError when there is no such file or the plugin is not switched on there.
    """
    # A look at a site must not empty its output.
    settings = settings_of(settings_file, DELETE_OUTPUT_DIRECTORY=False)
    found: list[SafespaceGenerator] = []

    def remember(generators: Iterable[Generator]) -> None:
        found.extend(one for one in generators if isinstance(one, SafespaceGenerator))

    def stop(_pelican: Pelican) -> None:
        raise _EnoughReadError

    with (
        signals.all_generators_finalized.connected_to(remember),
        signals.get_writer.connected_to(stop),
        contextlib.suppress(_EnoughReadError),
    ):
        Pelican(settings).run()
    if not found:
        raise SettingError(
            f"pelican_safespace is not switched on in {settings_file}. "
            'Add it: PLUGINS = ["pelican_safespace"].'
        )
    return found[0].build
