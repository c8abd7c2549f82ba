"""The plain-text part, read as a person with a screen of 78 columns reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters import CREDIT, SERIES, SITE, edition, issue, post, practice

from pelican_safespace.models import Edition, Post, Publication, SeriesLink, SeriesLinks, Term
from pelican_safespace.newsletter import plaintext
from pelican_safespace.newsletter.footer import MailLinks
from pelican_safespace.newsletter.lines import width, wrap
from pelican_safespace.phrases import phrases

ENGLISH = phrases("en")


def written(*posts: Post, **changes: Any) -> str:
    return plaintext.write(edition(*posts, **changes), practice(), say=ENGLISH)


def body(html: str) -> str:
    """How an article's body is set: what stands between its address and the footer."""
    text = written(post(body=html), greeting="")
    return text.partition("/slow-breath.html\n\n")[2].partition("\n\n\n-----")[0]


def test_it_begins_with_the_practice_the_title_and_the_way_to_the_browser() -> None:
    assert written().startswith(
        "Alder House Therapy\n\n"
        "Autumn letter\n"
        "=============\n\n"
        "View this issue in your browser:\n"
        "https://example.org/newsletter/autumn-letter.html\n\n\n"
        "Dear readers,\n\nThe evenings are drawing in."
    )


def test_it_ends_with_the_notice_the_address_and_the_way_out() -> None:
    text = plaintext.write(
        edition(), practice(notice="In an emergency, call your local number."), say=ENGLISH
    )
    assert text.endswith(
        "-" * 78 + "\n"
        "In an emergency, call your local number.\n\n"
        "Alder House Therapy\n12 Mill Lane\nAnytown 01234\n\n"
        "You receive this because you subscribed to Alder House Therapy.\n"
        "Unsubscribe:\nhttps://example.org/leave.html\n"
    )


def test_a_practice_without_a_page_to_leave_has_an_address_to_write_to() -> None:
    text = plaintext.write(edition(), practice(unsubscribe_url=None), say=ENGLISH)
    assert text.endswith("Unsubscribe:\nleave@example.org\n")


def test_a_providers_tags_take_the_place_of_the_addresses() -> None:
    tags = MailLinks("*|UNSUB|*", "*|ARCHIVE|*", "*|LIST:ADDRESSLINE|*")
    text = plaintext.write(edition(), practice(), say=ENGLISH, links=tags)
    assert "browser:\n*|ARCHIVE|*\n" in text
    assert "\n*|LIST:ADDRESSLINE|*\n" in text
    assert text.endswith("Unsubscribe:\n*|UNSUB|*\n")
    assert "leave.html" not in text
    assert "autumn-letter.html" not in text


def test_a_provider_that_adds_its_own_way_out_gets_none_of_ours() -> None:
    text = plaintext.write(edition(), practice(), say=ENGLISH, links=MailLinks("", ""))
    assert "Unsubscribe" not in text
    assert "browser" not in text


def test_a_provider_with_elements_has_brackets_in_plain_text() -> None:
    tags = MailLinks("<unsubscribe>", "<webversion>")
    text = plaintext.write(edition(), practice(), say=ENGLISH, links=tags)
    assert "browser:\n[webversion]\n" in text
    assert text.endswith("Unsubscribe:\n[unsubscribe]\n")


def test_an_article_has_its_title_author_address_credit_series_and_note() -> None:
    made = post(
        attribution=CREDIT, series=SERIES, content_note="Speaks of grief.",
        series_term=Term("Breathing", "breathing", f"{SITE}/series/breathing.html"),
    )  # fmt: skip
    assert (
        "\n\n\nSlow breath\n"
        "===========\n"
        "By Ida Brook, LCSW\n"
        "https://example.org/slow-breath.html\n\n"
        "Originally published in The Quiet Hour on March 5, 2024. [1]\n\n"
        "Part 2 of 3 in the series “Breathing” [2]\n\n"
        "Content note: Speaks of grief.\n\n"
        "Sit down. Breathe out slowly.\n\n"
        "Previous: Before the breath [3]\n"
        "Next: After the breath [4]\n\n"
        "[1] https://quiet.example.com/breath\n"
        "[2] https://example.org/series/breathing.html\n"
        "[3] https://example.org/before.html\n"
        "[4] https://example.org/after.html\n\n\n"
    ) in written(made)


def test_every_publication_of_a_credit_has_its_address() -> None:
    sentence = "Originally published in The Quiet Hour and on Calm Pages."
    also = (Publication("Calm Pages", "https://calm.example.com/breath"),)
    shown = written(post(attribution=replace(CREDIT, sentence=sentence, also=also)))
    assert f"{sentence} [1] [2]\n" in shown
    assert "[1] https://quiet.example.com/breath\n[2] https://calm.example.com/breath\n" in shown


def test_a_neighbour_in_the_same_issue_needs_no_address() -> None:
    first = post("first", series=SeriesLinks(next=SeriesLink("Second", f"{SITE}/second.html")))
    assert "\nNext: Second\n" in written(first, post("second"))


def test_a_neighbour_that_is_only_a_title_is_a_title() -> None:
    assert "\nNext: Unwritten\n" in written(
        post(series=SeriesLinks(next=SeriesLink("Unwritten", None)))
    )


def test_from_three_articles_on_it_lists_them_first() -> None:
    assert "In this issue" not in written(post("one"), post("two"))
    text = written(post("one"), post("two"), post("three"))
    assert "\n\n\nIn this issue\n-------------\n 1. One\n 2. Two\n 3. Three\n\n\nOne\n===" in text


def test_a_digest_holds_the_summaries() -> None:
    text = written(layout="digest")
    assert "A short exercise for the minutes before sleep." in text
    assert "Sit down." not in text


# Paragraphs and what is in them


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <em>two</em> <strong>three</strong>.</p>", "One _two_ *three*."),
        ("<p><em>All of it matters.</em></p>", "All of it matters."),
        ("<p><strong><em>All</em></strong></p>", "All"),
        ("<p>Press <code>Ctrl</code> and <del>wait</del> go.</p>", "Press `Ctrl` and ~wait~ go."),
        ("<p>H<sub>2</sub>O, 5 m<sup>2</sup>, a note<sup>12</sup></p>", "H₂O, 5 m², a note¹²"),
        ("<p>The 2<sup>nd</sup> and a<sub>n</sub></p>", "The 2nd and an"),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("<p>Un\u00a0peu\u202f!</p>", "Un peu !"),
        ("<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb"),
        ("<p>Look: <img src='https://example.org/i.png' alt='a heart' width='16' height='16'>.</p>",
         "Look: a heart."),
    ],
)  # fmt: skip
def test_emphasis_and_marks_are_as_people_type_them(html: str, text: str) -> None:
    assert body(html) == text


def test_a_paragraph_is_wrapped_between_words() -> None:
    lines = body("<p>" + "breathe slowly " * 30 + "</p>").split("\n")
    assert len(lines) > 1
    assert all(70 <= len(line) <= 78 for line in lines[:-1])
    assert " ".join(lines) == ("breathe slowly " * 30).strip()


# Links


def test_every_link_has_a_number_and_its_address_stands_once() -> None:
    assert body(
        '<p><a href="https://example.com/a">One</a>, <a href="https://example.com/b">two</a> and '
        '<a href="https://example.com/a">one again</a>.</p>'
    ) == (
        "One [1], two [2] and one again [1].\n\n"
        "[1] https://example.com/a\n[2] https://example.com/b"
    )  # fmt: skip


def test_numbers_go_on_from_article_to_article() -> None:
    link = '<p><a href="https://example.com/{}">x</a></p>'
    text = written(
        post("one", body=link.format("a")),
        post("two", body=link.format("b") + link.format("a")),
        greeting=link.format("hello"),
    )
    assert re.findall(r"^\[\d\].*", text, re.M) == [
        "[1] https://example.com/hello",
        "[2] https://example.com/a",
        "[3] https://example.com/b",
    ]


def test_the_address_of_an_article_of_this_issue_is_under_its_title_only() -> None:
    text = written(post("one", body=f'<p><a href="{SITE}/two.html">Two</a></p>'), post("two"))
    assert text.count(f"{SITE}/two.html") == 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p>See <a href="https://example.com/">https://example.com</a></p>',
         "See https://example.com"),
        ('<p>See <a href="https://example.com/a">example.com/a</a></p>', "See example.com/a"),
        ('<p><a href="mailto:i@example.org">Write to us</a></p>', "Write to us <i@example.org>"),
        ('<p><a href="mailto:ida@example.org?subject=Hi">ida@example.org</a></p>',
         "ida@example.org"),
        ('<p><a href="tel:+15550100">+1 555-0100</a></p>', "+1 555-0100"),
        ('<p><a href="tel:+15550100">Call</a></p>', "Call <+15550100>"),
    ],
)  # fmt: skip
def test_a_link_that_shows_its_address_needs_no_number(html: str, text: str) -> None:
    assert body(html) == text


def test_an_address_is_never_broken() -> None:
    url = "https://example.com/" + "very-long-" * 20
    assert f"\n[1] {url}" in body(f'<p><a href="{url}">Read</a></p>')


# Headings, lists, quotes, code


def test_headings_are_underlined_and_lower_ones_more_lightly() -> None:
    assert body("<h2>One</h2><p>a</p><h3>Two</h3><p>b</p><h4>Three</h4><p>c</p>") == (
        "One\n---\n\na\n\nTwo\n~~~\n\nb\n\nThree\n.....\n\nc"
    )


def test_an_underline_is_as_wide_as_the_heading_looks() -> None:
    assert body("<h2>静かな朝</h2><p>a</p>") == "静かな朝\n--------\n\na"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ol start=9><li>a</li><li>b</li></ol>", " 9. a\n10. b"),
        ("<ol type=a><li>a</li><li>b</li></ol>", "a. a\nb. b"),
        ("<ol type=A start=27><li>a</li></ol>", "AA. a"),
        ("<ol type=i><li>a</li><li>b</li></ol>", " i. a\nii. b"),
        ("<ol type=I start=1999><li>a</li></ol>", "MCMXCIX. a"),
        ("<ol type=a start=0><li>a</li></ol>", "0. a"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "• a\n  1. b\n• c"),
        ("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "• a\n\n  b\n\n• c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> • b"),
        ("<dl><dt>Calm</dt><dd>a</dd><dt>Rest</dt><dd>b</dd></dl>",
         "Calm\n    a\n\nRest\n    b"),
        ("<pre>one   two\n  three\n\nfour</pre>", "    one   two\n      three\n\n    four"),
    ],
)  # fmt: skip
def test_lists_quotes_and_code_look_like_what_they_are(html: str, text: str) -> None:
    assert body(html) == text


def test_a_long_item_hangs_under_its_own_text() -> None:
    first, second, *_ = body(f"<ul><li>{'breathe slowly ' * 12}</li></ul>").split("\n")
    assert first.startswith("• breathe")
    assert second.startswith("  breathe") or second.startswith("  slowly")


def test_code_is_not_wrapped() -> None:
    assert body(f"<pre>{'x ' * 60}</pre>") == f"    {('x ' * 60).strip()}"


# Pictures and videos


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<figure><img src="https://example.org/lake.jpg" alt="A lake"><figcaption>By Ida'
         "</figcaption></figure>", "[Picture: A lake]\nBy Ida"),
        ('<p><img src="https://example.org/lake.jpg" alt="A lake"></p>', "[Picture: A lake]"),
        ('<figure><img src="https://example.org/lake.jpg" alt=""><figcaption>By Ida</figcaption>'
         "</figure>", "By Ida"),
        ('<p>a</p><p><img src="https://example.org/lake.jpg" alt=""></p><p>b</p>', "a\n\nb"),
        ('<p><a href="https://example.com/x"><img src="https://example.org/lake.jpg" alt="A lake">'
         "</a></p>", "[Picture: A lake] [1]\n\n[1] https://example.com/x"),
        ('<iframe src="https://video.example.org/1" title="A walk"></iframe>',
         "Watch: A walk [1]\n\n[1] https://video.example.org/1"),
    ],
)  # fmt: skip
def test_a_picture_is_its_description_and_a_video_a_link(html: str, text: str) -> None:
    assert body(html) == text


# Tables

HEAD = "<thead><tr><th>Feeling</th><th>Where</th></tr></thead>"


def test_a_table_stands_in_columns() -> None:
    rows = "<tbody><tr><td>Worry</td><td>Chest</td></tr><tr><td>Joy</td><td>Hands</td></tr></tbody>"
    assert body(f"<table><caption>Maps</caption>{HEAD}{rows}</table>").split("\n") == [
        "Maps",
        "",
        "Feeling  Where",
        "-------  -----",
        "Worry    Chest",
        "Joy      Hands",
    ]


def test_a_wide_table_wraps_within_its_columns() -> None:
    long = "a slow breath out that takes longer than the breath in, again and again"
    text = body(
        f"<table>{HEAD}<tbody><tr><td>Worry</td><td>{long} {long}</td></tr></tbody></table>"
    )
    first, _, *lines = text.split("\n")
    assert len(lines) >= 2
    start = first.index("Where")
    assert all(line[:start].strip() in ("Worry", "") for line in lines)
    assert " ".join(line[start:] for line in lines) == f"{long} {long}"


def test_a_table_with_too_many_columns_is_read_row_by_row() -> None:
    names = [f"Heading number {n}" for n in range(8)]
    head = "".join(f"<th>{name}</th>" for name in names)
    cells = "".join(f"<td>value {n}</td>" for n in range(8))
    text = body(f"<table><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody></table>")
    assert text.split("\n") == [f"Heading number {n}: value {n}" for n in range(8)]


def test_a_cell_over_two_columns_and_one_over_two_rows_keep_the_others_in_place() -> None:
    text = body(
        "<table><tbody><tr><td colspan=2>wide</td><td>x</td></tr>"
        "<tr><td rowspan=2>tall</td><td>b</td><td>c</td></tr>"
        "<tr><td>e</td><td>f</td></tr></tbody></table>"
    )
    assert [line.split() for line in text.split("\n")] == [
        ["wide", "x"],
        ["tall", "b", "c"],
        ["e", "f"],
    ]
    assert len({line.index(last) for line, last in zip(text.split("\n"), "xcf", strict=True)}) == 1


# Lines


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("äöü", 3), ("静か", 4), ("e\u0301", 1), ("🌿", 2), ("שלום", 4), ("a\u200db", 2)],
)
def test_width_is_what_a_screen_shows(text: str, columns: int) -> None:
    assert width(text) == columns


def test_text_without_spaces_breaks_between_its_signs_but_not_before_a_full_stop() -> None:
    lines = wrap("静かな朝。" * 40, 21)
    assert "".join(lines) == "静かな朝。" * 40
    assert all(width(line) <= 21 for line in lines)
    assert not any(line.startswith("。") for line in lines)


def test_a_no_break_space_holds_two_words_together() -> None:
    assert wrap("one two\u00a0three", 9) == ("one", "two three")


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300),
    st.integers(10, 90),
)
def test_wrapping_loses_no_letter(text: str, columns: int) -> None:
    assert "".join(" ".join(wrap(text, columns)).split()) == "".join(text.split())


@given(st.text("ab cé—\t\xa0", max_size=120), st.integers(1, 14))
def test_a_line_takes_every_word_it_has_room_for(text: str, columns: int) -> None:
    lines, words = [""], [word for word in re.split(r"[ \t]+", text) if word]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > columns:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    assert wrap(text, columns) == tuple(line.replace("\xa0", " ") for line in lines)


# Whatever an article holds

TAGS = ("p em ul ol li blockquote table tr td th h2 pre a dl dt dd figure aside br hr sup").split()
PIECES = st.one_of(
    st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS]),
    st.sampled_from(
        [" ", "\n", '<a href="https://example.com/x">', "<td colspan=3>", "<ol type=i>"]
    ),
    st.from_regex(r"[a-zäö静か]{1,30}", fullmatch=True),
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_line_of_any_article_is_wider_than_the_screen(html: str) -> None:
    for line in written(post(body=html.replace("<pre>", "<p>"))).split("\n"):
        assert width(line) <= 78 or " " not in line.strip(" >|•0123456789.")
        assert line == line.rstrip()


def test_an_article_as_long_as_a_book_ends_after_a_whole_paragraph_and_says_where_it_goes_on() -> (
    None
):
    paragraph = "<p>" + "calm " * 100 + '<a href="https://example.com/{}">x</a></p>'
    text = written(post(body="".join(paragraph.format(n) for n in range(2000))))
    assert len(text) < 400_000
    assert "\n\nRead on: Slow breath\n\n[1] https://example.com/0\n" in text
    numbers = re.findall(r"\[(\d+)\]$", text, re.M)
    noted = re.findall(r"^\[(\d+)\]", text, re.M)
    assert numbers == noted


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "he"])
def test_the_fixed_phrases_are_in_the_language_of_the_issue(lang: str) -> None:
    say = phrases(lang)
    text = plaintext.write(Edition(issue(lang=lang), (post(),)), practice(), say=say)
    assert say("unsubscribe") in text
    assert say("view_online") in text


def test_the_same_issue_gives_the_same_text() -> None:
    assert written(post(attribution=CREDIT, series=SERIES)) == written(
        post(attribution=CREDIT, series=SERIES)
    )
