"""The picture and the recording that a feed reader shows beside an article."""

from __future__ import annotations

import pytest

from pelican_safespace.media import Media, find


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Only words</p>", Media()),
        ('<img alt="A lake &amp; sky" src="/a.png">', Media("/a.png", "A lake & sky")),
        ("<IMG SRC=a.png>", Media("a.png")),
        ('<img src="a.png"><img src="b.png" alt="b">', Media("a.png")),
        ('<img src="count.gif" width="1" height="1"><img src="b.png">', Media("b.png")),
        ('<img src="data:image/gif;base64,R0" alt="x"><img src="b.png">', Media("b.png")),
        ('<img src="data:image/gif;base64,R0" data-src="late.png">', Media("late.png")),
        ('<!-- <img src="a.png"> --><img src="b.png">', Media("b.png")),
        ('<script>"<img src=a.png>"</script><img src="b.png">', Media("b.png")),
        ('<img alt="a > b" src="a.png">', Media("a.png", "a > b")),
        ('<img src="a.png" src="b.png">', Media("a.png")),
        ("<img hidden src=a.png>", Media()),
        ('<audio src="talk.mp3"></audio>', Media(recording="talk.mp3")),
        (
            '<video><source src="walk.webm"><source src="walk.mp4"></video>',
            Media(recording="walk.webm"),
        ),
        ('<p><a href="x.html">x</a> <a href="talk.MP3?1">y</a></p>', Media(recording="talk.MP3?1")),
        ('<iframe src="https://video.example.com/1"></iframe>', Media()),
        ('<img src="//["><a href="//[.mp3">x</a>', Media()),
        ('<img src="data:image/gif;base64,R0" alt="x">', Media()),
        ("&lt;img src=a.png&gt;", Media()),
    ],
)
def test_the_first_picture_and_recording_are_found(html: str, found: Media) -> None:
    assert find(html) == found


def test_addresses_are_resolved_against_the_article() -> None:
    html = '<img src="../a.png"><audio src="/talk.mp3"></audio>'
    assert find(html, base="https://example.org/blog/2024/x.html") == Media(
        "https://example.org/blog/a.png", "", "https://example.org/talk.mp3"
    )
