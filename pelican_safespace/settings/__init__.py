"""The settings of a site: every one with its default, and whether they can stand."""

from pelican_safespace.settings.checks import UNADDRESSED, check, require_address
from pelican_safespace.settings.feeds import FEEDS_OF_ARTICLES, authority, beside, unaddressed
from pelican_safespace.settings.subscribe import subscribe_form
from pelican_safespace.settings.subsites import address, belongs, is_subsite, prepare
from pelican_safespace.settings.table import SETTINGS, Setting, defaults

__all__ = [
    "FEEDS_OF_ARTICLES",
    "SETTINGS",
    "UNADDRESSED",
    "Setting",
    "address",
    "authority",
    "belongs",
    "beside",
    "check",
    "defaults",
    "is_subsite",
    "prepare",
    "require_address",
    "subscribe_form",
    "unaddressed",
]
