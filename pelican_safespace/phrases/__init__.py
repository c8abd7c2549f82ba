"""The fixed phrases the plugin writes ("Part 2 of 4", "Read on"), one catalogue a language.

A catalogue is a TOML file named for its language, of ``key = "text"`` lines; ``{name}`` marks
what is filled in. A practice adds or changes phrases with files of its own in the folder that
the setting ``SAFESPACE_PHRASES`` names. A phrase no catalogue has falls back to English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from pelican_safespace.errors import SettingError


class Phrases:
    """The phrases of one language; ``phrases("part", part=2, of=4)`` fills one in."""

    __slots__ = ("_texts", "direction", "lang")

    def __init__(self, lang: str, texts: Mapping[str, str]) -> None:
        self.lang = lang
        self.direction = texts["direction"]
        self._texts = texts

    def __repr__(self) -> str:
        """Show everything the phrases say."""
        return f"Phrases({self.lang!r}, {self._texts!r})"

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the phrase ``key`` with ``values`` filled in; KeyError for an unknown key."""
        return self._texts[key].format(**values)


@cache
def phrases(lang: str, folder: str | None = None) -> Phrases:
    """Return the phrases of ``lang`` ("en", "de-AT": the region falls back to the language).

    ``folder`` holds a practice's own catalogues, which win. Raises SettingError when there is no
    such folder or one of them is not TOML.
    """
    if folder is not None and not Path(folder).is_dir():
        raise SettingError(
            f"SAFESPACE_PHRASES: there is no folder “{Path(folder).name}”. "
            "Create it with one file a language in it (de.toml), or remove the setting."
        )
    texts: dict[str, str] = {}
    lang = lang.lower().replace("_", "-")
    for name in dict.fromkeys(("en", lang.partition("-")[0], lang)):
        shipped = files(__package__) / f"{name}.toml"
        if shipped.is_file():
            texts |= tomllib.loads(shipped.read_text("utf-8"))
        if folder is not None:
            texts |= _own(Path(folder) / f"{name}.toml")
    return Phrases(lang, texts)


def _own(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(
            f"SAFESPACE_PHRASES: {path.name} cannot be read ({error}). "
            'Write one key = "text" line for each phrase, saved as UTF-8.'
        ) from error
