"""What the checks find in an issue: each in plain words, with its file and what to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import edition, issue, mail, post, practice

from pelican_safespace.models import Edition, Look, Mail, Practice, Problem
from pelican_safespace.newsletter import checks, references
from pelican_safespace.newsletter.contrast import contrast, turned_over

FOOT = (
    "<p>Alder House Therapy · 12 Mill Lane<br>Anytown 01234</p>"
    '<a href="https://example.org/leave.html">Unsubscribe</a>'
)


def found(
    made: Edition | None = None,
    sent: Mail | None = None,
    sender: Practice | None = None,
    **known: Any,
) -> tuple[Problem, ...]:
    made = made or edition()
    return checks.findings(made, sender or practice(), sent or mail(made), **known)


def only(problems: Collection[Problem]) -> Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return next(iter(problems))


def html(*parts: str) -> Mail:
    return mail(html=f"<html><body>{''.join(parts)}{FOOT}</body></html>")


def test_an_issue_in_good_order_has_no_findings() -> None:
    assert found() == ()


def test_every_finding_is_a_sentence_with_a_file_and_a_remedy() -> None:
    body = '<img src="https://pictures.example.net/a.png"><a href="https://example.org/no">x</a>'
    bad = edition(post(body=body), subject="x" * 80, preheader="")
    problems = found(
        bad, html(body), practice(postal_address=""), addresses=["https://example.org"]
    )
    assert len(problems) >= 6
    for problem in problems:
        assert problem.source
        assert problem.message[-1] in ".?"
        assert problem.remedy.endswith(".")


def test_what_must_be_mended_comes_before_what_may_be() -> None:
    order = [p.blocking for p in found(edition(subject="x" * 80, preheader=""))]
    assert order == [True, False]


# Subject and preheader


def test_a_subject_without_words_blocks() -> None:
    problem = only(found(edition(subject="")))
    assert problem.blocking
    assert "empty" in problem.message


@pytest.mark.parametrize(("length", "blocking"), [(40, None), (41, False), (70, False), (71, True)])
def test_a_long_subject_says_what_is_left_of_it(length: int, blocking: bool | None) -> None:
    subject = ("calm " * 20)[: length - 1] + "."
    problems = found(edition(subject=subject))
    assert [problem.blocking for problem in problems] == ([] if blocking is None else [blocking])
    assert all("calm calm…" in problem.message for problem in problems)


def test_a_missing_preheader_is_advice() -> None:
    problem = only(found(edition(preheader="")))
    assert not problem.blocking
    assert "preheader" in problem.message


def test_a_preheader_that_repeats_the_subject_is_advice() -> None:
    assert "twice" in only(found(edition(subject="Calm days", preheader="calm days"))).message


@pytest.mark.parametrize("note", ["TODO: write", "lorem ipsum dolor", "XXX"])
@pytest.mark.parametrize("place", ["subject", "preheader", "greeting"])
def test_a_note_to_oneself_is_pointed_out(place: str, note: str) -> None:
    assert "note to yourself" in only(found(edition(**{place: f"Hello {note}"}))).message


def test_a_word_that_contains_such_a_note_is_none() -> None:
    assert found(edition(subject="Todos los días, a todo ritmo")) == ()


# What is in it


def test_an_issue_without_anything_blocks() -> None:
    problem = only(found(Edition(issue(greeting="<p> </p>"), ())))
    assert problem.blocking
    assert "nothing in this issue" in problem.message


def test_an_issue_of_greetings_only_is_asked_about_when_articles_were_expected() -> None:
    assert "greeting only" in only(found(Edition(issue(), ()))).message
    assert found(Edition(issue(articles=()), ())) == ()


def test_an_article_named_twice_is_pointed_out() -> None:
    assert "twice" in only(found(edition(articles=("slow-breath", "slow-breath.md")))).message


def test_an_article_in_another_language_is_a_question() -> None:
    problem = only(found(edition(post(lang="fr", source="a-fr.md"))))
    assert (problem.source, problem.blocking) == ("a-fr.md", False)


# The law's floor


@pytest.mark.parametrize(
    ("gone", "setting"),
    [
        ({"postal_address": " "}, "SAFESPACE_POSTAL_ADDRESS"),
        ({"unsubscribe_url": None, "unsubscribe_mailto": None}, "SAFESPACE_UNSUBSCRIBE_URL"),
    ],
)
def test_without_address_or_way_out_nothing_is_sent(gone: dict[str, Any], setting: str) -> None:
    problem = only(found(sender=practice(**gone)))
    assert problem.blocking
    assert setting in problem.remedy


@pytest.mark.parametrize("lost", ["12 Mill Lane", "https://example.org/leave.html"])
@pytest.mark.parametrize("part", ["html", "text"])
def test_a_template_that_drops_address_or_way_out_is_found(part: str, lost: str) -> None:
    whole = mail()
    parts: dict[str, Any] = {"html": whole.html, "text": whole.text}
    parts[part] = parts[part].replace(lost, "")
    problem = only(found(sent=mail(**parts)))
    assert problem.blocking
    assert ("The mail" if part == "html" else "The plain text") in problem.message


def test_a_way_out_by_mail_is_enough() -> None:
    by_mail = html('<a href="mailto:leave@example.org">Leave</a>')
    text = mail().text.replace("https://example.org/leave.html", "leave@example.org")
    problems = found(
        sent=Mail(by_mail.html, text, b""),
        sender=practice(unsubscribe_url=None),
    )
    assert problems == ()


# Size


@pytest.mark.parametrize(("size", "blocking"), [(102_000, False), (102_001, True)])
def test_gmail_cuts_a_mail_that_is_too_large(size: int, blocking: bool) -> None:
    whole = html().html
    large = whole.replace("<body>", "<body>" + "x" * (size - len(whole.encode())))
    assert any("102,000" in p.message for p in found(sent=mail(html=large))) == blocking


def test_size_is_counted_in_bytes_not_in_letters() -> None:
    assert found(sent=html("ü" * 52_000))


# Pictures


@pytest.mark.parametrize(
    ("tag", "blocking"),
    [
        ('<img src="{}" alt="A chair">', None),
        ('<img src="{}">', True),
        ('<img src="{}" alt>', False),
        ('<img src="{}" alt="">', False),
        ('<a href="https://example.org/"><img src="{}" alt=""></a>', True),
        ('<a name="x"></a><img src="{}" alt="">', False),
        ('<a href="https://example.org/">there</a> <img src="{}" alt="">', False),
    ],
)
def test_a_picture_needs_a_description(tag: str, blocking: bool | None) -> None:
    body = tag.format("https://example.org/images/my%20chair.jpg")
    problems = found(edition(post(body=body)), html(body.replace("<img", '<img alt="x"')))
    assert [problem.blocking for problem in problems] == ([] if blocking is None else [blocking])
    assert all(problem.source == "slow-breath.md" for problem in problems)
    assert all("my chair.jpg" in problem.message for problem in problems)


def test_a_picture_of_the_greeting_is_found_in_the_file_of_the_issue() -> None:
    greeting = '<p>Hello.</p><img src="https://example.org/a.png">'
    assert only(found(edition(greeting=greeting))).source == "newsletter/autumn-letter.md"


def test_a_picture_a_template_brings_is_looked_at_too() -> None:
    problem = only(found(sent=html('<img src="https://example.org/logo.png">')))
    assert problem.blocking
    assert "logo.png" in problem.message


def test_a_digest_does_not_show_the_pictures_of_its_articles() -> None:
    body = '<img src="https://example.org/a.png">'
    assert found(edition(post(body=body), layout="digest")) == ()


# Links

SITE = [
    "https://example.org/about/",
    "https://example.org/a b.html",
    "https://example.org/images/lake.jpg",
]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/about/",
        "https://example.org/about",
        "https://example.org/about/index.html",
        "https://www.example.org/about/?from=mail#team",
        "http://example.org/a%20b.html",
        "https://example.org",
        "https://example.com/anything",
        "mailto:ida@example.org",
        "tel:+1555",
        "https://example.org/newsletter/autumn-letter.html",
        "*|ARCHIVE|*",
        "{{ email_url }}",
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(address: str) -> None:
    assert found(sent=html(f'<a href="{address}">x</a>'), addresses=SITE) == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/gone.html",
        "http://www.example.org/gone",
        "#nowhere",
        "about.html",
        "/about/",
        "https://[broken",
    ],
)
def test_a_link_that_leads_nowhere_blocks(address: str) -> None:
    link = f'<a href="{address}">x</a>'
    problem = only(found(edition(post(body=link)), html(link), addresses=SITE))
    assert problem.blocking
    assert problem.source == "slow-breath.md"
    assert address in problem.message


def test_a_dead_link_of_no_article_is_the_issues_own() -> None:
    problem = only(found(sent=html('<a href="https://example.org/gone">x</a>'), addresses=SITE))
    assert problem.source == "newsletter/autumn-letter.md"


def test_a_link_within_the_mail_leads_to_its_anchor() -> None:
    assert found(sent=html('<a href="#b%C3%A9">x</a><a id="bé"></a>')) == ()


def test_a_picture_that_is_not_on_the_site_blocks() -> None:
    there = '<img src="https://example.org/images/lake.jpg" alt="A lake">'
    gone = '<img src="https://example.org/images/gone.jpg" alt="Gone">'
    problem = only(found(sent=html(there, gone), addresses=SITE))
    assert problem.blocking
    assert "images/gone.jpg" in problem.message


def test_a_site_in_a_folder_does_not_answer_for_its_neighbours() -> None:
    sender = practice(url="https://example.org/blog")
    links = html('<a href="https://example.org/shop">x</a>')
    assert found(sent=links, sender=sender, addresses=["https://example.org/blog/"]) == ()
    dead = html('<a href="https://example.org/blog/gone">x</a>')
    assert found(sent=dead, sender=sender, addresses=["https://example.org/blog/"])


def test_without_the_addresses_of_the_site_its_links_are_not_judged() -> None:
    assert found(sent=html('<a href="https://example.org/gone">x</a>')) == ()


@pytest.mark.parametrize("url", ["http://localhost:8000", "http://127.0.0.1", "http://mac.local"])
def test_a_mail_made_from_a_local_preview_is_not_sent(url: str) -> None:
    problem = only(found(sender=practice(url=url)))
    assert problem.blocking
    assert "publishconf.py" in problem.remedy


# Privacy


@pytest.mark.parametrize(
    "part",
    [
        '<img src="https://pictures.example.net/a.png" alt="x">',
        '<img src="//pictures.example.net/a.png" alt="x">',
        '<img src="https://example.org/a.png" alt="x" srcset="//pictures.example.net/a.png 2x">',
        '<td background="https://pictures.example.net/a.png"></td>',
        '<link rel="stylesheet" href="https://pictures.example.net/a.png">',
        "<style>@import 'https://pictures.example.net/a.png';</style>",
        "<style>p { background: url( https://pictures.example.net/a.png) }</style>",
        '<p style="background:url(&quot;https://pictures.example.net/a.png&quot;)">x</p>',
        '<!--[if mso]><v:fill src="https://pictures.example.net/a.png" /><![endif]-->',
        '<iframe src="https://pictures.example.net/a.png"></iframe>',
        '<video poster="https://pictures.example.net/a.png"></video>',
    ],
)
def test_nothing_is_loaded_from_a_host_that_is_not_the_practices(part: str) -> None:
    problem = only(found(sent=html(part)))
    assert problem.blocking
    assert "pictures.example.net" in problem.message
    assert found(sent=html(part), hosts=["pictures.example.net"]) == ()


@pytest.mark.parametrize("host", ["example.org", "www.example.org", "img.example.org"])
def test_the_practices_own_hosts_may_be_asked_for_pictures(host: str) -> None:
    assert found(sent=html(f'<img src="https://{host}/a.png" alt="x">')) == ()


def test_a_host_that_only_ends_alike_is_a_stranger() -> None:
    assert found(sent=html('<img src="https://notexample.org/a.png" alt="x">'))


def test_a_link_to_another_host_is_no_request() -> None:
    assert found(sent=html('<a href="https://pictures.example.net/a.png">x</a>')) == ()


# Colours


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#2f6b5e", "#2f6b5e", 1.0),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_computed_as_wcag_defines_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("colour", ["red", "#fff", "2f6b5e0", "#12345", "#gggggg"])
def test_contrast_refuses_what_is_no_six_digit_colour(colour: str) -> None:
    with pytest.raises(ValueError, match=r"colour|invalid literal"):
        contrast(colour, "#ffffff")


def test_black_and_white_change_places_in_the_dark() -> None:
    assert turned_over("#ffffff") == "#333333"
    assert turned_over("#000000") == "#ffffff"


@given(st.integers(0, 254))
def test_the_lighter_of_two_greys_becomes_the_darker(grey: int) -> None:
    dark, light = (turned_over("#" + f"{part:02x}" * 3) for part in (grey, grey + 1))
    assert contrast(dark, "#000000") >= contrast(light, "#000000")


def test_a_colour_keeps_its_hue_in_the_dark() -> None:
    red, green, blue = (int(turned_over("#2f6b5e")[at : at + 2], 16) for at in (1, 3, 5))
    assert green > blue > red


def test_the_look_the_plugin_comes_with_can_be_read() -> None:
    assert found(sender=practice(look=Look())) == ()


def look(name: str, colour: str) -> Look:
    changes: dict[str, Any] = {name: colour}
    return replace(Look(), **changes)


@pytest.mark.parametrize("colour", ["text", "muted", "accent"])
def test_a_colour_that_is_hard_to_read_blocks_and_comes_with_one_that_is_not(colour: str) -> None:
    problem = only(found(sender=practice(look=look(colour, "#a8c0b8"))))
    assert problem.blocking
    assert problem.source == "SAFESPACE_LOOK"
    assert f"The colour {colour} (#a8c0b8) is hard to read" in problem.message
    better = problem.remedy.removesuffix(".").rpartition(" ")[2]
    assert found(sender=practice(look=look(colour, better))) == ()


def test_a_colour_that_only_fails_where_outlook_turns_it_over_is_found() -> None:
    assert contrast("#6d6d6d", "#ffffff") > 4.5
    pale = Look(muted="#6d6d6d", background="#ffffff")
    assert "Outlook" in only(found(sender=practice(look=pale))).message


def test_a_contrast_just_too_low_is_not_rounded_up() -> None:
    grey = Look(muted="#777777", background="#ffffff", surface="#ffffff")
    assert "4.5," not in only(found(sender=practice(look=grey))).message


# Earlier issues


def earlier(days: int = -30, *, title: str = "Summer", draft: bool = False) -> Edition:
    moment = issue().published + timedelta(days=days)
    return edition(slug="summer", title=title, published=moment, draft=draft)


def test_an_article_that_went_out_before_is_a_question() -> None:
    problem = only(found(earlier=[earlier()]))
    assert not problem.blocking
    assert "“Slow breath” was in “Summer” already" in problem.message


def test_drafts_later_issues_and_the_issue_itself_did_not_go_out_before() -> None:
    assert found(earlier=[earlier(draft=True), earlier(30), edition()]) == ()


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Issue 12: autumn", "Issue 12"),
        ("Letter #12", "Summer, no. 12"),
        ("Ausgabe 12", "Nr. 12"),
        ("Numéro 12", "N° 12"),
    ],
)
def test_one_number_for_two_issues_blocks(title: str, other: str) -> None:
    problems = found(edition(title=title), earlier=[earlier(draft=True, title=other)])
    assert only(problems).blocking
    assert "12" in only(problems).message


@pytest.mark.parametrize("other", ["Issue 11", "12 small things", "Issue 120", "Summer 12"])
def test_other_numbers_in_titles_say_nothing(other: str) -> None:
    assert found(edition(title="Issue 12"), earlier=[earlier(draft=True, title=other)]) == ()


# What HTML refers to


@pytest.mark.parametrize(
    ("written", "links", "loads"),
    [
        ("<a title='1 > 2' HREF = 'x.html' >x</a>", ("x.html",), ()),
        ('<a href=x.html?a=1&amp;b=2>x</a><A href="x.html">', ("x.html?a=1&b=2", "x.html"), ()),
        ('<td background="a.png" style="background: url(b.png)">', (), ("b.png", "a.png")),
        ('<img alt="a" src="a.png" srcset="b.png 2x, c.png 3x">', (), ("a.png", "b.png", "c.png")),
        ("<style>@import 'a.css'; p { color: red }</style>", (), ("a.css",)),
        ('<!--[if mso]><v:fill src="a.png" /><a href="x"><![endif]-->', (), ("a.png",)),
        ('<!-- <img src="a.png"> --><script>"<img src=b.png>"</script>', (), ()),
        ('<link rel="stylesheet" href="a.css">', (), ("a.css",)),
    ],
)
def test_what_a_piece_of_html_leads_to_and_loads(
    written: str, links: tuple[str, ...], loads: tuple[str, ...]
) -> None:
    found = references.read(written)
    assert (found.links, found.loads) == (links, loads)


def test_words_are_what_a_reader_sees() -> None:
    written = (
        '<title>No</title><style>p > a {}</style><p>One<b>two</b>, <a href=">">th</a>ree<br>'
        "&amp; f<!-- <p>no -->our</p>"
    )
    assert references.words(written) == "One two, three & four"


@pytest.mark.parametrize("piece", ["<a ", '<a "', "<!--", "<style", "<a href='", "</a"])
def test_unfinished_html_without_end_is_read_in_no_time(piece: str) -> None:
    assert references.read(piece * 4_000).loads == ()
    assert isinstance(references.words(piece * 4_000), str)


# Whatever a template may write


@given(st.text(alphabet="<>&;#\"'=/- aimgsrchtp:[]!x\n", max_size=200))
def test_no_html_stops_the_checks(text: str) -> None:
    assert isinstance(references.words(text), str)
    assert isinstance(found(edition(post(body=text)), html(text), addresses=SITE), tuple)
