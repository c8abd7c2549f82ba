"""Where a credit says something appeared: the name of a publication, and its address.

A name is what a link, emphasis or quotation marks hold, else the words with capitals after "on",
"in", "at". Where that is no name ("my blog", "here", a date, an article's own title, a bare
address), the domain of the address is the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from pelican_safespace import dates
from pelican_safespace.credits.inline import Span, fold
from pelican_safespace.credits.text import Text
from pelican_safespace.languages import Language

LONGEST_NAME = 16  # words; what goes on longer is a sentence
_LINK_WITHIN = 7  # words from "on" to the link: "on my own little blog, [X]"
_SMALL_WORDS = 2  # in a row inside a name: "Diseases of the Mind"
_TITLE_WORDS = 9  # a link with more words is an article's title
_SHORT_TITLE_WORDS = 3  # one with fewer is not compared with its address

_TLD = (
    "com|org|net|edu|gov|int|info|biz|io|dev|app|blog|me|co|ai|tv|fm|to|sh|gg|xyz|pub|press|news|"
    "media|page|link|club|world|today|online|site|tech|health|care|life|clinic|center|network|"
    "space|works|zone|live|social|email|wiki|codes|design|studio|agency|academy|school|community|"
    "eu|de|at|ch|li|fr|be|nl|es|pt|it|lu|uk|ie|us|ca|mx|br|ar|cl|pe|au|nz|in|jp|cn|kr|tw|hk|sg|"
    "za|ng|ke|il|tr|gr|pl|cz|sk|hu|ro|bg|hr|rs|si|ua|ru|by|lt|lv|ee|fi|se|no|dk|is|cat|gal|im|"
    "example|test"
)
_ADDRESS = re.compile(
    rf"(?:https?://)?(?:[\w-]+\.)+(?:{_TLD})(?![\w-])(?::\d+)?(?:/[^\s<>\"')\]]*)?"
    r"|https?://[^\s<>\"')\]]+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_QUOTES = " \"'“”„«»‘’‹›"
_CONNECTORS = frozenset(
    "and und et y e en of the for de du des del della di da der die das le la les el los las von "
    "van i & on in at".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A publication as the sentence has it; ``name`` is None where only its address tells it.

    ``end`` is the index of the first token after it; ``quoted`` names may be an article's title
    or a column's, when another place follows.
    """

    name: str | None
    url: str | None
    end: int
    quoted: bool = False
    is_title: bool = False


def domain(url: str | None) -> str | None:
    """Return the host of ``url`` without "www.", or None for a path."""
    if not url or url.startswith(("/", "#", ".", "mailto:")):
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


def address_at(text: str, position: int) -> tuple[str, str, int] | None:
    """Return (as written, URL, end) of the web address at ``position``, without its full stop."""
    found = _ADDRESS.match(text, position)
    if found is None:
        return None
    written = found[0].rstrip(".,;:!?")
    if "." not in written:
        return None
    url = written if "://" in written else f"https://{written}"
    return written, url, position + len(written)


def place_at(text: Text, index: int, end: int, language: Language) -> Place | None:
    """Return the place named at token ``index``, after a preposition; None for none.

    Reading stays before token ``end``.
    """
    lang = language.code
    index = _past_issue(text, index, end, lang)
    link = _link_ahead(text, index, end, lang)
    if index < end and not link and (marked := _marked(text, index, end)):
        return marked
    index = _past_determiners(text, index, end, lang)
    if link and (index >= end or link.start <= text.tokens[index].start):
        return _linked(text, link, index, language)
    if index >= end or text.tokens[index].plays(lang, "writer", "tongues"):
        return None
    if dates.at(text.line.folded, text.tokens[index].start, language):
        return None
    if address := address_at(text.line.text, text.tokens[index].start):
        written, url, stop = address
        name = domain(url) if "/" in written else written
        return Place(name, url, text.next_from(index, stop))
    if marked := _marked(text, index, end):
        return marked
    stop = _name_end(text, index, end, language)
    if stop > index and not _is_common(text, index, stop, lang):
        return _written(text, index, stop, link, language)
    if link:
        return _linked(text, link, index, language)
    token = text.tokens[index]
    length = token.length("generic", lang) or token.length("pointers", lang)
    return Place(None, None, index + length) if length else None


def name_of_link(words: str, url: str | None, language: Language) -> tuple[str | None, bool]:
    """Return the publication that a link's text names, or None; and whether it is a title."""
    words = " ".join(words.split()).strip(_QUOTES + "()[]:")
    words = re.sub(r"\s+\.", ".", words).rstrip(".,;:") if not words.endswith("..") else words
    if address := address_at(words, 0):
        if address[2] == len(words):
            return (domain(address[1]) if "/" in words else words), False
    folded = fold(words)
    if (date := dates.at(folded, 0, language)) and date.end >= len(words) - 1:
        return None, False
    no_names, determiners, prepositions = _no_names(language)
    plain = folded.split()
    while plain and plain[0] in determiners | prepositions:
        plain = plain[1:]
    if not plain or " ".join(plain) in no_names:
        return None, False
    if is_title(words, url):
        return None, True
    first, _, rest = words.partition(" ")
    return (rest if first in prepositions and rest else words), False


@cache
def _no_names(language: Language) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    roles = ("generic", "pointers", "tongues")
    no_names = [word for role in roles for word in language.words("credit", role)]
    return (
        frozenset(map(fold, no_names)),
        frozenset(map(fold, language.words("credit", "determiners"))),
        frozenset(fold(word) for word in language.words("credit", "at") if " " not in word),
    )


def is_title(words: str, url: str | None) -> bool:
    """Tell an article's title from a publication's name: its address spells it, or it is long."""
    plain = [word for word in _WORDS.findall(fold(words)) if len(word) > 2]
    if len(words.split()) + len(_IDEOGRAPHS.findall(words)) / 2 > _TITLE_WORDS or (
        len(plain) > 4 and words.endswith(("?", "!"))
    ):
        return True
    if not url or len(plain) < _SHORT_TITLE_WORDS:
        return False
    segments = [part for part in unquote(url.partition("?")[0]).split("/")[3:] if part]
    slug = (
        {word for word in _WORDS.findall(fold(segments[-1])) if len(word) > 2} if segments else ()
    )
    shared = sum(word in slug for word in plain)
    return shared >= 0.6 * len(plain) and shared >= 0.4 * len(slug)


def _past_issue(text: Text, index: int, end: int, lang: str) -> int:
    """Skip "the spring 2019 issue of", "Issue 14 of"."""
    tokens = text.tokens
    for ahead in range(index, min(index + 7, end - 2)):
        if not tokens[ahead].is_word and tokens[ahead].text not in "-/.'":
            break
        if tokens[ahead].length("issues", lang):
            for after in range(ahead + 1, min(ahead + 5, end - 1)):
                if length := max(
                    tokens[after].length(role, lang) for role in ("of", "adapted_from")
                ):
                    return after + length
                if tokens[after].text == ",":
                    return after + 1
    return index


def _past_determiners(text: Text, index: int, end: int, lang: str) -> int:
    """Skip "the", "my own", "the magazine" before a name, and opening marks."""
    while index < end:
        token = text.tokens[index]
        generic = token.length("generic", lang)
        named = generic and index + generic < end and _begins_name(text, index + generic)
        if length := token.length("determiners", lang) or (generic if named else 0):
            marked = index + length < end and _marked(text, index + length, end)
            if token.is_word and not text.is_small(index) and not marked:
                if not (
                    index + length < end and text.tokens[index + length].plays(lang, "generic")
                ):
                    break
            index += length
        elif token.text in "([:" or (token.text in "\"'" and not _marked(text, index, end)):
            index += 1
        else:
            break
    return index


def _is_common(text: Text, index: int, stop: int, lang: str) -> bool:
    """Tell a common noun, which German writes with a capital, from a name."""
    roles = ("generic", "pointers", "articles", "others", "books", "versions")
    return any(index + text.tokens[index].length(role, lang) == stop for role in roles)


def _begins_name(text: Text, index: int) -> bool:
    token = text.tokens[index]
    if token.text in "\"'(:":
        return True
    return token.is_word and text.is_capital(index) and not token.text.isdigit()


def _link_ahead(text: Text, index: int, end: int, lang: str) -> Span | None:
    """Return the link the name is in: one that begins here or after a few small words."""
    for ahead in range(index, min(index + _LINK_WITHIN, end)):
        token = text.tokens[ahead]
        link = text.link_at(ahead)
        if link:
            return link if link.start >= text.tokens[max(index - 1, 0)].start else None
        if token.text in "\n.;!?" or token.plays(lang, "clauses", "update", "licence"):
            return None
        if ahead > index and token.plays(lang, "by", "permission"):
            return None
    return None


def _linked(text: Text, link: Span, index: int, language: Language) -> Place | None:
    stop = text.next_from(index, link.end)
    inside = text.tokens[text.next_from(0, link.start) : stop]
    name, title = name_of_link(text.line.text[link.start : link.end], link.url, language)
    if (
        name
        and any(one.roles.get("adverbs") for one in inside)
        and any(one.roles.get("verbs") for one in inside)
    ):
        name = None
    if (
        name is None
        and inside
        and all(one.plays(language.code, "tongues", "determiners") for one in inside if one.is_word)
    ):
        return None
    return Place(name, link.url, stop, is_title=title)


def _marked(text: Text, index: int, end: int) -> Place | None:
    """Return the emphasised or quoted name that begins at token ``index``."""
    start, last = text.tokens[index].start, text.tokens[end - 1].end
    for span in (*text.line.quoted, *text.line.emphasis):
        if start - 1 <= span.start <= start and span.end <= last:
            stop = text.next_from(index, span.end)
            if stop >= end - 1 and stop - index > LONGEST_NAME:
                continue
            name = text.line.text[span.start : span.end].strip(_QUOTES + ".,;:")
            links = [one for one in text.line.links if span.start <= one.start < span.end]
            return Place(name, links[0].url if links else None, stop, span in text.line.quoted)
    return None


def _written(text: Text, index: int, stop: int, link: Span | None, language: Language) -> Place:
    """Return the name in plain words; a link right after it or on its last word is its address."""
    first, last = text.tokens[index], text.tokens[stop - 1]
    if link is None:
        return Place(text.line.text[first.start : last.end], None, stop)
    if link.start < last.end:
        name, title = name_of_link(text.line.text[link.start : link.end], link.url, language)
        before = text.line.text[first.start : link.start].rstrip(_QUOTES + ":-–—(,")
        whole = text.line.text[first.start : link.end]
        end = max(stop, text.next_from(index, link.end))
        if name and (not title) and before.endswith(("'s", "’s", "s'", "s’")):
            return Place(name, link.url, end)
        return Place(whole if not title else before, link.url, end)
    between = range(stop, text.next_from(stop, link.start))
    if any(text.tokens[one].is_word for one in between):
        if not (text.tokens[stop].text == "'" or text.tokens[stop].text == "s"):
            return Place(text.line.text[first.start : last.end], None, stop)
    place = _linked(text, link, index, language)
    owned = text.line.text[last.end : link.start].lstrip().startswith(("'", "’"))
    if place and place.name and owned:
        return place
    name = text.line.text[first.start : last.end]
    if owned:
        name = text.line.text[first.start : link.end]
    return Place(name, link.url, text.next_from(stop, link.end))


def _name_end(text: Text, start: int, end: int, language: Language) -> int:
    """Return the token after the run of capitals at ``start``; ``start`` when there is none."""
    lang, tokens = language.code, text.tokens
    last, small = start, 0
    for index in range(start, min(end, start + 2 * LONGEST_NAME)):
        token = tokens[index]
        if not token.is_word:
            if not _joins(text, index, end):
                break
        elif text.is_capital(index) and token.text != "i":
            if index > start and _name_is_over(text, index, language):
                break
            last, small = index + 1, 0
        elif index == last and index > start and (tail := token.length("generic", lang)):
            last = index + tail
        elif index == start and _owns(text, index, end):
            last = index + 3
        elif index >= last:
            small += 1
            stops = token.plays(lang, "stops", "clauses", "permission", "update", "licence")
            if small > _SMALL_WORDS or (stops and token.text not in _CONNECTORS):
                break
            if token.plays(lang, "verbs", "adverbs", "by") and token.text not in _CONNECTORS:
                break
    return last


def _name_is_over(text: Text, index: int, language: Language) -> bool:
    """Tell whether what has a capital here is a date, an address or another place."""
    start = text.tokens[index].start
    if dates.at(text.line.folded, start, language):
        return True
    before = text.tokens[index - 1]
    if not before.plays(language.code, "at") or before.text in ("of", "for", "to"):
        return before.text == "and" and bool(text.link_at(index))
    platform = text.tokens[index - 2].plays(language.code, "generic") if index > 1 else False
    tongue = text.tokens[index].length("tongues", language.code) > 0
    address = address_at(text.line.text, start) is not None
    return platform or tongue or address or text.link_at(index) is not None


def _owns(text: Text, index: int, end: int) -> bool:
    """Tell "thoughtbot's" of a name that begins with a small letter."""
    return index + 2 < end and (text.tokens[index + 1].text, text.tokens[index + 2].text) == (
        "'",
        "s",
    )


def _joins(text: Text, index: int, end: int) -> bool:
    """Tell punctuation inside a name ("Q&A", "Code4.it", "St. Mary", "O'Neil") from its end."""
    token = text.tokens[index]
    if token.text == "&" or index + 1 >= end or index == 0:
        return token.text == "&"
    glued = text.tokens[index + 1].start == token.end
    if token.text == ".":
        before = text.tokens[index - 1]
        return glued or (len(before.text) <= 2 and text.is_capital(index - 1))
    if token.text == "'" and before_is_plural(text, index):
        return True
    if token.text == ",":
        return _lists(text, index, end)
    return glued and token.text in "'-/+@#*" and token.start == text.tokens[index - 1].end


def before_is_plural(text: Text, index: int) -> bool:
    """Tell the apostrophe of "Parents' Choice"."""
    return text.tokens[index - 1].text.endswith("s") and text.is_capital(index + 1)


def _lists(text: Text, index: int, end: int) -> bool:
    """Tell the comma of "Patterns, Principles, and Practices" from that of a sentence."""
    ahead = text.tokens[index + 1 : min(index + 6, end)]
    words = [one.text for one in ahead]
    return ("," in words and words[words.index(",") + 1 : words.index(",") + 2] == ["and"]) or (
        words[:1] == ["and"] and index >= 2 and text.tokens[index - 2].text == ","
    )
