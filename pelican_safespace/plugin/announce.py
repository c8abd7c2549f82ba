"""How a theme that knows nothing of the plugin comes to name its feed: by Pelican's variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pelican_safespace.models import Problem
from pelican_safespace.settings import beside


def variables(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the variables for templates that name our feed, none that the site has set itself.

    Every theme that announces RSS reads FEED_ALL_RSS, and some, such as "simple", FEED_RSS as
    well: ours takes the second where the first is taken.
    """
    path, found = settings["SAFESPACE_FEED"], {}
    free = [name for name in ("FEED_ALL_RSS", "FEED_RSS") if not settings.get(name)]
    if free:
        found[free[0]] = path
    if "atom" in settings["SAFESPACE_FEED_FORMATS"] and not settings.get("FEED_ALL_ATOM"):
        found["FEED_ALL_ATOM"] = beside(path, "atom")  # for themes that announce Atom only
    return found


def problems(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem where themes name a stock feed in the place of ours, unless told to."""
    stock, path = settings.get("FEED_ALL_RSS"), settings["SAFESPACE_FEED"]
    if stock and not settings.get("FEED_ALL_RSS_URL"):
        yield Problem(
            "FEED_ALL_RSS",
            f"themes name Pelican's own feed {stock}, and many of them no other, so that readers "
            f"may never find {path}.",
            f"Set FEED_ALL_RSS = None and SAFESPACE_FEED = {stock!r}, which keeps its subscribers; "
            f"or keep both, and say with FEED_ALL_RSS_URL = {path!r} or {stock!r} which to name.",
        )
