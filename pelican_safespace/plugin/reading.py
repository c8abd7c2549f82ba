"""A site read as a build reads it, without writing a page: for the command line."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.settings import read_settings

from pelican_safespace.errors import SettingError
from pelican_safespace.plugin.build import Build
from pelican_safespace.plugin.generator import SafespaceGenerator
from pelican_safespace.settings import require_address


class _EnoughReadError(Exception):
    """Raised when Pelican asks for its writer: everything is read, nothing written."""


class _Reader(Pelican):
    """A Pelican that stops before it writes, as do those of the sub-sites that begin within it."""

    def _get_writer(self) -> None:
        # A plugin may do its last reading now: i18n_subsites reads the sub-sites, and links them.
        super()._get_writer()
        raise _EnoughReadError


def loaded(path: Path, reader: Callable[[str], Mapping[str, Any]]) -> dict[str, Any]:
    """Return what ``reader`` makes of a settings file.

    Raises SettingError when there is no such file, or when it stops with an error of its own.
    """
    if not path.is_file():
        raise SettingError(
            f"There is no settings file {path}. Run safespace beside your pelicanconf.py "
            "or name it with --settings; pelican-quickstart makes a new site with one."
        )
    try:
        return dict(reader(str(path)))
    except Exception as error:  # a settings file is a program, and may raise anything
        raise SettingError(
            f"{path} cannot be run: {type(error).__name__}: {error}. "
            "Mend it until `pelican --print-settings` works."
        ) from error


def read_text(path: Path) -> str:
    """Return a settings file as it is, line ends and all. Raises SettingError unless UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise SettingError(f"{path} is not saved as UTF-8. Save it so, and begin again.") from error


def settings_of(settings_file: Path, **override: object) -> dict[str, Any]:
    """Return the settings in the file, with Pelican's defaults.

    Raises SettingError when it cannot be read or does not say where the site is published.
    """
    settings = loaded(settings_file, lambda path: read_settings(path, override=override))
    require_address(settings)
    return settings


def read(settings_file: Path, **override: object) -> Build:
    """Read the site of ``settings_file`` and return the plugin's work on it.

    ``override`` are settings that win over the file's. Raises SettingError when the file cannot
    be read or the plugin is not switched on there.
    """
    # A look at a site must not empty its output.
    stopping = {"DELETE_OUTPUT_DIRECTORY": False, "PELICAN_CLASS": _Reader}
    settings = settings_of(settings_file, **stopping, **override)
    found: list[SafespaceGenerator] = []

    def remember(generators: Iterable[Generator]) -> None:
        found.extend(one for one in generators if isinstance(one, SafespaceGenerator))

    with (
        signals.all_generators_finalized.connected_to(remember),
        contextlib.suppress(_EnoughReadError),
    ):
        _Reader(settings).run()
    if not found:
        raise switched_off(settings_file)
    return found[0].build


def switched_off(settings_file: Path) -> SettingError:
    """Return what to say of a site without the plugin."""
    return SettingError(
        f"pelican_safespace is not switched on in {settings_file}. "
        'Add it: PLUGINS = ["pelican_safespace"].'
    )
