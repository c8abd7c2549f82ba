"""The desk, as a person finds it: opened as a file in a real browser, without any network."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup, Tag
from letters import CREDIT, edition, issue, mail, post, practice
from playwright.sync_api import Browser, Page

from pelican_safespace.models import Mail, Practice, Problem
from pelican_safespace.newsletter import desk
from pelican_safespace.newsletter.desk import Proof, Version
from pelican_safespace.newsletter.inbox import cut, on_a_computer, on_a_phone
from pelican_safespace.newsletter.preview import previews

CHROMIUM = Path("/usr/bin/chromium")

HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Calm evenings</title>
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { background: #ffffff; color: #222222; }
@media (prefers-color-scheme: dark) {
  body { background: #101010; color: #eeeeee; }
  a { color: #99ccff; }
}
@media ( prefers-color-scheme:light ) { h1 { text-decoration: underline; } }
</style></head>
<body><h1>Calm evenings</h1>
<p><img src="https://example.org/images/lake.png" alt="A lake" width="40" height="20"></p>
<p>Alder House Therapy, 12 Mill Lane, Anytown 01234</p>
<p><a href="https://example.org/leave.html">Unsubscribe</a> <a href="#x">up</a></p></body></html>
"""

MUST = Problem("a.md", "The picture lake.png has no description.", "Describe it.", blocking=True)
MAY = Problem("b.md", "There is no preheader.", "Write one.")


def proof(*findings: Problem, html: str = HTML, **changes: Any) -> Proof:
    made = edition(post(attribution=CREDIT), **changes)
    return Proof(made, Mail(html, mail(made).text, b""), findings)


def pages_of(proofs: Sequence[Proof], sender: Practice) -> dict[str, str]:
    return dict(desk.pages(proofs, sender))


def soup(pages: dict[str, str], path: str = "autumn-letter/index.html") -> BeautifulSoup:
    return BeautifulSoup(pages[path], "lxml")


def one(page: Tag, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found is not None, selector
    return found


# The pages, read with a parser


@pytest.mark.parametrize(("size", "warned"), [(61_000, False), (63_000, True)])
def test_a_mail_that_grows_too_large_by_hand_is_told_so(size: int, warned: bool) -> None:
    page = soup(pages_of([proof(html="x" * size)], practice()))
    steps = [" ".join(step.text.split()) for step in page.select(".version li")]
    assert any(step.startswith("Choose another way for this issue") for step in steps) is warned
    assert any(step.startswith("Open email.eml in this folder") for step in steps)


@pytest.mark.parametrize(
    ("findings", "draft", "sent", "state"),
    [
        ((), False, False, "ready"),
        ((MAY,), False, False, "ready"),
        ((MUST,), False, False, "blocked"),
        ((), True, False, "draft"),
        ((MUST,), True, False, "draft"),
        ((MUST,), False, True, "sent"),
    ],
)
def test_an_issue_is_a_draft_not_ready_ready_or_sent(
    findings: tuple[Problem, ...], draft: bool, sent: bool, state: str
) -> None:
    made = edition(draft=draft)
    moment = made.issue.published if sent else None
    assert Proof(made, mail(made), findings, sent=moment).state == state


def test_the_list_shows_the_newest_issue_first() -> None:
    moment = issue().published
    proofs = [
        proof(slug=slug, title=slug, published=moment + timedelta(days=days))
        for slug, days in (("middle", 0), ("oldest", -9), ("newest", 9))
    ]
    page = soup(pages_of(proofs, practice()), "index.html")
    assert [link.text for link in page.select("h2 a")] == ["newest", "middle", "oldest"]
    assert one(page, "h2 a")["href"] == "newest/index.html"


def test_the_list_says_how_far_an_issue_has_come() -> None:
    page = soup(pages_of([proof(MUST, MAY, MAY)], practice()), "index.html")
    text = " ".join(one(page, ".issue").get_text(" ").split())
    for words in (
        "Not ready",
        "Autumn letter",
        "Slow breath",
        "3 September 2026",
        "1 article",
        "1 KB",
        "1 thing to fix",
        "2 things to consider",
    ):
        assert words in text


def test_the_list_shows_each_mail_at_two_widths() -> None:
    pages = pages_of([proof()], practice())
    frames = soup(pages, "index.html").select(".issue iframe")
    assert [frame["width"] for frame in frames] == ["600", "360"]
    assert all(frame["src"] in pages for frame in frames)


def test_a_desk_without_issues_says_how_to_begin() -> None:
    assert "no issue yet" in soup(pages_of([], practice()), "index.html").text


def test_every_finding_stands_with_its_file_and_its_remedy() -> None:
    page = soup(pages_of([proof(MUST, MAY)], practice()))
    first, second = page.select(".finding")
    assert [line.text for line in first.select("p")] == [
        "To fix",
        "The picture lake.png has no description.",
        "Describe it.",
        "a.md",
    ]
    assert one(second, ".kind").text == "To consider"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (proof(), "Nothing stands in the way"),
        (proof(MAY), "Before you send it, consider this"),
        (proof(MUST), "1 thing has to be fixed"),
        (proof(MUST, draft=True), "1 thing has to be fixed"),
        (proof(draft=True), "Status: published"),
    ],
)
def test_the_verdict_is_one_sentence(made: Proof, words: str) -> None:
    assert words in one(soup(pages_of([made], practice())), ".verdict").text


def test_a_sent_issue_says_when_it_went_out() -> None:
    made = edition()
    sent = Proof(made, mail(made), (MUST,), sent=made.issue.published)
    page = soup(pages_of([sent], practice()))
    assert [line.text for line in page.select(".verdict")] == [
        "This issue went out on 3 September 2026."
    ]


def test_what_an_inbox_cuts_off_is_said() -> None:
    subject = "Evenings that end well, and mornings that begin with more than a list"
    page = soup(pages_of([proof(subject=subject)], practice()))
    assert one(page, ".inbox-phone b").text == "Evenings that end well, and mornings…"
    assert one(page, ".inbox-computer b").text == subject
    assert one(page, ".lengths h3").text == f"Subject: {len(subject)} characters"
    assert one(page, ".lengths .cut").text == "that begin with more than a list"


@pytest.mark.parametrize(
    ("text", "room", "shown", "lost"),
    [
        ("calm", 4, "calm", ""),
        ("calm days", 6, "calm", "days"),
        ("calm days", 5, "calm", "days"),
        ("calm days", 9, "calm days", ""),
        ("calm day long", 9, "calm day", "long"),
        ("breathe" * 4, 10, "breathebr", "eathe" + "breathe" * 2),
        ("a " + "breathe" * 4, 20, "a breathebreathebre", "athebreathe"),
        ("", 5, "", ""),
    ],
)
def test_a_text_is_cut_before_a_word_unless_the_word_is_long(
    text: str, room: int, shown: str, lost: str
) -> None:
    assert (cut(text, room).shown, cut(text, room).lost) == (shown, lost)


def test_on_a_computer_the_preheader_has_the_room_the_subject_leaves() -> None:
    short = on_a_computer("Calm", "word " * 30)
    long = on_a_computer("calm " * 12, "word " * 30)
    assert len(short.preheader.shown) > len(long.preheader.shown) > 0
    assert on_a_phone("Calm", "word " * 30) == on_a_phone("Calm", "word " * 30)
    assert len(on_a_phone("Calm", "word " * 30).preheader.shown) <= 80


HOSTILE = "</textarea></title><script>alert(1)</script>\"'&amp; {{ 7 * 7 }}"


def test_whatever_a_person_writes_is_shown_and_never_run() -> None:
    made = Proof(
        edition(post(title=HOSTILE), title=HOSTILE, subject=HOSTILE, preheader=HOSTILE),
        Mail(HTML + HOSTILE, HOSTILE, b""),
        (Problem(HOSTILE, HOSTILE, HOSTILE),),
        (Version(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,)),),
    )
    for path, page in pages_of([made], practice(name=HOSTILE, sender=HOSTILE)).items():
        if not path.endswith("index.html"):
            continue
        scripts = BeautifulSoup(page, "lxml").select("script")
        assert not [script for script in scripts if "alert" in script.text]
        assert "{{ 7 * 7 }}" in BeautifulSoup(page, "lxml").text


def test_the_texts_to_copy_are_letter_for_letter_those_of_the_mail() -> None:
    made = proof(html="\n\n  <p>ü &amp; 1 < 2</p>\n")
    page = BeautifulSoup(pages_of([made], practice())["autumn-letter/index.html"], "html.parser")
    field = one(page, "#html-1")
    # A browser drops one line break after the tag; the parser used here keeps it.
    assert field.text.removeprefix("\n") == made.mail.html
    assert one(page, "#subject-1").text.removeprefix("\n") == made.edition.issue.subject


def test_the_desk_is_the_same_each_time() -> None:
    assert pages_of([proof(MUST, MAY)], practice()) == pages_of([proof(MUST, MAY)], practice())


def test_nothing_in_the_desk_comes_from_elsewhere() -> None:
    pages = pages_of([proof()], practice())
    for path in ("index.html", "autumn-letter/index.html"):
        page = soup(pages, path)
        assert not page.select("link, img, script[src]")
        assert "url(" not in one(page, "style").text
        for frame in page.select("iframe"):
            assert "://" not in frame["src"]


# Previews


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://example.org/images/lake.png", "../../output/images/lake.png"),
        ("https://example.org/images/a%20b.png?v=2", "../../output/images/a%20b.png"),
        ("https://example.org/a&amp;b.png", "../../output/a&amp;b.png"),
        ("https://example.com/lake.png", "https://example.com/lake.png"),
        ("data:image/png;base64,AA", "data:image/png;base64,AA"),
    ],
)
def test_a_preview_takes_the_sites_pictures_from_the_built_site(address: str, path: str) -> None:
    html = f'<html><head></head><body><img alt="x" src="{address}"></body></html>'
    _, _, shown = next(previews(html, site="https://example.org", folder="../../output"))
    assert f'<img alt="x" src="{path}">' in shown


def test_a_link_of_the_mail_opens_beside_the_desk() -> None:
    _, _, shown = next(previews(HTML))
    assert '<a target="_blank" rel="noopener" href="https://example.org/leave.html">' in shown
    assert '<a href="#x">' in shown


# In a browser


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Writes a desk beside a built site and opens one of its pages by its file's address."""
    contexts = []

    def open_page(*proofs: Proof, path: str = "autumn-letter/index.html", **settings: Any) -> Page:
        (tmp_path / "output" / "images").mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / "images" / "lake.png").write_bytes(picture())
        for name, page in desk.pages(proofs or (proof(),), practice(), site_folder="../output"):
            file = tmp_path / "outbox" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page, "utf-8")
        context = browser.new_context(**settings)
        contexts.append(context)
        tab = context.new_page()
        tab.goto((tmp_path / "outbox" / path).as_uri())
        return tab

    yield open_page
    for context in contexts:
        context.close()


def picture() -> bytes:
    """A real PNG of one green pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00\x20\x80\x40"))
        + chunk(b"IEND", b"")
    )


def shown_frames(page: Page) -> list[str]:
    return [
        frame.get_attribute("title") or ""
        for frame in page.locator("iframe").all()
        if frame.is_visible()
    ]


def in_frame(page: Page, title: str, script: str) -> Any:
    frame = page.locator(f'iframe[title="{title}"]')
    frame.scroll_into_view_if_needed()
    return frame.content_frame.locator("body").evaluate(script)


BACKGROUND = "body => getComputedStyle(body).backgroundColor"
PICTURE = "async body => { const i = body.querySelector('img'); try { await i.decode() } catch {} return i.naturalWidth }"  # noqa: E501


@pytest.mark.parametrize("system", ["light", "dark"])
def test_light_and_dark_do_not_depend_on_the_computers_own_setting(
    opened: Open, system: Any
) -> None:
    page = opened(color_scheme=system)
    assert in_frame(page, "The mail on a phone, light, with pictures", BACKGROUND) == (
        "rgb(255, 255, 255)"
    )
    page.get_by_label("Dark").check()
    assert in_frame(page, "The mail on a phone, dark, with pictures", BACKGROUND) == (
        "rgb(16, 16, 16)"
    )


def test_the_switches_show_one_mail_at_each_width(opened: Open) -> None:
    page = opened()
    for scheme in ("Dark", "Light"):
        for pictures, words in (("Off", "without"), ("On", "with")):
            page.get_by_label(scheme).check()
            page.get_by_label(pictures, exact=True).check()
            assert shown_frames(page) == [
                f"The mail on a {device}, {scheme.lower()}, {words} pictures"
                for device in ("computer", "phone")
            ]


def test_the_mail_is_600_and_360_pixels_wide(opened: Open) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    for device, pixels in (("computer", 600), ("phone", 360)):
        title = f"The mail on a {device}, light, with pictures"
        assert in_frame(page, title, "() => innerWidth") == pixels


def test_pictures_come_from_the_built_site_and_can_be_switched_off(opened: Open) -> None:
    page = opened()
    assert in_frame(page, "The mail on a computer, light, with pictures", PICTURE) == 1
    page.get_by_label("Off", exact=True).check()
    assert in_frame(page, "The mail on a computer, light, without pictures", PICTURE) == 0


def test_the_switches_work_with_the_keyboard(opened: Open) -> None:
    page = opened()
    page.get_by_label("Light").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_label("Dark").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert shown_frames(page)[0] == "The mail on a computer, dark, without pictures"


FIELDS = {
    "subject": "subject-1",
    "preheader": "preheader-1",
    "HTML": "html-1",
    "plain text": "text-1",
}


@pytest.mark.parametrize("way", ["clipboard", "selection"])
@pytest.mark.parametrize("button", FIELDS)
def test_the_copy_buttons_copy(opened: Open, way: str, button: str) -> None:
    made = proof(html=HTML.replace("Calm", "Ruhige Grüße 🌿"))
    page = opened(made, permissions=["clipboard-read", "clipboard-write"])
    if way == "selection":
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name=f"Copy {button}", exact=True).click()
    page.get_by_text(f"Copied: {button}.").wait_for()
    expected = {
        "subject": made.edition.issue.subject,
        "preheader": made.edition.issue.preheader,
        "HTML": made.mail.html,
        "plain text": made.mail.text,
    }[button]
    other = page.context.new_page()
    other.set_content("<textarea></textarea>")
    other.locator("textarea").focus()
    other.keyboard.press("Control+V")
    assert other.locator("textarea").input_value() == expected
    assert page.locator(f"#{FIELDS[button]}").input_value() == expected


def test_a_copy_button_can_be_pressed_with_the_keyboard_and_says_so(opened: Open) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("[data-copy=subject-1]")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Copied: subject.").wait_for()
    assert button.text_content() == "Copied ✓"
    assert button.evaluate("button => document.activeElement === button")


def test_without_javascript_all_but_the_copy_buttons_is_there(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    page.get_by_label("Dark").check()
    assert shown_frames(page)[0] == "The mail on a computer, dark, with pictures"
    assert page.locator("#html-1").input_value() == HTML
    assert not page.get_by_role("button").count()


def test_each_way_of_sending_has_its_own_steps_and_texts(opened: Open) -> None:
    made = edition()
    ways = tuple(
        Version(name, f"<p>{name}</p>", f"{name}\n", (f"Log in to {name}.",))
        for name in ("Pigeon Post", "Night Mail")
    )
    page = opened(Proof(made, Mail(HTML, "", b""), versions=ways))
    assert page.get_by_text("Log in to Pigeon Post.").is_visible()
    assert not page.get_by_text("Log in to Night Mail.").is_visible()
    page.get_by_label("Night Mail").check()
    assert page.get_by_text("Log in to Night Mail.").is_visible()
    assert not page.get_by_text("Log in to Pigeon Post.").is_visible()
    assert page.locator("#html-2").input_value() == "<p>Night Mail</p>"


def test_the_buttons_copy_for_the_provider_that_is_chosen(opened: Open) -> None:
    made = edition()
    ways = tuple(
        Version(name, f"<p>{name}</p>", f"{name}\n", (f"Log in to {name}.",), f"for-{name}.html")
        for name in ("pigeon", "night")
    )
    page = opened(
        Proof(made, Mail(HTML, "", b""), versions=ways),
        permissions=["clipboard-read", "clipboard-write"],
    )
    for name, html in (("night", "<p>night</p>"), ("Your mail program", HTML)):
        page.get_by_label(name).check()
        page.get_by_role("button", name="Copy HTML", exact=True).click()
        page.get_by_text("Copied: HTML.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == html
        page.get_by_text("Copied: HTML.").wait_for(state="hidden")
    assert page.get_by_role("link", name="email.eml").is_visible()


def test_the_chosen_provider_stays_chosen_from_issue_to_issue(opened: Open) -> None:
    ways = tuple(
        Version(name, f"<p>{name}</p>", f"{name}\n", (f"Log in to {name}.",))
        for name in ("Pigeon Post", "Night Mail")
    )
    proofs = [
        Proof(edition(slug=slug, title=slug), Mail(HTML, "", b""), versions=ways)
        for slug in ("autumn-letter", "winter-letter")
    ]
    page = opened(*proofs)
    page.get_by_label("Night Mail").check()
    page.get_by_role("link", name="All issues").click()
    page.get_by_role("link", name="winter-letter").click()
    page.wait_for_url("**/winter-letter/index.html")
    assert page.get_by_label("Night Mail").is_checked()
    assert page.get_by_text("Log in to Night Mail.").is_visible()


def test_the_desk_asks_nobody_for_anything(opened: Open, browser: Browser) -> None:
    page = opened(
        proof(html=HTML.replace("<body>", '<body background="https://example.net/a.png">'))
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    refused: list[str] = []
    page.on("requestfailed", lambda request: refused.append(request.url))
    page.reload()
    for label in ("Dark", "Off"):
        page.get_by_label(label, exact=True).check()
    page.wait_for_load_state("networkidle")
    assert asked
    assert {url for url in asked if not url.startswith("file:")} <= set(refused)


@pytest.mark.parametrize("slug", ["autumn-letter", "herbst 100% #1?", "סתיו"])
def test_from_the_list_to_an_issue_and_back(opened: Open, slug: str) -> None:
    page = opened(proof(slug=slug, title="Autumn letter"), path="index.html")
    page.get_by_role("link", name="Autumn letter").click()
    assert page.get_by_role("heading", level=1).text_content() == "Autumn letter"
    page.get_by_role("link", name="All issues").click()
    assert page.get_by_role("heading", level=1).text_content() == "Newsletter desk"


ALL_KINDS = (
    proof(
        MUST, MAY, subject="Evenings that end well, and mornings that begin with more than a list"
    ),
    proof(MAY, slug="draft", draft=True, preheader="", lang="he", title="מכתב סתיו"),
    proof(slug="ready"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["index.html", "autumn-letter/index.html", "draft/index.html"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(opened: Open, path: str, scheme: Any, width: int) -> None:
    page = opened(
        *ALL_KINDS, path=path, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("path", ["index.html", "autumn-letter/index.html"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_page_never_scrolls_sideways(opened: Open, path: str, width: int) -> None:
    long = Problem("a.md", "A link leads to https://example.org/" + "long" * 60 + ".", "", True)
    page = opened(
        proof(long, title="Donaudampfschifffahrtsgesellschaft " * 3),
        path=path,
        viewport={"width": width, "height": 900},
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_button_and_switch_is_large_enough_for_a_thumb(opened: Open) -> None:
    page = opened(viewport={"width": 360, "height": 800})
    targets = page.locator("button:visible, .switches label:visible, .path a:visible").all()
    assert len(targets) > 8
    for target in targets:
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 43, target.inner_html()


def test_the_desk_is_heard_in_the_order_it_is_read(opened: Open) -> None:
    page = opened(*ALL_KINDS)
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert re.match("Skip to content", page.locator("a").first.inner_text())
