"""A practice's blog of any size, made up word by word, the same on every machine.

Articles of 600 to 1,500 words with headings, a list, a picture, links and a quote; every third
with a credit, every fourth in a series of five; tags, categories, three authors, ten years. An
article is the same however many there are; only its date depends on that.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

FIRST_DAY, DAYS = datetime(2016, 1, 4, 9), 3_652
PARTS = 5
PICTURES = 12
ARTICLES_OF_AN_ISSUE = 5

CATEGORIES = ("Grief", "Anxiety", "Couples", "Families", "Rest", "Work")
AUTHORS = ("Allison Example", "Ben Sample", "Chidi Instance")
TAGS = tuple(
    f"{kind} {thing}"
    for kind in ("slow", "small", "first", "late", "quiet")
    for thing in ("mornings", "steps", "words", "rooms", "walks", "letters", "sleep", "habits")
)
TITLES = ("What {} asks of us", "A note on {}", "On {}", "Living with {}", "{}, and what helps")
SERIES = ("Grief in small rooms", "A year of rest", "Talking with children", "The long way home")
SUBJECTS = (
    "The people we sit with",
    "A client of many years",
    "My old supervisor",
    "Nobody in the room",
    "Most of us",
    "The part of you that worries",
    "Someone who has lost a parent",
    "A couple in a hard year",
    "The child in the waiting room",
    "Whoever wakes before dawn",
    "An old friend, who doesn’t believe in therapy,",
    "The body",
)
VERBS = (
    "learns to notice",
    "rarely asks for",
    "may come to trust",
    "writes down",
    "puts off until spring",
    "keeps returning to",
    "has no word for",
    "describes, with a small laugh,",
    "carries home",
    "would rather not name",
    "begins with",
    "is still surprised by",
)
OBJECTS = (
    "a quiet hour before the house is up",
    "the difference between tired and sad",
    "what was said at the kitchen table",
    "a promise made years ago",
    "the breath, and then the one after it",
    "an ordinary kindness",
    "the list of things that went well",
    "a letter that will never be sent",
    "the walk around the block",
    "a boundary that holds",
    "the story as it was told at home",
    "one *small* change in the evening",
)
ENDINGS = (
    "and that is often enough.",
    "although it takes longer than anyone would like.",
    "which is where the work begins.",
    "and nobody has to hurry.",
    "as far as a single week allows.",
    "before the day is over.",
    "– or so it seems in February.",
    "and we make room for **both**.",
    "because the alternative is harder.",
    "until it feels like their own idea.",
)

#: Words that could be navigation or a credit and are not, in as many articles as in real prose.
RARE = (
    (1 / 3, "The next morning is often kinder than we think."),
    (1 / 20, "She had read of it in a book published when she was a child."),
)


@dataclass(frozen=True, slots=True)
class Article:
    """An article; in ``body``, Markdown, ``{link}`` leads to the one before it."""

    number: int
    title: str
    date: datetime
    category: str
    tags: tuple[str, ...]
    author: str
    body: str
    before: str

    @property
    def slug(self) -> str:
        """The name of its file and page."""
        return slug(self.number)


def slug(number: int) -> str:
    """Return the slug of an article."""
    return f"room-{number:05}"


def title(number: int) -> str:
    """Return the title of an article; no other one has it."""
    draw = Random(f"title {number}")
    about = f"{draw.choice(TAGS)} and {draw.choice(TAGS)}"
    return f"{draw.choice(TITLES).format(about).capitalize()}, no. {number}"


def articles(count: int) -> Iterator[Article]:
    """Yield a blog of ``count`` articles, the oldest first, over ten years."""
    for number in range(count):
        draw = Random(f"article {number}")
        yield Article(
            number,
            title(number),
            FIRST_DAY + timedelta(minutes=DAYS * 24 * 60 * number // count),
            draw.choice(CATEGORIES),
            tuple(draw.sample(TAGS, 3)),
            draw.choice(AUTHORS),
            _body(number, draw),
            slug(max(number - 1, 0)),
        )


def issues(count: int, newest: int) -> Iterator[tuple[str, str]]:
    """Yield name and text of ``count`` issues, full and digest in turn, for the last five years.

    ``newest`` is the number of articles; each issue names five of the newer half of them.
    """
    for number in range(count):
        start = newest // 2 + (newest // 2 - ARTICLES_OF_AN_ISSUE) * number // max(count, 1)
        chosen = ", ".join(slug(start + one) for one in range(ARTICLES_OF_AN_ISSUE))
        day = FIRST_DAY + timedelta(days=DAYS // 2 + DAYS // 2 * (number + 1) // max(count, 1))
        yield (
            f"issue-{number:03}",
            f"Title: Letter {number}\nDate: {day:%Y-%m-%d} 10:00\nSubject: Letter {number}\n"
            f"Preheader: Five pieces for the week.\nArticles: {chosen}\n"
            f"Layout: {'digest' if number % 2 else 'full'}\n\nDear reader,\n\n"
            f"{_paragraph(Random(f'issue {number}'))}\n",
        )


def write(folder: Path, count: int, form: Callable[[Article], str]) -> None:
    """Write ``count`` articles into ``folder``, each a file as ``form`` puts it."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles(count):
        (folder / f"{article.slug}.md").write_text(form(article), "utf-8")


def pictures(folder: Path) -> None:
    """Write the pictures that articles show."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PICTURES):
        (folder / f"room-{chr(97 + number)}.png").write_bytes(_png(600, 400, 40 + 15 * number))


def for_pelican(article: Article) -> str:
    """Return an article with Pelican's metadata and links."""
    head = {
        "Title": article.title,
        "Date": f"{article.date:%Y-%m-%d %H:%M}",
        "Category": article.category,
        "Tags": ", ".join(article.tags),
        "Authors": article.author,
        "Slug": article.slug,
    }
    if article.number % 8 == 0:
        head |= {"Series": _series(article.number), "Series_index": str(_part(article.number))}
    body = article.body.replace("{images}", "{static}/images/")
    body = body.replace("{link}", f"{{filename}}{article.before}.md")
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + f"\n{body}\n"


def with_front_matter(article: Article) -> str:
    """Return an article with YAML on top, as Hugo and Eleventy read it."""
    tags = ", ".join(f'"{tag}"' for tag in article.tags)
    body = article.body.replace("{images}", "/images/").replace("{link}", f"/{article.before}/")
    return (
        f'---\ntitle: "{article.title}"\ndate: {article.date:%Y-%m-%dT%H:%M:%S}Z\n'
        f'categories: ["{article.category}"]\ntags: [{tags}]\nauthor: "{article.author}"\n'
        f"---\n\n{body}\n"
    )


def _body(number: int, draw: Random) -> str:
    blocks, words, wanted = [], 0, draw.randint(550, 1_400)
    while words < wanted:
        paragraph = _paragraph(draw)
        words += len(paragraph.split())
        blocks.append(paragraph)
    blocks += [sentence for share, sentence in RARE if draw.random() < share]
    middle = len(blocks) // 2
    blocks[1:1] = [f"![A room with a chair]({{images}}room-{chr(97 + number % PICTURES)}.png)"]
    blocks[middle:middle] = ["## What helps", _list(draw), f"> {_sentence(draw)}"]
    blocks.insert(2, "## Where it begins")
    blocks.append(
        f"More is in [what we said on a quiet day]({{link}}), and at "
        f"[Calm Pages](https://calm.example.com/{number}), [a walk](https://walk.example.org/)."
    )
    return "\n\n".join([*blocks, *_series_block(number), *_credit(number, draw)])


def _paragraph(draw: Random) -> str:
    return " ".join(_sentence(draw) for _ in range(draw.randint(3, 6)))


def _sentence(draw: Random) -> str:
    return " ".join(draw.choice(words) for words in (SUBJECTS, VERBS, OBJECTS, ENDINGS))


def _list(draw: Random) -> str:
    return "\n".join(f"- {draw.choice(OBJECTS)}" for _ in range(draw.randint(3, 6)))


def _credit(number: int, draw: Random) -> list[str]:
    if number % 3:
        return []
    name, host = draw.choice(AUTHORS), f"www.example-{number % 7}.com"
    sentences = (
        f"*Originally written for and published by {name}, LCSW on [{host}](https://{host}/)*",
        f"This post was originally published on [Calm Pages](https://{host}/a) on March 3, 2019.",
        f"Cross-posted from [{host}](https://{host}/{number}).",
    )
    return [sentences[number // 3 % 3]]


def _series(number: int) -> str:
    cycle = number // (4 * PARTS)
    return f"{SERIES[cycle % len(SERIES)]} {cycle // len(SERIES) + 1}"


def _part(number: int) -> int:
    return number // 4 % PARTS + 1


def _series_block(number: int) -> list[str]:
    """Every other part says so in metadata only, the others as authors write it."""
    if number % 8 != 4:
        return []
    part = _part(number)
    lines = [f"*Part {part} of {PARTS} in {_series(number)}.*"]
    if part > 1:
        lines.append(f"Previous: {title(number - 4)}")
    if part < PARTS:
        lines.append(f"Next: {title(number + 4)}")
    return lines


def _png(width: int, height: int, grey: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes([grey]) * width) * height, 9)
    end = chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + end
