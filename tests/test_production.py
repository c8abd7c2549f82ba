"""What a build makes of issues once, and what it finds again: mails, pictures, records."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import mjml
import pytest
from bs4 import BeautifulSoup
from mail_samples import REPAIR, TEENAGER, WAVES
from PIL import Image
from sites import BuildSite, Site, article

from pelican_safespace.newsletter.fitting import level
from pelican_safespace.plugin import scaling
from pelican_safespace.plugin.pictures import MOST_OF_ISSUE

ISSUE = "Title: May\nDate: 2026-05-01 09:00\nSubject: Two pieces\n\nDear reader,\n"
SITE_URL = "https://www.example.org"


# Pictures


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture no format makes small: random, and the same each time."""
    pixels = Random(1).randbytes(width * height * len(mode))
    return Image.frombytes(mode, (width, height), pixels)


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    written = BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def calm(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert(mode)


def holes(width: int, height: int) -> Image.Image:
    picture = calm(width, height, "RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((width, height)))
    return picture


def with_picture(name: str, data: bytes, markup: str = "") -> dict[str, str | bytes]:
    return {
        f"images/{name}": data,
        "one.md": article(markup or f"![A lake](/images/{name})\n\nText.", title="One"),
        "newsletter/may.md": ISSUE,
    }


def mail_pictures(built: Site) -> list[dict[str, str]]:
    html = (built.outbox / "may/email.html").read_text("utf-8")
    return [
        {name: str(value) for name, value in img.attrs.items()}
        for img in BeautifulSoup(html, "lxml").find_all("img")
    ]


def file_of(built: Site, url: str) -> Path:
    assert url.startswith(f"{SITE_URL}/")
    return built.output / url.removeprefix(f"{SITE_URL}/")


@pytest.mark.parametrize(
    ("name", "data", "form", "size"),
    [
        ("lake.webp", saved(calm(1600, 900), "WEBP"), "JPEG", (1104, 621)),
        ("lake.avif", saved(calm(1600, 900), "AVIF"), "JPEG", (1104, 621)),
        ("sign.webp", saved(holes(300, 200), "WEBP"), "PNG", (300, 200)),
        ("lake.tiff", saved(calm(800, 600), "TIFF"), "JPEG", (800, 600)),
        ("loud.jpg", saved(noise(1600, 900), "JPEG", quality=95), "JPEG", (1104, 621)),
        ("loud.png", saved(noise(600, 600), "PNG"), "JPEG", (600, 600)),
        ("loud-holes.png", saved(noise(700, 500, "RGBA"), "PNG"), "PNG", None),
    ],
)
def test_a_picture_no_mail_can_show_is_made_anew(
    site: BuildSite, name: str, data: bytes, form: str, size: tuple[int, int] | None
) -> None:
    built = site(with_picture(name, data), STATIC_PATHS=["images"])
    (shown,) = mail_pictures(built)
    made = file_of(built, shown["src"])
    with Image.open(made) as picture:
        assert picture.format == form
        assert size in (None, picture.size)
    assert made.stat().st_size <= 200_000
    assert shown["alt"] == "A lake"
    assert int(shown["width"]) <= 552
    assert int(shown["height"]) > 0
    assert not built.log


def test_a_picture_every_mail_program_shows_stays_what_it_is(site: BuildSite) -> None:
    data = saved(calm(300, 200), "JPEG")
    built = site(with_picture("small.jpg", data), STATIC_PATHS=["images"])
    (shown,) = mail_pictures(built)
    assert shown["src"] == f"{SITE_URL}/images/small.jpg"
    assert (shown["width"], shown["height"]) == ("300", "200")
    assert not (built.output / "newsletter/pictures").exists()


def test_the_width_an_article_asks_for_stays_and_the_height_follows(site: BuildSite) -> None:
    markup = '<img src="/images/a.webp" alt="A lake" width="250">'
    files = with_picture("a.webp", saved(calm(1600, 900), "WEBP"), markup)
    (shown,) = mail_pictures(site(files, STATIC_PATHS=["images"]))
    assert (shown["width"], shown["height"]) == ("250", "141")


def test_where_and_with_what_a_photograph_was_taken_does_not_travel(site: BuildSite) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    data = saved(noise(1200, 800), "JPEG", quality=95, exif=exif)
    built = site(with_picture("walk.jpg", data), STATIC_PATHS=["images"])
    made = file_of(built, mail_pictures(built)[0]["src"])
    assert b"A camera" in data
    assert b"A camera" not in made.read_bytes()


def test_the_pictures_of_an_issue_together_have_a_megabyte(site: BuildSite) -> None:
    files: dict[str, str | bytes] = {"newsletter/may.md": ISSUE}
    for number in range(9):
        loud = noise(400 + number, 400)
        files[f"images/{number}.jpg"] = saved(loud, "JPEG", quality=88)
        files[f"{number}.md"] = article(f"![Noise](/images/{number}.jpg)", title=f"N {number}")
    built = site(files, STATIC_PATHS=["images"])
    sources = {shown["src"] for shown in mail_pictures(built)}
    sizes = [file_of(built, source).stat().st_size for source in sources]
    assert len(sizes) == 9
    assert sum(len(files[f"images/{n}.jpg"]) for n in range(9)) > MOST_OF_ISSUE
    assert sum(sizes) <= MOST_OF_ISSUE


@pytest.mark.parametrize(
    ("sizes", "room", "most"),
    [([5, 5], 20, 5), ([50, 5], 20, 15), ([50, 50, 5], 25, 10), ([], 20, 0), ([9, 9, 9], 9, 3)],
)
def test_the_largest_are_cut_to_one_level(sizes: list[int], room: int, most: int) -> None:
    assert level(sizes, room) == most
    assert sum(min(size, most) for size in sizes) <= max(room, 0) or not sizes


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("broken.webp", b"RIFF0000WEBPnothing", "broken.webp is not shown by Outlook"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "as it is .svg"),
        ("empty.avif", b"", "cannot be read"),
    ],
)
def test_what_nothing_can_be_made_of_is_said_on_the_desk_and_stops_no_build(
    site: BuildSite, name: str, data: bytes, says: str
) -> None:
    built = site(with_picture(name, data), STATIC_PATHS=["images"])
    desk = BeautifulSoup((built.outbox / "may/index.html").read_text("utf-8"), "lxml")
    finding = desk.select("#findings")[0].text
    assert says in finding
    assert "one.md" in finding
    assert "Save it as JPEG or PNG" in finding


def test_without_pillow_the_finding_says_what_to_install(
    site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = with_picture("lake.webp", saved(calm(64, 64), "WEBP"))
    monkeypatch.setitem(sys.modules, "PIL", None)
    built = site(files, STATIC_PATHS=["images"])
    assert mail_pictures(built)[0]["src"].endswith("lake.webp")
    desk = (built.outbox / "may/index.html").read_text("utf-8")
    assert "pelican-safespace[images]" in desk


def test_a_picture_is_made_once_and_found_again_when_the_output_was_emptied(
    site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = with_picture("lake.webp", saved(calm(1600, 900), "WEBP"))
    first = site(files, STATIC_PATHS=["images"])
    made = {n: d for n, d in first.tree().items() if "/pictures/" in n}
    assert len(made) == 1
    shutil.rmtree(first.output)
    monkeypatch.setattr(scaling, "scaled", None)
    again = site(files, STATIC_PATHS=["images"])
    assert {n: d for n, d in again.tree().items() if "/pictures/" in n} == made


def test_the_pictures_of_a_draft_go_where_drafts_go(site: BuildSite) -> None:
    files = with_picture("lake.webp", saved(calm(1600, 900), "WEBP"))
    files["newsletter/may.md"] = ISSUE.replace("\n\n", "\nStatus: draft\n\n", 1)
    built = site(files, STATIC_PATHS=["images"])
    assert [name for name in built.tree() if "/pictures/" in name and "drafts/" not in name] == []
    assert file_of(built, mail_pictures(built)[0]["src"]).is_file()


# Unchanged issues


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is handed to the MJML compiler."""
    seen: list[str] = []
    compiled = mjml.mjml2html

    def listening(source: str, **options: Any) -> str:
        seen.append(source)
        return str(compiled(source, **options))

    monkeypatch.setattr(mjml, "mjml2html", listening)
    return seen


FILES = {"one.md": article("One.", title="One"), "newsletter/may.md": ISSUE}


def test_an_unchanged_issue_is_not_rendered_again(site: BuildSite, compilings: list[str]) -> None:
    first = site(FILES, SAFESPACE_PROVIDERS=["listmonk"])
    rendered = len(compilings)
    assert rendered
    shutil.rmtree(first.outbox)
    again = site(FILES, SAFESPACE_PROVIDERS=["listmonk"])
    assert len(compilings) == rendered
    assert again.tree("outbox")
    assert (again.root / "cache/safespace/may.json").is_file()


CHANGES: dict[str, Callable[[Path], dict[str, object]]] = {
    "an article": lambda root: _write(root / "content/one.md", article("Two.", title="One")),
    "the greeting": lambda root: _write(
        root / "content/newsletter/may.md", ISSUE.replace("Dear", "Good")
    ),
    "the look": lambda _: {"SAFESPACE_LOOK": {"accent": "#123456"}},
    "the address": lambda _: {"SAFESPACE_POSTAL_ADDRESS": "Quiet Room, 2 Oak Street"},
    "the providers": lambda _: {"SAFESPACE_PROVIDERS": ["keila"]},
    "a phrase": lambda root: {
        **_write(root / "words/en.toml", 'read_article = "Go on"\n'),
        "SAFESPACE_PHRASES": str(root / "words"),
    },
}


def _write(path: Path, text: str) -> dict[str, object]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return {}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_the_mail_renders_it_again(
    site: BuildSite, compilings: list[str], what: str
) -> None:
    first = site(FILES)
    rendered = len(compilings)
    site({}, **CHANGES[what](first.root))
    assert len(compilings) > rendered


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda kept: kept.replace('"key": "', '"key": "0'),
        lambda kept: kept[: len(kept) // 2],
        lambda _: "[]",
        lambda _: "null",
        lambda kept: re.sub(r'"mail": .*', '"mail": {"html": "x"}}', kept),
        lambda kept: re.sub(r'"mail": .*', '"mail": 7}', kept),
        lambda _: "\udcff",
    ],
)
def test_a_record_that_is_old_damaged_or_foreign_is_ignored(
    site: BuildSite, spoiled: Callable[[str], str]
) -> None:
    first = site(FILES)
    before = first.tree("outbox")
    record = first.root / "cache/safespace/may.json"
    record.write_bytes(spoiled(record.read_text()).encode("utf-8", "surrogateescape"))
    assert site(FILES).tree("outbox") == before


# What no build may stumble over


def broken_bytes(text: str) -> bytes:
    """Latin-1 where UTF-8 is expected, and sequences that are nothing at all."""
    return text.replace("é", "\xe9").encode("latin-1") + b"\xff\xfe\xc3\x28\xed\xa0\x80"


HOSTILE: dict[str, bytes] = {
    "2 MB": b"<p>The first words.</p>" + b"<p>%s</p>" % (b"A calm sentence. " * 60) * 2_000,
    "100,000 elements in each other": b"<p>The first words.</p>" + b"<div>" * 100_000 + b"deep",
    "quotes in each other": b"<p>The first words.</p>" + b"<blockquote><p>a" * 10_000,
    "invalid UTF-8": broken_bytes("<p>The first words.</p><p>café</p>"),
    "control signs": b"<p>The first words.</p>\x00\x01\x08\x0b\x1f\x7f<p>\xc2\x85</p>",
    "half a tag": b"<p>The first words.</p><p title='<a href=" + b"x" * 1000 + b"'><b <i>",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_no_article_stops_the_build_or_the_issue(site: BuildSite, what: str) -> None:
    head = b"<html><head><title>Hostile</title><meta name='date' content='2026-02-01 09:00'>"
    built = site(
        {
            "one.md": article("Quiet words.", title="One", date="2026-03-01 09:00"),
            "hostile.html": head + b"</head><body>" + HOSTILE[what] + b"</body></html>",
            "newsletter/may.md": ISSUE,
        },
        FEED_ALL_RSS=None,
    )
    html = (built.outbox / "may/email.html").read_text("utf-8")
    text = (built.outbox / "may/email.txt").read_text("utf-8")
    for shown in (BeautifulSoup(html, "lxml").text, text):
        assert "Quiet words." in shown
        assert "Unsubscribe" in shown
        if "UTF-8" in what and "Hostile" not in shown:
            # Pelican itself leaves out a file it cannot decode, and says which.
            assert any("hostile.html" in message for message in built.log)
        else:
            assert "Hostile" in shown
            assert "The first words." in shown
    assert len(html.encode()) <= 102_000


def mutated(html: str, random: Random) -> bytes:
    """The HTML with pieces torn out, doubled, moved and overwritten."""
    data = bytearray(html.encode())
    for _ in range(random.randint(1, 40)):
        start = random.randrange(len(data))
        piece = data[start : start + random.randint(1, 60)]
        at = random.randrange(len(data))
        match random.randrange(4):
            case 0:
                del data[at : at + len(piece)]
            case 1:
                data[at:at] = piece * random.randint(1, 3)
            case 2:
                data[at : at + len(piece)] = piece
            case _:
                data[at:at] = random.choice(MESSES)
    return bytes(data)


MESSES = (
    *(b"<", b"</", b">", b"&#x0;", b"&", b'"', b"<!--", b"-->", b"]]>", b"<![CDATA[", b"\x00"),
    *(b"<table><td>", b"</p></div>", b"<mj-raw>", b"</mj-text>", b"<svg>", b"<pre>", b"<script>"),
    *(b"{{", b"{% raw %}", b"*|UNSUB|*", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xff", b"<style>"),
)


def test_articles_torn_at_random_reach_the_mail_by_their_titles(site: BuildSite) -> None:
    random = Random(5)
    head = "<html><head><title>Torn {}</title><meta name='date' content='2026-02-01 09:{:02}'>"
    torn = {
        f"torn-{n}.html": head.format(n, n).encode()
        + b"</head><body>"
        + mutated(random.choice((WAVES, REPAIR, TEENAGER)), random)
        + b"</body></html>"
        for n in range(40)
    }
    built = site({**torn, "newsletter/may.md": ISSUE})
    html = (built.outbox / "may/email.html").read_text("utf-8")
    shown = BeautifulSoup(html, "lxml").text
    assert "Unsubscribe" in shown
    assert len(html.encode()) <= 102_000
    for n in range(40):
        left_out = any(f"torn-{n}.html" in message for message in built.log)
        assert left_out or f"Torn {n}" in shown
