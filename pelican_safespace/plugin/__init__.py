"""The adapter: Pelican's settings, signals and articles on one side, the core on the other.

This package is the only one that imports Pelican. Pelican calls it in this order:
``configure`` when the settings are final, ``generators`` to hand over the one generator, and
``understand`` when every link resolves, before any page is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator

from pelican_safespace import settings as plugin_settings
from pelican_safespace.plugin import folders, logs, watching
from pelican_safespace.plugin.generator import SafespaceGenerator, offer_templates


def connect() -> None:
    """Connect the receivers below; Pelican holds them weakly, so they are module functions."""
    logs.quieten()
    signals.initialized.connect(configure)
    signals.get_generators.connect(generators)
    signals.all_generators_finalized.connect(understand)


def configure(pelican: Pelican) -> None:
    """Fill in the defaults and check every setting; a SettingError stops the build.

    A site without an address is being made: its pages are built, its feeds and mails wait.
    """
    settings = pelican.settings
    for name, default in plugin_settings.defaults().items():
        settings.setdefault(name, default)
    settings.update(folders.absolute(settings))
    plugin_settings.check(settings)
    plugin_settings.prepare(settings)
    if not plugin_settings.address(settings):
        settings.update(plugin_settings.unaddressed())
    _check_folders(settings)
    folder = settings["SAFESPACE_NEWSLETTER"]
    for excludes in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES"):
        if folder not in settings[excludes]:
            settings[excludes] = [*settings[excludes], folder]


def _check_folders(settings: Mapping[str, Any]) -> None:
    """Look into what settings name, whether this build needs it or not."""
    if own := settings["SAFESPACE_LANGUAGES"]:
        from pelican_safespace import languages

        languages.load(own)
    if own := settings["SAFESPACE_PHRASES"]:
        from pelican_safespace.phrases import phrases

        phrases(settings["DEFAULT_LANG"], own)
    plugin_settings.authority(settings)
    folders.outbox(settings)


def generators(pelican: Pelican) -> type[Generator]:
    """Hand the plugin's generator to Pelican, which begins a build."""
    watching.begin(pelican)
    return SafespaceGenerator


def understand(all_generators: Iterable[Generator]) -> None:
    """Let the plugin read the articles, now that links between them resolve."""
    found = list(all_generators)
    for one in found:
        offer_templates(one)
    articles = next(one for one in found if isinstance(one, ArticlesGenerator))
    for one in found:
        if isinstance(one, SafespaceGenerator):
            one.understand(articles)
