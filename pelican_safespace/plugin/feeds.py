"""The feeds of a site: their items rendered once, their documents written."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pelican import signals

from pelican_safespace import feed, markup
from pelican_safespace.ledger import Ledger
from pelican_safespace.models import Channel, Picture, Post, Problem
from pelican_safespace.plugin import dead_links, files
from pelican_safespace.plugin.articles import Reading
from pelican_safespace.plugin.documents import Documents, Mended
from pelican_safespace.plugin.plans import FeedPlan
from pelican_safespace.plugin.posts import Posts
from pelican_safespace.settings import beside

STYLESHEET = "feeds/feed.css"

FeedFormat = Callable[[Channel, Iterable[feed.Item]], Iterable[bytes]]

#: Who writes what SAFESPACE_FEED_FORMATS may ask for beside RSS.
FORMATS: dict[str, FeedFormat] = {"json": feed.json_feed, "atom": feed.atom_feed}


@dataclass(frozen=True, slots=True)
class _InFormat:
    """A feed in one of FORMATS."""

    form: str
    channel: Channel
    items: Sequence[feed.Item]

    @property
    def frame(self) -> str:
        return f"{self.form} {self.channel}"

    def remaining(self) -> Sequence[feed.Item]:
        return self.items

    def pieces(self, mended: Mended) -> Iterable[bytes]:
        items = [mended.get(one.post.guid, one) for one in self.items]
        return FORMATS[self.form](self.channel, items)


class Feeds:
    """Writes feeds into the output; an item is rendered once for all of them."""

    def __init__(
        self,
        settings: Mapping[str, Any],
        reading: Reading,
        context: Mapping[str, Any],
        image: Picture | None,
        posts: Posts,
        ledger: Ledger,
    ) -> None:
        self._settings = settings
        self._reading = reading
        self._context = context
        self._image = image
        self._posts = posts
        self._ledger = ledger
        self._output = Path(settings["OUTPUT_PATH"])
        self._documents = Documents(self._output, ledger)
        self._makings: dict[str, feed.Making] = {}
        self._items: dict[str, feed.Item] = {}
        self._channels: list[Channel] = []
        self.problems: list[Problem] = []

    def write(self, plan: FeedPlan, *, without: Collection[str] = ()) -> None:
        """Write one feed of articles; those whose source is in ``without`` stand in none."""
        shown = (self._posts[article] for article in plan.articles)
        self.write_posts(plan, (post for post in shown if post.source not in without))

    def write_posts(self, plan: FeedPlan, posts: Iterable[Post]) -> None:
        """Write one feed of posts, and tell other plugins of it as Pelican's writer does."""
        channel, items = self._channel(plan), [self._item(post) for post in posts]
        self._channels.append(channel)
        whole = feed.assemble(channel, items)
        # Asked once about all items, so that a filter finds its way into archives, too.
        self._announce(whole)
        items = whole.remaining()
        newest = self._settings["SAFESPACE_FEED_ITEMS"] if plan.paged else len(items)
        documents = feed.pages(channel, items, newest=newest)
        if len(documents) == 1:
            self._write_document(plan.path, whole)
            self._write_formats(plan.path, channel, items)
            return
        for document in documents:
            self._announce(document.feed)
            self._write_document(feed.archive_name(plan.path, document.period), document.feed)
        self._write_formats(plan.path, channel, documents[0].feed.remaining())

    def _write_document(self, name: str, built: feed.Feed) -> None:
        # Who is told of a feed may have changed anything in it.
        self._documents.write(name, built, known=not signals.feed_generated.receivers)
        signals.feed_written.send(str(self._output / name), context=self._context, feed=built)

    def _write_formats(self, path: str, channel: Channel, items: Sequence[feed.Item]) -> None:
        for form in self._settings["SAFESPACE_FEED_FORMATS"]:
            name = beside(path, form)
            itself = replace(channel, feed_url=f"{self._settings['FEED_DOMAIN']}/{name}")
            self._documents.write(name, _InFormat(form, itself, items))

    def check(self, is_dead: Callable[[str], bool], *, issues: Collection[str]) -> list[Problem]:
        """Take what leads to no file of the finished site out of the feeds, and tell of it.

        ``issues`` are the sources of newsletter issues.
        """
        items, problems = dead_links.mended(self._items.values(), is_dead, repeating=issues)
        self._documents.mend(items)
        return list(problems)

    def write_list(self) -> None:
        """Write the OPML list of all feeds written so far, for readers that take a whole list."""
        path = self._settings["SAFESPACE_FEED_LIST"]
        if path and self._channels:
            name = markup.plain_text(str(self._settings["SITENAME"]))
            files.write(self._output / path, feed.opml(name, self._channels))

    def _announce(self, built: feed.Feed) -> None:
        signals.feed_generated.send(self._context, feed=built)

    def write_stylesheet(self, source: Path) -> None:
        """Write what makes the feeds readable in a browser."""
        files.write(self._output / STYLESHEET, source.read_bytes())

    def _item(self, post: Post) -> feed.Item:
        if post.guid not in self._items:
            self._items[post.guid] = item = self._make_item(post)
            if not item.whole:
                self.problems.append(
                    Problem(
                        post.source,
                        "it is too long for a feed, which holds its summary and a link instead.",
                        "Split it into the parts of a series.",
                    )
                )
        return self._items[post.guid]

    def _make_item(self, post: Post) -> feed.Item:
        making = self._making(post.lang)
        key = self._ledger.key("item", repr(post), making.notice or "", self._posts.key(post))
        facts = self._ledger.find(key)
        if facts:
            return feed.item(post, making, feed.Facts(*facts), key)
        item = feed.item(post, making, key=key)
        facts = item.facts
        self._ledger.keep(key, [facts.whole, facts.size, facts.addresses])
        return item

    def _making(self, lang: str) -> feed.Making:
        """What the items in ``lang`` are made with, one for all of them."""
        if lang not in self._makings:
            self._makings[lang] = feed.Making(
                self._posts.shelf,
                self._settings["SAFESPACE_NOTICE"],
                self._reading.say(lang),
                lambda post: self._posts.whole(post).body,
                self._settings["SAFESPACE_FEED_FORMATS"],
            )
        return self._makings[lang]

    def _channel(self, plan: FeedPlan) -> Channel:
        return Channel(
            title=plan.title,
            link=plan.link,
            feed_url=f"{self._settings['FEED_DOMAIN']}/{plan.path}",
            description=plan.description,
            language=plan.lang or self._settings["DEFAULT_LANG"],
            copyright=self._settings["SAFESPACE_COPYRIGHT"],
            image=self._image,
            # Relative, so that a local preview of the feed is styled too.
            stylesheet=posixpath.relpath(STYLESHEET, posixpath.dirname(plan.path) or "."),
            notice=self._settings["SAFESPACE_NOTICE"],
        )
