"""The HTML part of a mail, read back with a parser and a browser as a mailbox would read it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mail_samples import ISSUE, POSTS, PRACTICE, SITE, edition, hebrew, post
from playwright.sync_api import Browser
from test_blocks import articles

from pelican_safespace.errors import CompileError
from pelican_safespace.models import (
    Attribution,
    Edition,
    Look,
    Picture,
    Post,
    Practice,
    Problem,
    Publication,
    SeriesLink,
    SeriesLinks,
    Term,
)
from pelican_safespace.newsletter import render
from pelican_safespace.newsletter.contrast import contrast, turned_over
from pelican_safespace.newsletter.footer import MailLinks
from pelican_safespace.newsletter.palette import by_day, by_night
from pelican_safespace.phrases import phrases

CHROMIUM = Path("/usr/bin/chromium")
BUDGET = 102_000


def made(
    issue: Edition, practice: Practice = PRACTICE, lang: str = "en", **options: Any
) -> tuple[str, tuple[Problem, ...]]:
    return render.html(issue, practice, say=phrases(lang), **options)


def mail(*posts: Post, **values: Any) -> BeautifulSoup:
    """The mail of these posts, which nobody had to mend."""
    html, problems = made(edition(*posts, **values))
    assert problems == ()
    return BeautifulSoup(html, "lxml")


def article(soup: BeautifulSoup, number: int = 1) -> Tag:
    """The part of the mail that shows an article."""
    heading = soup.find("h2", id=f"article-{number}")
    assert isinstance(heading, Tag)
    assert isinstance(heading.parent, Tag)
    return heading.parent


def body(html: str, **values: Any) -> Tag:
    """An article with this body, as the mail shows it."""
    return article(mail(post("tea", "On tea", html, **values)))


def one(tag: Tag, selector: str) -> Tag:
    found = tag.select(selector)
    assert len(found) == 1, f"{len(found)} x {selector}"
    return found[0]


def said(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


# The table "articles into mail", row by row


@pytest.mark.parametrize(
    "html",
    [
        "<p>a <em>b</em> <strong>c</strong> <sub>d</sub> <sup>e</sup> <small>f</small></p>",
        "<p>a <code>b = c</code></p>",
        "<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>",
        '<p>see <a href="https://example.net/a?b=1&amp;c=2">there</a>, please</p>',
    ],
)
def test_what_a_mail_knows_keeps_its_tags(html: str) -> None:
    names = [tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True)]
    shown = body(html)
    assert [tag.name for tag in shown.find_all(names)][-len(names) :] == names
    for link in BeautifulSoup(html, "html.parser").find_all("a"):
        assert shown.find("a", href=link["href"]) is not None


def test_headings_go_down_under_the_articles_own() -> None:
    shown = body("<h1>a</h1><p>x</p><h4>b</h4><p>x</p><h2>c</h2><p>x</p>")
    assert [tag.name for tag in shown.find_all(re.compile("^h[1-6]$"))] == ["h2", "h3", "h4", "h4"]


def test_headings_of_the_whole_mail_are_in_order() -> None:
    levels = [int(tag.name[1]) for tag in mail().find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_quotation_has_a_bar_in_a_table_of_one_cell_for_word() -> None:
    quote = one(body("<blockquote><p>Slowly.</p></blockquote>"), "blockquote")
    assert quote.parent is not None
    assert quote.parent.name == "td"
    assert "border-left:3px solid" in quote.parent["style"]
    assert quote.find_parent("table")["role"] == "presentation"  # type: ignore[index]


@pytest.mark.parametrize(
    ("written", "width", "height"),
    [
        ('width="1600" height="900"', "552", "310"),
        ('width="300" height="200"', "300", "200"),
        ('width="10000" height="50"', "552", "3"),
        ('width="100%"', "552", None),
        ("", "552", None),
        ('width="0" height="-1"', "552", None),
    ],
)
def test_a_picture_has_whole_sizes_and_shrinks(
    written: str, width: str, height: str | None
) -> None:
    shown = one(body(f'<p><img src="{SITE}/a.jpg" alt="A cup" {written}></p>'), "img")
    assert (shown["width"], shown.get("height")) == (width, height)
    assert "width:100%" in str(shown["style"])
    assert "height:auto" in str(shown["style"])
    assert shown["alt"] == "A cup"


def test_a_figure_has_its_caption_below() -> None:
    shown = body(
        f'<figure><img src="{SITE}/a.jpg" alt="A"><figcaption>My <em>cup</em></figcaption></figure>'
    )
    assert said(shown).endswith("My cup")
    assert one(shown, "em").get_text() == "cup"


def test_a_linked_picture_without_words_has_a_name() -> None:
    shown = body(f'<p><a href="https://example.net/x"><img src="{SITE}/a.jpg" alt=""></a></p>')
    assert one(shown, 'a[href="https://example.net/x"]')["aria-label"] == "Open: example.net"


def test_a_film_is_a_link_with_its_title_and_poster() -> None:
    shown = body(
        f'<video src="{SITE}/tea.mp4" poster="{SITE}/tea.jpg" title="Making tea"></video>'
        '<iframe src="https://video.example.org/embed/2" title="Tea &amp; time"></iframe>'
    )
    film, frame = shown.select("td.t a")
    assert (film["href"], said(film)) == (f"{SITE}/tea.mp4", "Watch: Making tea")
    assert one(film, "img")["src"] == f"{SITE}/tea.jpg"
    assert said(frame) == "Watch: Tea & time"
    assert shown.find(["iframe", "video"]) is None


def test_a_table_keeps_its_headings_and_has_borders() -> None:
    shown = body(
        "<table><thead><tr><th>Tea</th><th>Minutes</th></tr></thead>"
        "<tbody><tr><td>green</td><td>2</td></tr></tbody></table>"
    )
    cells = shown.select("table:not([role]) th, table:not([role]) td")
    assert [cell.get("scope") for cell in cells] == ["col", "col", None, None]
    assert all("border:1px solid" in str(cell["style"]) for cell in cells)


def test_a_wide_table_becomes_records_and_a_link() -> None:
    head = "".join(f"<th>h{n}</th>" for n in range(6))
    row = "".join(f"<td>v{n}</td>" for n in range(6))
    shown = body(f"<table><thead><tr>{head}</tr></thead><tr>{row}</tr></table>")
    assert shown.select("table:not([role])") == []
    assert "h0: v0 h1: v1 h2: v2 h3: v3 h4: v4 h5: v5" in said(shown).replace(" :", ":")
    link = shown.find("a", string="See the whole table in your browser")
    assert isinstance(link, Tag)
    assert link["href"] == f"{SITE}/tea.html"


def test_code_keeps_lines_and_spaces_without_line_ends() -> None:
    code = one(body("<pre><code><b>if</b> a:\n    b  =  c\n\nd</code></pre>"), "pre")
    assert "\n" not in str(code)
    assert code.get_text("|") == "if a:|\xa0\xa0\xa0\xa0b\xa0\xa0=\xa0\xa0c|d"
    assert len(code.find_all("br")) == 3


def test_footnotes_keep_number_and_text_but_no_dead_link() -> None:
    shown = body(
        '<p>Tea.<sup id="r"><a href="#fn1">1</a></sup></p><ol><li id="fn1"><p>Green. '
        f'<a href="{SITE}/tea.html#r">↩</a></p></li></ol>'
    )
    assert one(shown, "sup").get_text() == "1"
    assert one(shown, "li").get_text() == "Green."
    assert [a["href"] for a in shown.select("a")] == [f"{SITE}/tea.html"]


def test_details_are_open_with_a_bold_line() -> None:
    shown = body("<details><summary>More</summary><p>Milk.</p></details>")
    assert one(shown, "strong").get_text() == "More"
    assert said(shown).endswith("More Milk.")


def test_what_is_active_is_gone() -> None:
    html, _ = made(
        edition(
            post(
                "tea",
                "On tea",
                "<script>alert(1)</script><p onclick='x()'>a</p><style>p{}</style><form><input>"
                "</form><a href='javascript:x()'>b</a><svg onload='x()'></svg><object data='x'>",
            )
        )
    )
    shown = article(BeautifulSoup(html, "lxml"))
    assert shown.find(["script", "style", "form", "input", "svg", "object"]) is None
    assert "onclick" not in html
    assert "javascript:" not in html


def test_the_credit_is_a_muted_line_under_the_title_with_its_link() -> None:
    shown = article(mail())
    line = one(shown, "p.m")
    assert said(line) == (
        "Originally written by Allison Example, LCSW for The Lantern Review , March 3, 2024."
    )
    assert one(line, "a")["href"] == "https://lantern.example.com/essays/weather"
    assert shown.find_all(["h2", "p"])[:2] == [shown.h2, line]


def test_each_publication_of_a_credit_is_a_link() -> None:
    lantern, walk = "https://lantern.example.com/one", "https://walk.example.com/one"
    credit = Attribution(
        "original", (), "The Lantern", lantern, None,
        "Originally published in The Lantern and on The Long Walk.",
        (Publication("The Long Walk", walk),),
    )  # fmt: skip
    line = one(article(mail(post("one", "One", "<p>Tea.</p>", attribution=credit))), "p.m")
    links = [(said(link), link["href"]) for link in line.find_all("a")]
    assert links == [("The Lantern", lantern), ("The Long Walk", walk)]


def test_who_wrote_it_is_said_once() -> None:
    soup = mail()
    assert "By Allison" not in said(article(soup))
    assert "By Ben Okoro, LMFT and Mara Fenn" in said(article(soup, 2))


def test_series_lines_lead_within_the_issue_where_they_can() -> None:
    shown = article(mail(), 2)
    assert "Part 2 of 4 in the series “Under one roof”" in said(shown)
    links = {said(a): a["href"] for a in shown.select("table a")}
    assert links["Previous The same quarrel, again"] == f"{SITE}/quarrel.html"
    assert links["Next Potatoes, or: talking beside"] == "#article-3"
    assert mail().find(id="article-3") is not None


def test_a_neighbour_without_an_address_is_named() -> None:
    shown = body("<p>a</p>", series=SeriesLinks(next=SeriesLink("The second cup", None)))
    assert said(shown).endswith("Next The second cup")


TEMPLATES = "{{ a }} {% b %} {# c #} *|D|* {$e} ${f} <@g> [#h] [[i]] [link:j] %%k%% @TrackLink #{l}"


def test_no_template_engine_sees_the_prose() -> None:
    escaped = TEMPLATES.replace("<", "&lt;")
    html, _ = made(
        edition(
            post(
                "tea",
                TEMPLATES,
                f"<p>{escaped}</p><pre>{escaped}</pre>"
                f"<p><img src='{SITE}/a.jpg' alt='{escaped}'></p>",
                content_note=TEMPLATES,
                attribution=Attribution("original", (), None, None, None, TEMPLATES),
            ),
            title=TEMPLATES,
            greeting=f"<p>{escaped}</p>",
        ),
        replace(PRACTICE, notice=TEMPLATES, postal_address=TEMPLATES),
    )
    text = re.sub("<style.*?</style>", "", html, flags=re.DOTALL)
    found = re.findall(r"\{\{|\{%|\{#|\*\||\{\$|\$\{|<@|\[#|\[\[|\[link:|%%|@TrackLink|#\{", text)
    assert found == []
    assert said(article(BeautifulSoup(html, "lxml"))).count("{{ a }} {% b %} {# c #} *|D|*") == 5


# Titles, names and words of any kind


@pytest.mark.parametrize(
    "title",
    [
        "A “quoted” – title",
        "A \"b\" & <c> 'd'",
        "10\xa0Minuten",
        "👩‍🌾 im Garten",
        "ends in \\",
        "日本語",
    ],
)
def test_any_title_arrives_in_text_and_attributes(title: str) -> None:
    soup = mail(
        post("tea", title, f"<p><img src='{SITE}/a.jpg' alt='x'></p>"),
        title=title,
    )
    assert one(soup, "h1").get_text() == title
    assert one(soup, "h2").get_text() == title
    assert one(soup, "title").get_text() == title
    assert one(soup, "div[role=article]")["aria-label"] == title


def test_no_tag_has_a_character_beyond_ascii() -> None:
    html, _ = made(
        edition(
            post(
                "tea",
                "Thé",
                f"<p><a href='https://example.org/thé\xa0vert'>x</a><img alt='Thé à\xa0deux 👩‍🌾' "
                f"src='{SITE}/thé.jpg'></p>",
            ),
            title="Thé",
        ),
        replace(PRACTICE, name="Café à deux"),
    )
    assert [tag for tag in re.findall("<[A-Za-z][^>]*>", html) if not tag.isascii()] == []
    assert one(article(BeautifulSoup(html, "lxml")), "img")["alt"] == "Thé à\xa0deux 👩‍🌾"


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_every_word_of_any_article_arrives_in_order(html: str) -> None:
    soup = BeautifulSoup(made(edition(post("tea", "On tea", html)))[0], "lxml")
    headings = soup.find_all("h2", id="article-1")
    assert len(headings) == 1
    words = re.findall(r"w\d+", html)
    shown = [*re.findall(r"w\d+", article(soup).get_text(" "))]
    assert shown == words


# The frame around the articles


def test_the_mail_says_its_language_and_title() -> None:
    soup = mail()
    assert one(soup, "html")["lang"] == "en"
    assert one(soup, "html")["dir"] == "ltr"
    assert one(soup, "title").get_text() == "Slow mornings"


def test_an_article_in_another_language_says_so() -> None:
    shown = article(mail(post("the", "Le thé", "<p>Lentement.</p>", lang="fr"), POSTS[0]))
    assert (shown["lang"], shown["dir"]) == ("fr", "ltr")


def test_hebrew_runs_from_right_to_left() -> None:
    issue, practice = hebrew()
    html, problems = made(issue, practice, "he")
    soup = BeautifulSoup(html, "lxml")
    assert problems == ()
    assert (one(soup, "html")["lang"], one(soup, "html")["dir"]) == ("he", "rtl")
    assert "border-right:3px solid" in str(one(article(soup), "blockquote").parent)
    assert article(soup, 2)["dir"] == "ltr"


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "he"])
def test_every_language_has_every_phrase_and_month(lang: str) -> None:
    folder = Path(render.__file__).parent.parent / "phrases"
    keys = [
        {
            line.partition("=")[0].strip()
            for line in file.read_text("utf-8").splitlines()
            if "=" in line
        }
        for file in (folder / "en.toml", folder / f"{lang}.toml")
    ]
    assert keys[0] - keys[1] == set()


def test_layout_tables_are_none_to_a_screen_reader() -> None:
    for table in mail().find_all("table"):
        assert table.get("role") == "presentation" or table.find("th") is not None


def test_the_preheader_is_hidden_and_padded() -> None:
    html, _ = made(edition())
    hidden = BeautifulSoup(html, "lxml").find("div", style=re.compile("mso-hide:all"))
    assert isinstance(hidden, Tag)
    assert hidden.get_text().startswith(ISSUE.preheader)
    assert hidden.get_text().endswith("\u034f\u200c\xa0")
    assert "#ffffff" not in str(hidden["style"])


def test_contents_from_three_articles_on() -> None:
    assert "In this issue" in said(mail())
    assert "In this issue" not in said(mail(*POSTS[:2]))
    links = [a["href"] for a in mail().select('a[href^="#"].k')]
    assert links == ["#article-1", "#article-2", "#article-3"]


def test_the_foot_has_address_reason_and_way_out() -> None:
    soup = mail()
    foot = said(soup)
    assert "14 Mill Lane Anytown, OR 97000" in foot
    assert "You receive this because you subscribed to Alder House Therapy." in foot
    assert soup.find("a", string="Unsubscribe")["href"] == PRACTICE.unsubscribe_url  # type: ignore[index]
    online = soup.find("a", string="View this issue in your browser")
    assert isinstance(online, Tag)
    assert online["href"] == ISSUE.url


def test_without_an_address_to_leave_there_is_a_mail_to() -> None:
    html, _ = made(edition(), replace(PRACTICE, unsubscribe_url=None))
    assert 'href="mailto:leave@practice.example.org"' in html


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (MailLinks("*|UNSUB|*", "*|ARCHIVE|*", "*|LIST:ADDRESSLINE|*"), 'href="*|UNSUB|*"'),
        (MailLinks("*|UNSUB|*", "*|ARCHIVE|*", "*|LIST:ADDRESSLINE|*"), ">*|LIST:ADDRESSLINE|*<"),
        (MailLinks("{{ UnsubscribeURL }}"), 'href="{{ UnsubscribeURL }}"'),
        (MailLinks("{$unsubscribe}"), 'href="{$unsubscribe}"'),
        (MailLinks("<unsubscribe>"), "<unsubscribe>Unsubscribe</unsubscribe>"),
        (MailLinks(web_edition="<webversion>"), "<webversion>View this issue in your browser</web"),
        (MailLinks("[link:subscription_unsubscribe_url]"), "[link:subscription_unsubscribe_url]"),
    ],
)
def test_a_list_engines_tags_are_written_as_they_are(links: MailLinks, expected: str) -> None:
    assert expected in made(edition(), links=links)[0]


def test_a_link_can_be_left_to_the_service() -> None:
    html, _ = made(edition(), links=MailLinks(unsubscribe="", web_edition=""))
    assert "Unsubscribe" not in html


def test_the_notice_and_the_content_note_are_there() -> None:
    soup = mail()
    assert "call your local emergency number now" in said(soup)
    assert "Content note This article speaks about anxiety" in said(article(soup))


def test_a_logo_has_size_and_name() -> None:
    practice = replace(PRACTICE, logo=Picture(f"{SITE}/logo.png", "", 960, 240))
    logo = one(BeautifulSoup(made(edition(), practice)[0], "lxml"), "img.logo")
    assert (logo["width"], logo["height"], logo["alt"]) == ("240", "60", PRACTICE.name)


def test_a_square_logo_has_the_name_below_it() -> None:
    practice = replace(PRACTICE, logo=Picture(f"{SITE}/mark.png", "A tree", 400, 400))
    logo = one(BeautifulSoup(made(edition(), practice)[0], "lxml"), "img.logo")
    assert (logo["width"], logo["height"], logo["alt"]) == ("88", "88", "")
    assert said(logo.parent) == PRACTICE.name  # type: ignore[arg-type]


def test_nothing_is_loaded_from_anybody_else() -> None:
    html, _ = made(edition())
    soup = BeautifulSoup(html, "lxml")
    loaded = [tag["src"] for tag in soup.find_all(src=True)]
    assert {urlsplit(str(url)).hostname for url in loaded} == {"practice.example.org"}
    assert soup.find(["link", "script", "iframe"]) is None
    assert "url(" not in html
    assert "@import" not in html
    assert "utm_" not in html


def test_style_sheets_are_small() -> None:
    html, _ = made(edition())
    styles = re.findall("<style.*?</style>", html, flags=re.DOTALL)
    assert sum(map(len, styles)) < 16_000


def test_two_renderings_are_the_same_bytes() -> None:
    assert made(edition()) == made(edition())


# Size


PARAGRAPH = (
    "<p>Some <em>kind</em> words about <a href='https://practice.example.org/a.html'>a place</a> "
    + "and the weather of an ordinary week, " * 12
    + "</p>"
)


def long_post(number: int, paragraphs: int) -> Post:
    return post(
        f"part-{number}",
        f"An article with a title of some length, number {number}",
        PARAGRAPH * paragraphs,
        summary="What it is about, and for whom it may be of use. " * 4,
        attribution=Attribution(
            "original", (), "The Lantern", f"https://lantern.example.com/{number}", None,
            f"Originally written for and published by The Lantern, number {number}.",
        ),
        series=SeriesLinks(
            SeriesLink(f"The one before {number}", f"{SITE}/before-{number}.html"),
            SeriesLink(f"The one after {number}", f"{SITE}/after-{number}.html"),
            "A long series", number, 60,
        ),
        series_term=Term("A long series", "long", f"{SITE}/series/long.html"),
        picture=Picture(f"{SITE}/a.jpg", "A cup", 1600, 900),
    )  # fmt: skip


@pytest.mark.parametrize("layout", ["full", "digest"])
@pytest.mark.parametrize("paragraphs", [1, 12, 250])
@pytest.mark.parametrize("count", [1, 2, 5, 9, 20, 33, 60])
def test_no_issue_is_too_large_and_no_title_credit_or_link_is_lost(
    count: int, paragraphs: int, layout: Any
) -> None:
    posts = [long_post(number, paragraphs if count < 30 else 3) for number in range(1, count + 1)]
    html, problems = made(edition(*posts, layout=layout))
    assert len(html.encode()) <= BUDGET
    soup = BeautifulSoup(html, "lxml")
    links = {a["href"] for a in soup.select("a[href]")}
    text = said(soup)
    for number, each in enumerate(posts, 1):
        assert said(one(soup, f"#article-{number}")) == each.title
        assert {each.url, f"https://lantern.example.com/{number}"} <= links
        assert {f"{SITE}/before-{number}.html", f"{SITE}/after-{number}.html"} <= links
        assert f"Part {number} of 60" in text
    assert PRACTICE.unsubscribe_url in links
    assert "14 Mill Lane" in text
    assert not any(problem.blocking for problem in problems)
    if layout == "digest":
        assert problems == ()


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, 80), st.integers(1, 60), st.sampled_from(["long", "wide", "q"])),
        min_size=1,
        max_size=60,
    ),
    st.sampled_from(["full", "digest"]),
    st.integers(0, 400),
)
def test_an_issue_of_any_shape_fits_and_keeps_what_it_must(
    shapes: list[tuple[int, int, str]], layout: Any, greeting: int
) -> None:
    bodies = {"long": PARAGRAPH, "wide": WIDE, "q": f"<blockquote>{PARAGRAPH}</blockquote>"}
    posts = [
        replace(
            long_post(number, 0),
            title=f"{'Words ' * words}number {number}",
            body=bodies[kind] * paragraphs,
        )
        for number, (paragraphs, words, kind) in enumerate(shapes, 1)
    ]
    html, problems = made(edition(*posts, layout=layout, greeting="<p>Hello there.</p>" * greeting))
    assert len(html.encode()) <= BUDGET
    assert not any(problem.blocking for problem in problems)
    soup = BeautifulSoup(html, "lxml")
    links, text = {a["href"] for a in soup.select("a[href]")}, said(soup)
    for number, each in enumerate(posts, 1):
        assert said(one(soup, f"#article-{number}")).startswith("Words ")
        assert {each.url, f"https://lantern.example.com/{number}"} <= links
        assert {f"{SITE}/before-{number}.html", f"{SITE}/after-{number}.html"} <= links
    assert PRACTICE.unsubscribe_url in links
    assert "14 Mill Lane" in text


def test_signs_no_mail_may_carry_are_left_out_of_every_word() -> None:
    signs = "a\x00b\x06c\ufffe\ud800d"
    picture = Picture(f"{SITE}/a.jpg", signs, 1600, 900)
    spoiled = post("tea", signs, "<p>x</p>", picture=picture, summary=signs, content_note=signs)
    for layout in ("full", "digest"):
        html, problems = made(edition(spoiled, layout=layout, title=signs, preheader=signs))
        assert problems == ()
        assert one(BeautifulSoup(html, "lxml"), "#article-1").get_text() == "abcd"


def test_a_long_article_ends_with_a_block_and_leads_on() -> None:
    html, problems = made(edition(long_post(1, 400)))
    soup = BeautifulSoup(html, "lxml")
    title = "An article with a title of some length, number 1"
    more = soup.find("a", string=f"Read on: {title}")
    assert isinstance(more, Tag)
    assert more["href"] == f"{SITE}/part-1.html"
    before = more.find_parent("table").find_previous_sibling("p")  # type: ignore[union-attr]
    assert said(before).endswith("ordinary week,")  # type: ignore[arg-type]
    assert [problem.source for problem in problems] == ["content/part-1.md"]
    assert len(html) > 90_000


# Outlook on a PC, which shows mails with Word: it knows borders and paddings of cells, no others


def test_boxes_rules_and_buttons_are_cells_with_room_for_word() -> None:
    soup = mail(*POSTS, post("wide", "Wide", WIDE))
    for box in soup.find_all(["div", "p", "a", "pre", "span"]):
        assert not re.search(r"border(?:-top|-left|-right)?:\d", str(box.get("style", ""))), box
    for link in soup.select("td > a[style*='padding:']"):
        padding = re.search(r"padding:([^;]+)", str(link["style"]))
        assert padding
        assert f"mso-padding-alt:{padding[1]}" in str(one_up(link)["style"])
    for table in soup.select("table:not([role])"):
        assert table["width"] == "100%"


def test_word_finds_the_type_of_cells_and_the_room_after_boxes() -> None:
    html, _ = made(edition())
    seen = re.findall(r"<!--\[if mso\]>(.*?)<!\[endif\]-->", html, flags=re.DOTALL)
    assert any("td,th{font-family:Georgia, 'Times New Roman', serif;" in each for each in seen)
    boxes = BeautifulSoup(html, "lxml").select("div > table[style*='margin:0 0 2']")
    assert len(boxes) > 5
    assert sum("line-height:20px" in each for each in seen) >= len(boxes)


def one_up(tag: Tag) -> Tag:
    assert isinstance(tag.parent, Tag)
    return tag.parent


def test_short_articles_stay_whole_beside_a_long_one() -> None:
    html, problems = made(edition(long_post(1, 400), *POSTS))
    assert [problem.source for problem in problems] == ["content/part-1.md"]
    assert "Long letters are often a second round in disguise." in html


def test_hostile_words_are_cut_before_anything_is_lost() -> None:
    posts = [
        replace(
            long_post(number, 1),
            title="a long title " * 40,
            summary="word " * 4000,
            content_note="note " * 4000,
            attribution=Attribution("original", (), None, SITE, None, "by somebody " * 400),
        )
        for number in range(1, 61)
    ]
    html, _ = made(edition(*posts, greeting="<p>hello</p>" * 20_000, title="title " * 4000))
    assert len(html.encode()) <= BUDGET
    assert len(BeautifulSoup(html, "lxml").select("h2[id]")) == 60


def test_a_mail_that_cannot_be_small_enough_must_not_be_sent() -> None:
    html, problems = made(edition(), replace(PRACTICE, notice="care " * 30_000))
    assert len(html.encode()) > BUDGET
    assert [problem.source for problem in problems if problem.blocking] == [ISSUE.source]


# What nobody expects


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "w1" + "</div>" * 100_000,
        "<blockquote>" * 5_000 + "w1",
        "<b><i><u><sub><sup><code>" * 3_000 + "w1",
        "<p>w1 </mj-text></mj-column><mj-include path='/etc/hosts' /><![CDATA[ -- ]]><br></br>",
        "<p>w1 <mj-raw position='file-start'>x</mj-raw><mj-html-attributes></p>",
        "<p>w1\x00\x01\x0b\ud800 & &bogus; &#0; &#xd800; < > <3 a<</p>",
        "<p title=\"x' y=<>\" id='<'>w1</p><p =a b= 'c\"d>",
        "<p>w1 --> <!-- -- > --!> <? x ?> ]]></p>",
    ],
    ids=lambda html: html[:20],
)
def test_a_hostile_article_is_in_the_mail(html: str) -> None:
    soup = mail(post("tea", "On tea", html), POSTS[1])
    assert "w1" in article(soup).get_text()
    assert said(article(soup, 2)).startswith("Coming back into the kitchen")


def test_an_article_of_ten_megabytes_is_cut_at_the_end_of_a_block() -> None:
    long = "<p>w1</p>" + f"<p>{'A calm sentence. ' * 60}</p>" * 10_000
    html, problems = made(edition(post("tea", "On tea", long), POSTS[1]))
    assert len(html.encode()) <= BUDGET
    assert [problem.source for problem in problems] == ["content/tea.md"]
    words = said(article(BeautifulSoup(html, "lxml")))
    assert "w1 A calm sentence." in words
    assert "sentence. Read on: On tea" in words


def theme(folder: Path, **files: str) -> dict[str, Any]:
    (folder / "mail").mkdir()
    for name, text in files.items():
        (folder / "mail" / f"{name}.mjml").write_text(text, "utf-8")
    return {"template_dirs": (folder,)}


def test_an_article_the_compiler_refuses_becomes_a_card(tmp_path: Path) -> None:
    refused = theme(tmp_path, quote="<blockquote>{{ body }}<br></br></div>")
    html, problems = made(edition(), **refused)
    soup = BeautifulSoup(html, "lxml")
    assert [problem.source for problem in problems] == ["content/weather.md"]
    assert "cannot be shown in a mail" in problems[0].message
    assert POSTS[0].summary in said(article(soup))
    assert "Tea, put down without a word." in said(article(soup, 2))


def test_a_theme_changes_one_part(tmp_path: Path) -> None:
    own = theme(
        tmp_path,
        attribution='<p class="mine">{{ part.title }}: é</p>',
        header='{% include "!mail/header.mjml" %}<mj-section><mj-column><mj-text>Spring</mj-text>'
        "</mj-column></mj-section>",
    )
    soup = BeautifulSoup(made(edition(), **own)[0], "lxml")
    assert [said(p) for p in soup.select("p.mine")] == [f"{each.title}: é" for each in POSTS]
    assert "Letters for unhurried evenings Spring" in said(soup)


PARTS = {
    "header": "{% include '!mail/header.mjml' %}",
    "greeting": "{% include '!mail/greeting.mjml' %}",
    "article": "{% include '!mail/article.mjml' %}",
    "notice": "{% include '!mail/notice.mjml' %}",
    "footer": "{% include '!mail/footer.mjml' %}",
    "card": "<p>{{ part.title }}</p>",
    "attribution": "<p>{{ part.byline }}</p>",
    "series": "<p>{{ part.neighbours | length }}</p>",
    "note": "<p>{{ part.note }}</p>",
    "contents": "<p>{{ contents | length }}</p>",
    "figure": '<img src="{{ picture.url }}" alt="{{ picture.alt }}" />',
    "quote": "<blockquote>{{ body }}</blockquote>",
    "aside": "<div>{{ body }}</div>",
    "code": "<pre>{{ body }}</pre>",
    "embed": '<a href="{{ url }}">{{ label }}</a>',
}
#: Parts that are sections of the mail; the others stand within one.
SECTIONS = ("header", "greeting", "article", "notice", "footer")


@pytest.mark.parametrize("name", PARTS)
def test_a_theme_overrides_each_part_singly(tmp_path: Path, name: str) -> None:
    mark = "<p>MINE</p>"
    if name in SECTIONS:
        mark = f"<mj-section><mj-column><mj-text>{mark}</mj-text></mj-column></mj-section>"
    own = theme(tmp_path, **{name: PARTS[name] + mark})
    issue = edition(layout="digest" if name == "card" else "full")
    html, problems = made(issue, **own)
    soup, plain = BeautifulSoup(html, "lxml"), BeautifulSoup(made(issue)[0], "lxml")
    assert not problems
    assert "MINE" in said(soup)
    assert "MINE" not in said(plain)
    for kept in ("Unsubscribe", "14 Mill Lane", POSTS[0].title, POSTS[2].title):
        assert kept in said(soup)


@pytest.mark.parametrize(
    "template", ["{% if %}", "{{ nobody }}", "<mj-section><mj-text>", "{% include 'mail/no' %}"]
)
def test_a_broken_template_of_a_theme_is_named(tmp_path: Path, template: str) -> None:
    with pytest.raises(CompileError, match=r"header|mail/no|2026-09\.md"):
        made(edition(), **theme(tmp_path, header=template))


# Colours


LOOKS = [
    Look(),
    Look(accent="#ffcc00"),
    Look(accent="#ffffff", muted="#dddddd"),
    Look(accent="#8c3f5d", background="#ffffff"),
    Look(background="#20302b", surface="#101010", text="#eeeeee", muted="#bbbbbb"),
    Look(text="#777777", background="#888888"),
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.accent}{look.background}")
def test_every_text_can_be_read_by_day_by_night_and_turned_over(look: Look) -> None:
    for palette in (by_day(look), by_night(look)):
        for ground in (palette.background, palette.surface, palette.tint):
            for ink in (palette.text, palette.muted, palette.accent):
                readable = contrast(ink, ground) >= 4.5
                assert readable or look.background == "#888888"
    day = by_day(look)
    if look.background != "#888888":
        assert contrast(turned_over(day.accent), turned_over(day.surface)) >= 4.5


def test_a_readable_colour_is_the_practices_own() -> None:
    assert by_day(Look()).accent == Look().accent
    assert by_day(Look()).muted == Look().muted


# In a browser


def opened(browser: Browser, html: str, width: int, scheme: Any = "light") -> Any:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.route("**/*", lambda route: route.abort())
    page.set_content(html)
    return page


def samples() -> dict[str, str]:
    issue, practice = hebrew()
    return {
        "full": made(edition())[0],
        "digest": made(edition(layout="digest"))[0],
        "hebrew": made(issue, practice, "he")[0],
        "lines": made(edition(*(long_post(number, 1) for number in range(1, 61))))[0],
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["full", "digest", "hebrew", "lines"])
def test_axe_finds_nothing(browser: Browser, name: str, scheme: str) -> None:
    page = opened(browser, samples()[name], 600, scheme)
    result = Axe().run(page)
    page.close()
    assert result.violations_count == 0, result.generate_report()


WIDE = (
    "<table><tr><th>a</th><th>b</th><th>c</th><th>d</th><th>e</th></tr><tr>"
    + "<td>Unbreakable-and-extraordinarily-long-word</td>" * 5
    + f"</tr></table><pre>{'x' * 300}</pre><p>{'https://example.org/' + 'y' * 300}</p>"
    f"<p><img src='{SITE}/a.jpg' alt='A cup' width='1600' height='900'></p>"
)


@pytest.mark.parametrize("styled", [True, False], ids=["styled", "without style"])
@pytest.mark.parametrize("width", [320, 360, 600])
def test_nothing_scrolls_sideways(browser: Browser, width: int, styled: bool) -> None:
    html, _ = made(edition(*POSTS, post("wide", "Wide", WIDE)))
    if not styled:
        html = re.sub("<style.*?</style>", "", html, flags=re.DOTALL)
    page = opened(browser, html, width)
    scrolled = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert scrolled <= width


def test_a_short_word_in_a_table_stays_whole(browser: Browser) -> None:
    table = (
        "<table><tr><th>What you do</th><th>Hours</th><th>Could someone else do it?</th></tr>"
        "<tr><td>Meals and shopping</td><td>6</td><td>My brother, who has never been asked to"
        "</td></tr></table>"
    )
    for width in (320, 600):
        page = opened(browser, made(edition(post("care", "Care", table)))[0], width)
        cell = page.locator("th", has_text="Hours")
        lines = cell.evaluate(
            "th => { const r = document.createRange(); r.selectNodeContents(th);"
            " return new Set([...r.getClientRects()].map(one => one.top)).size }"
        )
        page.close()
        assert lines == 1


TASKS = (
    "<table><tr><th>What</th><th>Hours</th><th>Could someone else do it?</th></tr>"
    "<tr><td>Appointments</td><td>4</td><td>Driving, yes; listening, no</td></tr></table>"
)


def test_long_words_in_a_table_stay_whole_where_a_phone_has_room(browser: Browser) -> None:
    html = re.sub("<style.*?</style>", "", made(edition(post("care", "Care", TASKS)))[0])
    page = opened(browser, html, 320)
    lines = page.locator("td", has_text="Appointments").last.evaluate(
        "td => { const r = document.createRange(); r.selectNodeContents(td);"
        " return new Set([...r.getClientRects()].map(one => one.top)).size }"
    )
    scrolled = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert (lines, scrolled) == (1, 320)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_it_is_dark_on_white(browser: Browser, scheme: str) -> None:
    page = opened(browser, samples()["full"], 700, scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    colours = page.evaluate(
        """[...document.querySelectorAll('h1,h2,h3,p,li,td')].map(e => getComputedStyle(e).color)"""
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()
    assert ground == "rgb(255, 255, 255)"
    for colour in set(colours):
        red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
        assert contrast(f"#{red:02x}{green:02x}{blue:02x}", "#ffffff") >= 4.5


def test_with_pictures_off_their_words_stand_in_their_place(browser: Browser) -> None:
    page = opened(browser, samples()["full"], 600)
    shown = page.evaluate(
        """[...document.querySelectorAll('img[alt]:not([alt=""])')]
        .map(i => [i.alt, i.naturalWidth, i.offsetHeight > 0, i.offsetWidth <= innerWidth])"""
    )
    scrolled = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert [alt for alt, *_ in shown] == [
        "A window with rain on it, a lamp lit inside",
        "Two cups on a kitchen table by a window",
    ]
    assert all(rest == [0, True, True] for _, *rest in shown)
    assert scrolled <= 600


def test_text_is_large_enough_and_targets_can_be_hit(browser: Browser) -> None:
    page = opened(browser, samples()["full"], 360)
    sizes = page.evaluate(
        """[...document.querySelectorAll('p,li,td,th,a,span,div,pre,h1,h2,h3,h4,em,strong')]
        .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType == 3
          && n.data.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    heights = page.evaluate(
        """[...document.querySelectorAll('td > a, span > a')]
        .map(a => Math.max(a.offsetHeight, a.parentElement.offsetHeight))"""
    )
    page.close()
    assert min(sizes) >= 14
    assert min(heights) >= 44
