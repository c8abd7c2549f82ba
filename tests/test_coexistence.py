"""Other people's plugins beside this one, before it and after it, on the example practice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import feedparser
import pytest
from feed_rules import violations
from pelican import signals
from pelican.plugins._utils import get_plugin_name, load_plugins
from sites import Site, article, build, build_example, entries

FILTER = {"feeds/articles.xml": {"exclude.title": "When panic comes*"}}
PLUGINS: dict[str, dict[str, Any]] = {
    "series": {},
    "neighbors": {},
    "seo": {"SEO_REPORT": True, "SEO_ENHANCER": True, "SEO_ENHANCER_OPEN_GRAPH": True},
    "sitemap": {"SITEMAP": {"format": "xml"}},
    "feed_filter": {"FEED_FILTER": FILTER},
    "image_process": {"IMAGE_PROCESS": {"thumb": ["scale_in 40 40 True"]}},
}
OURS = "pelican_safespace"


@pytest.fixture(autouse=True)
def _signals_as_they_were() -> Any:
    """Plugins stay connected for the life of a process; other tests must not meet these."""
    everything = [one for one in vars(signals).values() if hasattr(one, "receivers")]
    before = [(one, dict(one.receivers), one._by_sender.copy()) for one in everything]
    yield
    for one, receivers, senders in before:
        one.receivers.clear()
        one.receivers.update(receivers)
        one._by_sender.clear()
        one._by_sender.update(senders)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_example(tmp_path_factory.mktemp("alone"))
