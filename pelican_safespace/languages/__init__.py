"""The words credits and series blocks are recognised by: one TOML file a language.

A file is named for its language and holds tables: ``[dates]`` (months, words around a date),
``[credit]`` (the phrases that say where an article came from, and the words between their
parts) and ``[series]`` (labels of navigation). A practice adds a language, or words to one,
with files of its own in the folder that the setting ``SAFESPACE_LANGUAGES`` names: its lists
are added to ours, its other values replace ours.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pelican_safespace.errors import SettingError

SETTING = "SAFESPACE_LANGUAGES"


@dataclass(frozen=True, eq=False, slots=True)
class Language:
    """One language's words, as its files have them; ``code`` is the file's name ("de").

    Compared and hashed by identity, as ``Languages`` is, so that what is built from the words
    can be cached.
    """

    code: str
    tables: Mapping[str, Mapping[str, Any]]

    @property
    def series(self) -> Mapping[str, Any]:
        """The ``[series]`` table; empty when the file has none."""
        return self.tables.get("series", {})

    @cache  # noqa: B019
    def words(self, table: str, key: str) -> tuple[str, ...]:
        """The list ``key`` of ``[table]``; empty when no file has it."""
        return tuple(self.tables.get(table, {}).get(key, ()))


@dataclass(frozen=True, eq=False, slots=True)
class Languages:
    """Every language the plugin reads, English first, then by code.

    ``load`` returns one and the same object for a folder.
    """

    all: tuple[Language, ...]

    def __iter__(self) -> Iterator[Language]:
        return iter(self.all)

    def __getitem__(self, code: str) -> Language:
        """Return the language ``code``; KeyError when there is none."""
        for language in self.all:
            if language.code == code:
                return language
        raise KeyError(code)

    @cache  # noqa: B019
    def words(self, table: str, key: str) -> tuple[str, ...]:
        """The lists ``key`` of ``[table]`` of every language, without repetition."""
        return tuple(dict.fromkeys(word for one in self.all for word in one.words(table, key)))


def load(folder: str | None = None) -> Languages:
    """Return the shipped languages and those in ``folder``, a practice's own.

    Raises SettingError when the folder is missing or a file in it cannot be understood.
    """
    return _loaded(folder)  # a cache tells an argument left out from None


@cache
def _loaded(folder: str | None) -> Languages:
    found: dict[str, Mapping[str, Any]] = {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text("utf-8"))
        for entry in files(__package__).iterdir()
        if entry.name.endswith(".toml")
    }
    if folder is not None:
        known = _keys(found.values())
        for path in _own_files(Path(folder)):
            code = path.stem.lower()
            found[code] = _merged(found.get(code, {}), _read(path, known))
    codes = sorted(found, key=lambda code: (code != "en", code))
    return Languages(tuple(Language(code, found[code]) for code in codes))


def _own_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise SettingError(
            f"{SETTING}: there is no folder “{folder.name}”. "
            "Create it with one file a language in it (de.toml), or remove the setting."
        )
    return sorted(folder.glob("*.toml"))


def _keys(languages: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, object]]:
    """Every table and key that a shipped language has, with a value of the kind wanted there."""
    known: dict[str, dict[str, object]] = {}
    for tables in languages:
        for name, table in tables.items():
            known.setdefault(name, {}).update(table)
    return known


def _read(path: Path, known: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{SETTING}: {path.name} cannot be read ({error}). "
            "Write TOML tables like those of the shipped languages, saved as UTF-8."
        ) from error
    for name, table in tables.items():
        _check(path, name, table, known)
    return tables


def _check(path: Path, name: str, table: object, known: Mapping[str, Mapping[str, object]]) -> None:
    """Refuse a table that no shipped language has, and a value of another kind than theirs."""
    if not isinstance(table, dict):
        raise SettingError(
            f"{SETTING}: {path.name}: “{name}” stands outside a table. "
            "Put it below [dates], [names], [credit] or [series]."
        )
    if name not in known:
        raise SettingError(
            f"{SETTING}: {path.name}: there is no table [{name}]. "
            "The tables are [dates], [names], [credit] and [series]."
        )
    for key, value in table.items():
        if key not in known[name]:
            near = difflib.get_close_matches(key, known[name], n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"It has {', '.join(known[name])}."
            raise SettingError(f"{SETTING}: {path.name}: [{name}] has no “{key}”. {hint}")
        if wanted := _wrong(key, value, known[name][key]):
            raise SettingError(f"{SETTING}: {path.name}: “{key}” in [{name}] must be {wanted}.")


def _wrong(key: str, value: object, shipped: object) -> str | None:
    """What ``value`` should be instead, None when it is of the kind that is shipped."""
    if key == "order":
        return None if value in _ORDERS else f"one of {', '.join(map(repr, _ORDERS))}"
    if isinstance(shipped, bool):
        return None if isinstance(value, bool) else "true or false"
    if isinstance(shipped, list) and shipped and isinstance(shipped[0], list):
        lists = value if isinstance(value, list) and all(map(_is_words, value)) else None
        if lists is not None and (key != "months" or len(lists) <= MONTHS):
            return None
        first = '["January", "Jan"], …' if key == "months" else '["one", "first"], …'
        twelve = ", one for each of the twelve months" if key == "months" else ""
        return f"a list of lists{twelve}: {key} = [{first}]"
    return None if _is_words(value) else f'a list of words, such as {key} = ["…", "…"]'


MONTHS = 12
_ORDERS = ("dmy", "mdy")


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _merged(ours: Any, theirs: Any) -> Any:
    """Lists are added up (months each by itself), tables merged key by key; else theirs wins."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        both = {**ours, **theirs}
        return {
            key: _merged(ours[key], theirs[key]) if key in ours and key in theirs else value
            for key, value in both.items()
        }
    if isinstance(ours, list) and isinstance(theirs, list):
        if ours and isinstance(ours[0], list):
            empty: list[str] = []
            months = zip_longest(ours, theirs, fillvalue=empty)
            return [_merged(one, other) for one, other in months]
        return [*ours, *(one for one in theirs if one not in ours)]
    return theirs
