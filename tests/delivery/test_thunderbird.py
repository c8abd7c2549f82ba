"""The outbox's draft in a real Thunderbird: opened by double click, sent, and read by a browser."""

from __future__ import annotations

import shutil
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from mail_samples import PRACTICE, edition
from playwright.sync_api import Browser, Page

from delivery.real_servers import need
from delivery.sink import Sink, listening
from delivery.thunderbird import opened
from pelican_safespace.newsletter import message, plaintext, render
from pelican_safespace.phrases import phrases


class ByHand(NamedTuple):
    """An issue, the draft Thunderbird made of its file, and the mail Thunderbird sent."""

    html: str
    draft: dict[str, Any]
    sent: EmailMessage

    @property
    def arrived(self) -> str:
        part = self.sent.get_body(("html",))
        assert part is not None
        return str(part.get_content())


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> ByHand:
    need("" if shutil.which("thunderbird") else "thunderbird is missing; .ci/run installs it")
    folder, issue, say = tmp_path_factory.mktemp("thunderbird"), edition(), phrases("en")
    html, _ = render.html(issue, PRACTICE, say=say)
    text = plaintext.write(issue, PRACTICE, say=say)
    file = folder / "email.eml"
    file.write_bytes(message.as_draft(message.build(issue, PRACTICE, html, text), PRACTICE))
    with listening(Sink()) as sink, opened(file, folder, sink.port) as thunderbird:
        draft = thunderbird.draft()
        thunderbird.send()
        ((_, content),) = sink.taken
    sent = message_from_bytes(content, policy=default)
    assert isinstance(sent, EmailMessage)
    return ByHand(html, draft, sent)


def shown(browser: Browser, html: str, width: int, scheme: Any = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.route("**/*", lambda route: route.abort())
    page.set_content(html)
    return page


def test_it_opens_as_a_draft_to_the_practice_itself(by_hand: ByHand) -> None:
    assert by_hand.draft["title"].startswith("Write: Slow mornings: on worry, repair and potatoes")
    assert by_hand.draft["to"] == "Alder House Therapy <letters@practice.example.org>"
    assert by_hand.draft["html"] is True
    assert "Long letters are often a second round in disguise." in by_hand.draft["text"]


def test_it_goes_out_in_both_forms_with_the_way_out(by_hand: ByHand) -> None:
    kinds = [part.get_content_type() for part in by_hand.sent.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    plain = by_hand.sent.get_body(("plain",))
    assert plain is not None
    for whole in (plain.get_content(), by_hand.arrived):
        assert "14 Mill Lane" in whole
        assert "letters/leave?list=monthly" in whole


@pytest.mark.parametrize("width", [320, 360, 600])
def test_every_pixel_of_the_layout_arrives(by_hand: ByHand, browser: Browser, width: int) -> None:
    """Thunderbird leaves out every rule for dark screens and wide windows, and writes all anew."""
    pictures = []
    for html in (by_hand.html, by_hand.arrived):
        page = shown(browser, html, width)
        pictures.append(page.screenshot(full_page=True))
        page.close()
    assert pictures[0] == pictures[1]


def test_what_arrives_can_be_read_in_the_dark_too(by_hand: ByHand, browser: Browser) -> None:
    page = shown(browser, by_hand.arrived, 600, "dark")
    contrast = Axe().run(page, options={"runOnly": ["color-contrast"]})
    page.close()
    assert contrast.violations_count == 0, contrast.generate_report()


def test_the_desk_knows_how_much_larger_it_becomes(by_hand: ByHand) -> None:
    written, arrived = len(by_hand.html.encode()), len(by_hand.arrived.encode())
    assert 1.3 < arrived / written < 1.65
