"""What a site's builds keep for the next one, and where: a folder in Pelican's cache."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pelican_safespace.ledger import Ledger
from pelican_safespace.software import files, own_files

#: What else decides how an article's text comes out.
_LIBRARIES = ("nh3", "feedgenerator")


def folder(settings: Mapping[str, Any]) -> Path | None:
    """Return where builds keep things for the next one; None with SAFESPACE_CACHE off."""
    return Path(settings["CACHE_PATH"]) / "safespace" if settings["SAFESPACE_CACHE"] else None


def ledger(settings: Mapping[str, Any]) -> Ledger:
    """Return the site's ledger, which keeps nothing where nothing is to be kept."""
    kept_in = folder(settings)
    if kept_in is None:
        return Ledger(None)
    folders = (settings["SAFESPACE_LANGUAGES"], settings["SAFESPACE_PHRASES"])
    edition = (
        own_files(),
        *(f"{name} {version(name)}" for name in _LIBRARIES),
        *(files(Path(one)) if one else "" for one in folders),
    )
    return Ledger(kept_in / "articles", " ".join(edition))
