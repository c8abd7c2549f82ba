"""An issue as plain text: written for people who read mail so, not scraped from the HTML."""

from __future__ import annotations

from collections.abc import Sequence

from pelican_safespace.models import Edition, Post, Practice
from pelican_safespace.newsletter import blocks
from pelican_safespace.newsletter.footer import MailLinks, in_plain_text
from pelican_safespace.newsletter.lines import COLUMNS, indented, wrap
from pelican_safespace.newsletter.parts import byline, place
from pelican_safespace.newsletter.spelling import Notes
from pelican_safespace.newsletter.typewriter import paragraphs, underlined
from pelican_safespace.phrases import Phrases

#: From this many articles on, an issue begins with the list of their titles.
CONTENTS_FROM = 3

#: Characters of all articles' bodies together. Every article is whole within its share of it; a
#: mail has no use for the rest of a book.
ROOM = 240_000


def write(
    edition: Edition, practice: Practice, *, say: Phrases, links: MailLinks | None = None
) -> str:
    """Return the plain-text part: lines of at most 78 columns, each ended by a newline.

    Only an address (URL) may be longer. ``links`` are a provider's merge tags, as for the HTML.
    Every link's address stands once: an article's under its title, all others numbered below it.
    """
    return PlainText(edition, practice, say).written(links)


class PlainText:
    """One edition in plain text: what stands between head and foot is written once, if it can."""

    def __init__(self, edition: Edition, practice: Practice, say: Phrases) -> None:
        self._edition, self._practice, self._say = edition, practice, say
        self._middles: list[tuple[Notes, Sequence[Sequence[str]]]] = []

    def written(self, links: MailLinks | None = None) -> str:
        """Return what the function ``write`` does."""
        issue, practice, links = self._edition.issue, self._practice, links or MailLinks()
        leave = practice.unsubscribe_url or practice.unsubscribe_mailto or ""
        out = _tag(links.unsubscribe, leave)
        online = _tag(links.web_edition, issue.url)
        address = _tag(links.postal_address, practice.postal_address)
        sections = [
            _head(self._edition, practice, online, self._say),
            *self._middle([online, out, *(post.url for post in self._edition.posts)]),
            _foot(practice, out, address, self._say),
        ]
        return "\n\n\n".join("\n".join(section) for section in sections if section) + "\n"

    def _middle(self, known: Sequence[str]) -> Sequence[Sequence[str]]:
        """Return greeting, contents and articles, in which ``known`` addresses have no number."""
        for notes, sections in self._middles:
            if notes.would_do(known):
                return sections
        edition, say, notes = self._edition, self._say, Notes(known)
        sections = [
            _with_notes(paragraphs(blocks.parse(edition.issue.greeting), notes, say), notes),
            _contents(edition.posts, say),
            *(_article(post, edition, notes, say) for post in edition.posts),
        ]
        self._middles.append((notes, sections))
        return sections


def _head(edition: Edition, practice: Practice, web_edition: str, say: Phrases) -> Sequence[str]:
    online = (*wrap(f"{say('view_online')}:"), web_edition) if web_edition else ()
    return _apart((wrap(practice.name), underlined(edition.issue.title, "="), online))


def _contents(posts: Sequence[Post], say: Phrases) -> Sequence[str]:
    if len(posts) < CONTENTS_FROM:
        return ()
    titles: list[str] = []
    for number, post in enumerate(posts, start=1):
        titles += indented(wrap(post.title, COLUMNS - 4), f"{number:>2}. ", "    ")
    return (*underlined(say("in_this_issue"), "-"), *titles)


def _article(post: Post, edition: Edition, notes: Notes, say: Phrases) -> Sequence[str]:
    top = (*underlined(post.title, "="), *_known(byline(post, say)), post.url)
    parts = (
        top,
        _credit(post, notes),
        _place(post, notes, say),
        _known(f"{say('content_note')}: {post.content_note}" if post.content_note else ""),
        _body(post, edition, notes, say),
        _neighbours(post, notes, say),
    )
    return _with_notes(_apart(parts), notes)


def _credit(post: Post, notes: Notes) -> Sequence[str]:
    credit = post.attribution
    if credit is None:
        return ()
    urls = dict.fromkeys(one.url for one in credit.publications if one.url)
    return wrap(credit.sentence + "".join(map(notes.number, urls)))


def _place(post: Post, notes: Notes, say: Phrases) -> Sequence[str]:
    written = place(post, say)
    number = notes.number(post.series_term.url) if written and post.series_term else ""
    return _known(written + number)


def _body(post: Post, edition: Edition, notes: Notes, say: Phrases) -> Sequence[str]:
    """Write the article, or its summary in a digest; one too long ends after a whole block."""
    if edition.issue.layout == "digest":
        return _known(post.summary)
    room = ROOM // len(edition.posts)
    lines: Sequence[str] = ()
    for block in blocks.parse(post.body, base=post.url):
        sofar = len(notes)
        written = paragraphs((block,), notes, say)
        room -= sum(map(len, written))
        if room < 0:
            notes.forget(sofar)
            return _apart((lines, wrap(say("read_on", title=post.title))))
        lines = _apart((lines, written))
    return lines


def _neighbours(post: Post, notes: Notes, say: Phrases) -> Sequence[str]:
    lines: list[str] = []
    for key, link in (("previous", post.series.previous), ("next", post.series.next)):
        if link:
            text = f"{say(key)}: {link.title or ''}".rstrip()
            lines += indented(
                wrap(text + (notes.number(link.url) if link.url else ""), 76), "", "  "
            )
    return lines


def _foot(practice: Practice, out: str, address: str, say: Phrases) -> Sequence[str]:
    lines = [line for part in address.strip().splitlines() for line in wrap(part.strip())]
    named = practice.postal_address.strip().startswith(practice.name)
    sender = lines if named else [*wrap(practice.name), *lines]
    leave = (*wrap(f"{say('unsubscribe')}:"), out) if out else ()
    why = wrap(say("why", name=practice.name))
    return ("-" * COLUMNS, *_apart((_known(practice.notice or ""), sender, (*why, *leave))))


def _tag(given: str | None, own: str) -> str:
    """Return a provider's tag, else the practice's own."""
    return own if given is None else in_plain_text(given)


def _known(text: str) -> Sequence[str]:
    """Return the text as lines, none where there is no text."""
    return wrap(text.strip()) if text.strip() else ()


def _with_notes(lines: Sequence[str], notes: Notes) -> Sequence[str]:
    """Add the addresses of the links that the lines were the first to number."""
    return _apart((lines, notes.due()))


def _apart(parts: Sequence[Sequence[str]]) -> Sequence[str]:
    """Join groups of lines with an empty line between two of them."""
    joined: list[str] = []
    for part in filter(None, parts):
        joined += [""] * bool(joined)
        joined += part
    return joined
