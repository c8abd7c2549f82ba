"""The data flows one way: which room may import which, read from the imports themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pelican_safespace"

#: Rooms anyone may use: nouns, errors and the words of each language.
COMMON = {"models", "errors", "phrases", "languages"}
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": {"plugin"},
    "models": set(),
    "errors": set(),
    "shelf": set(),
    "ledger": {"whole_file", "shelf"},
    "whole_file": set(),
    "software": set(),
    "phrases": {"errors"},
    "languages": {"errors"},
    "settings": {"models", "errors"},
    "adoption": {"models"},
    "names": COMMON,
    "dates": COMMON,
    "credits": COMMON | {"names", "dates", "source"},
    "attribution": COMMON | {"names", "dates", "credits"},
    "source": COMMON,
    "navigation": COMMON | {"source"},
    "series": COMMON | {"source", "navigation"},
    "chains": COMMON | {"navigation"},
    "explain": COMMON,
    "extract": COMMON | {"attribution", "credits", "series", "markup", "source", "navigation"},
    "markup": COMMON,
    "media": COMMON,
    "feed": COMMON | {"markup", "shelf"},
    "newsletter": COMMON | {"markup", "newsletter", "software", "whole_file"},
    "delivery": COMMON | {"newsletter"},
}
#: Which outside libraries a room may use.
MAY_USE = {
    "pelican": {"plugin"},
    "feedgenerator": {"feed"},
    "mjml": {"newsletter"},
    "jinja2": {"newsletter", "plugin"},
    "nh3": {"markup"},
    "imagesize": {"plugin"},
    "smtplib": {"delivery"},
    "PIL": {"plugin"},
}


def rooms() -> list[str]:
    return sorted(
        path.stem if path.is_file() else path.name
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    )


def imports(room: str) -> set[str]:
    """Every module a room imports, anywhere in it, by its dotted name."""
    folder = PACKAGE / room
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]
    found: set[str] = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_imports(room: str) -> set[str]:
    known = set(rooms())
    parts = [name.split(".") for name in imports(room) if name.startswith("pelican_safespace.")]
    return {name[1] for name in parts if name[1] in known} - {room}


@pytest.mark.parametrize("room", [room for room in rooms() if room not in {"plugin", "cli"}])
def test_a_room_imports_only_what_the_design_allows(room: str) -> None:
    assert own_imports(room) <= MAY_IMPORT[room]


@pytest.mark.parametrize("library", sorted(MAY_USE))
def test_each_outside_library_is_behind_one_door(library: str) -> None:
    users = {
        room
        for room in rooms()
        if any(name == library or name.startswith(f"{library}.") for name in imports(room))
    }
    assert users <= MAY_USE[library]


def test_the_build_cannot_reach_what_sends_mail() -> None:
    reached, waiting = set[str](), ["__init__"]
    while waiting:
        room = waiting.pop()
        reached.add(room)
        waiting += own_imports(room) - reached
    assert "plugin" in reached
    assert "delivery" not in reached


def test_importing_the_package_does_not_import_pelican() -> None:
    assert not {name for name in imports("__init__") if name.startswith(("pelican.", "bs4"))}
