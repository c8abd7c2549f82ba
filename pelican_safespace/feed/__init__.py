"""Channel and posts in, a feed out: RSS 2.0 first, and everything that is made from its items."""

from pelican_safespace.feed.archives import Document, archive_name, pages
from pelican_safespace.feed.atomfeed import atom_feed
from pelican_safespace.feed.item import Facts, Item, Making, item, items, without
from pelican_safespace.feed.jsonfeed import json_feed
from pelican_safespace.feed.opml import opml
from pelican_safespace.feed.requests import foreign_hosts
from pelican_safespace.feed.rss import Feed, assemble, build
from pelican_safespace.feed.rss_channel import History, fits

__all__ = [
    "Document",
    "Facts",
    "Feed",
    "History",
    "Item",
    "Making",
    "archive_name",
    "assemble",
    "atom_feed",
    "build",
    "fits",
    "foreign_hosts",
    "item",
    "items",
    "json_feed",
    "opml",
    "pages",
    "without",
]
