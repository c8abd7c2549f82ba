"""Web addresses in a text, and what they tell: the domain, whether they are a front page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

# Names that people write in small letters, and that "and" joins to no other name.
PLATFORMS = frozenset(
    {"medium", "substack", "linkedin", "tumblr", "wordpress", "blogger", "blogspot", "facebook"}
    | {"reddit", "hashnode", "patreon", "mastodon", "bluesky", "ghost", "quora", "twitter"}
    | {"instagram", "youtube", "livejournal", "posterous", "github", "gitlab", "hackernoon"}
    | {"goodreads", "wattpad", "svbtle", "stackoverflow"}
)

_TLD = (
    "com|org|net|edu|gov|int|info|biz|io|dev|app|blog|me|co|ai|tv|fm|to|sh|gg|xyz|pub|press|news|"
    "media|page|link|club|world|today|online|site|tech|health|care|life|clinic|center|network|"
    "space|works|zone|live|social|email|wiki|codes|design|studio|agency|academy|school|community|"
    "eu|de|at|ch|li|fr|be|nl|es|pt|it|lu|uk|ie|us|ca|mx|br|ar|cl|pe|au|nz|in|jp|cn|kr|tw|hk|sg|"
    "za|ng|ke|il|tr|gr|pl|cz|sk|hu|ro|bg|hr|rs|si|ua|ru|by|lt|lv|ee|fi|se|no|dk|is|cat|gal|im|"
    "example|test"
)
_ADDRESS = re.compile(
    rf"(?:(?:https?|gemini|gopher)://)?(?:[\w-]+\.)+(?:{_TLD})(?![\w-])(?::\d+)?(?:/[^\s<>\"'`)\]]*)?"
    r"|(?:https?|gemini|gopher)://[^\s<>\"'`)\]]+",
    re.IGNORECASE,
)

_MAILBOX = re.compile(r"@[\w.-]{0,60}\Z")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address as ``written``, made whole in ``url``; ``end`` is its end in the text."""

    written: str
    url: str
    end: int


def address_at(text: str, position: int) -> Address | None:
    """Return the web address at ``position``, without the full stop that ends the sentence."""
    found = _ADDRESS.match(text, position)
    if found is None or _MAILBOX.search(text[max(position - 64, 0) : position]):
        return None  # "kim@sample.org"
    written = found[0].rstrip(".,;:!?")
    if "." not in written:
        return None
    url = written if "://" in written else f"https://{written}"
    return Address(written, url, position + len(written))


def whole_address(text: str) -> Address | None:
    """Return the web address that ``text`` is and nothing else."""
    address = address_at(text, 0)
    return address if address and address.end == len(text) else None


def domain(url: str | None) -> str | None:
    """Return the host of ``url`` without "www.", or None for a path ("notes.md")."""
    if not url or url.startswith(("/", "#", ".", "mailto:")):
        return None
    if "//" not in url and not address_at(url, 0):
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") if "." in host else None


def is_home(url: str) -> bool:
    """Tell a site's front page from a page of it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return not parts.path.strip("/") and not parts.query
