"""HTML that leaves the site: safe, absolute, and still saying what the page says."""

from __future__ import annotations

import re
import time
from urllib.parse import urlsplit

import lxml.html
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pelican_safespace.markup import clean, plain_text, summary, xml_safe
from pelican_safespace.phrases import phrases

PAGE = "https://www.example.org/blog/2024/slow-breath.html"
FOLDER = "https://www.example.org/blog/2024"
ENGLISH = phrases("en")

ACTIVE = {
    *("script", "style", "template", "iframe", "frame", "object", "embed", "applet", "video"),
    *("audio", "form", "input", "button", "select", "textarea", "svg", "math", "link", "meta"),
    *("base", "noscript", "dialog", "canvas"),
}
ADDRESSES = {
    *("href", "src", "poster", "cite", "data", "data-src", "data-srcset", "action", "formaction"),
    *("background", "ping", "longdesc", "imagesrcset"),
}


def cleaned(html: str) -> str:
    return clean(html, base=PAGE, say=ENGLISH)


def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def words(html: str) -> str:
    """What a page shows, read by a parser this package does not use."""
    return re.sub(r"\s+", "", BeautifulSoup(html, "html.parser").get_text())


def test_an_ordinary_article_leaves_as_it_is() -> None:
    html = (
        '<h2 id="rest">Rest</h2>\n<p lang="fr" dir="ltr">Un <em>mot</em> &amp; '
        '<abbr title="as soon as possible">ASAP</abbr>.</p>\n'
        '<figure><img alt="A quiet room" src="https://www.example.org/room.png" width="600" '
        'height="400"><figcaption>A room</figcaption></figure>\n'
        '<table><thead><tr><th scope="col">Day</th></tr></thead>'
        '<tbody><tr><td colspan="2">Mon</td></tr></tbody></table>\n'
        "<pre><code>a &lt; b\n  c</code></pre>\n"
        "<details><summary>More</summary><p>Words</p></details>\n"
        '<ol start="3"><li>Third</li></ol>'
    )
    attributes = {(e.tag, tuple(sorted(e.items()))) for e in tree(cleaned(html)).iter()}
    assert attributes == {(e.tag, tuple(sorted(e.items()))) for e in tree(html).iter()}
    assert words(cleaned(html)) == words(html)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("#more", f"{PAGE}#more"),
        ("", PAGE),
        ("?print", f"{PAGE}?print"),
        ("two.html", f"{FOLDER}/two.html"),
        ("../about/", "https://www.example.org/blog/about/"),
        ("/images/a.png", "https://www.example.org/images/a.png"),
        ("//cdn.example.com/a.png", "https://cdn.example.com/a.png"),
        ("https://example.com/x?a=1&amp;b=2", "https://example.com/x?a=1&b=2"),
        ("my picture.png", f"{FOLDER}/my%20picture.png"),
        ("https://example.com/my picture.png", "https://example.com/my%20picture.png"),
        ("  two.html\n", f"{FOLDER}/two.html"),
        ("mailto:hello@example.org", "mailto:hello@example.org"),
        ("tel:+15550100", "tel:+15550100"),
    ],
)
def test_a_link_is_resolved_as_a_browser_does_on_the_page(written: str, address: str) -> None:
    assert tree(cleaned(f'<p><a class="x" href="{written}">x</a></p>')).find(".//a").get(
        "href"
    ) == (address)


@pytest.mark.parametrize("address", ["{static}gone.png", "{filename}gone.md", "|attach|gone.png"])
def test_an_address_that_was_never_resolved_leads_nowhere(address: str) -> None:
    out = cleaned(f'<p><a href="{address}">text</a> <img src="{address}" alt="A lake"></p>')
    assert out == "<p><a>text</a> A lake</p>"


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("a.png 1x, b.png 2x", f"{FOLDER}/a.png 1x, {FOLDER}/b.png 2x"),
        ("a.png 1x,b.png 2x", f"{FOLDER}/a.png 1x, {FOLDER}/b.png 2x"),
        ("w_1,h_2/a.png 300w,\n  b.png 600w", f"{FOLDER}/w_1,h_2/a.png 300w, {FOLDER}/b.png 600w"),
        ("my room.png 1.5x, b.png", f"{FOLDER}/my%20room.png 1.5x, {FOLDER}/b.png"),
        ("/a.png", "https://www.example.org/a.png"),
        (", a.png 2x ,", f"{FOLDER}/a.png 2x"),
        ("javascript:alert(1) 1x, a.png 2x", f"{FOLDER}/a.png 2x"),
    ],
)
def test_every_candidate_of_a_srcset_is_absolute(written: str, candidates: str) -> None:
    html = f'<picture><source srcset="{written}"><img src="a.png" alt=""></picture>'
    assert tree(cleaned(html)).find(".//source").get("srcset") == candidates


def test_every_other_attribute_with_an_address_is_absolute_or_gone() -> None:
    html = (
        '<blockquote cite="/source"><p background="a.png" style="background:url(a.png)">x</p>'
        '</blockquote><form action="/go">y</form><video poster="p.png" src="v.mp4"></video>'
        '<img data-src="late.png" data-srcset="late.png 1x, later.png 2x" src="wait.gif" alt="z">'
        '<link imagesrcset="a.png 1x"><a ping="/track" href="/x">w</a>'
    )
    out = tree(cleaned(html))
    assert out.find(".//blockquote").get("cite") == "https://www.example.org/source"
    late = out.find(".//img[@alt='z']")
    assert late.get("src") == f"{FOLDER}/late.png"
    assert late.get("srcset") == f"{FOLDER}/late.png 1x, {FOLDER}/later.png 2x"
    assert_nothing_active_or_relative(cleaned(html))


def test_text_alignment_stays_and_every_other_style_goes() -> None:
    html = '<table><tr><td style="color:red;text-align:right;background:url(x)">1</td></tr></table>'
    assert tree(cleaned(html)).find(".//td").get("style") == "text-align:right"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "ab"),
        ("<style>p{}</style><p>a</p>", "a"),
        ('<p onclick="x()">a<!-- secret --></p>', "a"),
        ('<a href="javascript:alert(1)">a</a>', "a"),
        ('<a href=" java&#10;script:alert(1)">a</a>', "a"),
        ('<a href="JAVASCRIPT:alert(1)">a</a>', "a"),
        ('<a href="vbscript:x">a</a>', "a"),
        ('<a href="data:text/html,x">a</a>', "a"),
        ('<img src="data:image/svg+xml,x" alt="A drawing">', "A drawing"),
        ('<img src="DATA:image/svg+xml,x" alt="A drawing">', "A drawing"),
        ('<img src="javascript:x" alt="A drawing">', "A drawing"),
        ('<form action="/x">Name <input name="n"><button>Send</button></form>', "Name Send"),
        ("<p hidden>never</p><p>a</p>", "a"),
        ('<p style="display: none !important">never</p><p>a</p>', "a"),
        ("<template><p>never</p></template>a", "a"),
        ("<canvas>never</canvas>a", "a"),
        ("<dialog>never</dialog><dialog open>a</dialog>", "a"),
        ('<img src="https://example.com/count.gif" width="1" height="1" alt="">a', "a"),
        ('<iframe src="https://example.com/count" width="0" height="0"></iframe>a', "a"),
        ('<math alttext="x squared"><mi>x</mi><annotation>x^2</annotation></math>', "x squared"),
        ("<math><mi>x</mi><annotation>x^2</annotation></math>", "x"),
        ('<svg role="img" aria-label="A wave"><path d="M0"/></svg>', "A wave"),
        ("<svg><title>A wave</title><path d='M0'/></svg>", "A wave"),
        ('<svg aria-hidden="true"><title>Icon</title></svg>a', "a"),
        ('<ul><li><input type="checkbox" checked> Sleep</li></ul>', "☑ Sleep"),
        ('<bdo dir="rtl">abc</bdo>', "abc"),
        ("<noscript><p>Read the <b>text</b></p></noscript>", "Read the text"),
        ("a<iframe><!--</iframe>b", "a Open: www.example.org b"),
    ],
)
def test_what_is_active_never_leaves_and_what_it_says_stays(html: str, left: str) -> None:
    assert plain_text(cleaned(html)) == left
    assert_nothing_active_or_relative(cleaned(html))


@pytest.mark.parametrize(
    ("html", "link", "text"),
    [
        (
            '<iframe src="https://video.example.com/embed/1" title="Box breathing"></iframe>',
            "https://video.example.com/embed/1",
            "Watch: Box breathing",
        ),
        ('<iframe src="https://maps.example.com/m"></iframe>', "https://maps.example.com/m", None),
        ('<iframe srcdoc="<p>x</p>" title="A quiz"></iframe>', PAGE, "Open: A quiz"),
        ('<iframe src="javascript:x" title="A quiz"></iframe>', PAGE, "Open: A quiz"),
        ('<iframe data-src="/map" title="The way"></iframe>', "https://www.example.org/map", None),
        (
            '<audio><source src="talk.mp3"><a href="talk.mp3">Download</a></audio>',
            f"{FOLDER}/talk.mp3",
            "Listen: talk.mp3",
        ),
        (
            '<figure><video src="walk.mp4"></video><figcaption>A slow walk</figcaption></figure>',
            f"{FOLDER}/walk.mp4",
            "Watch: A slow walk",
        ),
        (
            '<object data="sheet.pdf"><embed src="sheet.pdf">The work sheet</object>',
            f"{FOLDER}/sheet.pdf",
            "Open: The work sheet",
        ),
    ],
)
def test_a_frame_leaves_one_titled_link(html: str, link: str, text: str | None) -> None:
    links = tree(cleaned(html)).findall(".//a")
    assert [a.get("href") for a in links] == [link]
    assert text is None or links[0].text_content() == text


def test_a_video_leaves_its_poster_too() -> None:
    html = '<video src="walk.mp4" poster="walk.jpg" title="A slow walk">No video here</video>'
    link = tree(cleaned(html)).find("./p/a")
    assert link.find("img").get("src") == f"{FOLDER}/walk.jpg"
    assert link.text_content() == "Watch: A slow walk"


def test_a_frame_speaks_the_language_of_the_article() -> None:
    html = '<video src="a.mp4" title="Gehen"></video>'
    own = phrases("de")
    assert own("watch", title="Gehen") in clean(html, base=PAGE, say=own)


def test_a_picture_that_a_script_would_load_is_there_once() -> None:
    html = (
        '<p><img class="lazy" src="data:image/gif;base64,R0lG" data-src="/room.png" alt="Room">'
        '<noscript><img src="/room.png" alt="Room"></noscript></p>'
    )
    pictures = tree(cleaned(html)).findall(".//img")
    assert [(p.get("src"), p.get("alt")) for p in pictures] == [
        ("https://www.example.org/room.png", "Room")
    ]


def test_a_picture_made_of_pixels_inside_the_page_stays() -> None:
    picture = tree(cleaned('<p><img src="data:image/png;base64,iVBORw0=" alt="x"></p>'))
    assert picture.find(".//img").get("src") == "data:image/png;base64,iVBORw0="


def test_a_footnote_keeps_its_number_its_mark_and_its_way_back() -> None:
    html = (
        '<p>True<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>'
        '<div class="footnote"><ol><li id="fn:1"><p>A note <a href="#fnref:1">↩</a></p></li></ol>'
        "</div>"
    )
    out = tree(cleaned(html))
    assert [a.get("href") for a in out.iter("a")] == [f"{PAGE}#fn:1", f"{PAGE}#fnref:1"]
    assert [e.get("id") for e in out.iter() if e.get("id")] == ["fnref:1", "fn:1"]


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("plain, žluťoučký, עברית, 😀👩‍👧", "plain, žluťoučký, עברית, 😀👩‍👧"),
        ("ther\x02apy\x00", "therapy"),
        ("one\x0btwo\x0cthree", "one two three"),
        ("it\x92s", "it’s"),
        ("\ud83d broken \udc00", " broken "),
        ("\ufffe\uffff", ""),
        ("was \ufffd once", "was ? once"),
        ("tab\tand\r\nline", "tab\tand\r\nline"),
    ],
)
def test_only_characters_that_xml_carries_are_left(text: str, carried: str) -> None:
    assert xml_safe(text) == (carried, carried != text)


def test_a_character_hidden_in_an_entity_does_not_get_through() -> None:
    assert xml_safe(cleaned("<p>a&#1;b&#xFFFE;c&#xD800;</p>")) == ("<p>abc?</p>", False)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("<ul><li>One</li><li>Two<br>Three</li></ul>", "One Two Three"),
        ("<td>a</td>", "a"),
        ("  a\n\t b\u00a0c ", "a b c"),
        ("un<em>believ</em>able", "unbelievable"),
        ("a<script>b</script><style>c</style><!-- d -->", "a"),
        ("1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"),
        ("", ""),
    ],
)
def test_plain_text_is_what_one_reads(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Title</h2><figure><figcaption>Cap</figcaption></figure><p>Text.</p>", "Text."),
        ("<h2>Only a heading</h2>", "Only a heading"),
        ('<p><img alt="A heron" src="a"><img alt=\'by a lake\' src="b"></p>', "A heron by a lake"),
        ('<p>True<sup id="fnref:1"><a class="footnote-ref" href="#f">1</a></sup>.</p>', "True."),
        ("<p>A &amp; B &lt;i&gt;</p>", "A & B <i>"),
        ("<p></p>", ""),
    ],
)
def test_a_summary_is_the_running_text_or_what_else_there_is(html: str, text: str) -> None:
    assert summary(html) == text


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("One two three. Four five six. Seven eight nine.", 32, "One two three. Four five six."),
        (
            "We asked Dr. Sample about it and she had much to say.",
            30,
            "We asked Dr. Sample about it…",
        ),
        ("A long sentence, with a comma, that never stops", 32, "A long sentence, with a comma…"),
        ("Fish &amp; chips &amp; peas &amp; beans", 14, "Fish & chips…"),
        ("x" * 50, 10, "x" * 9 + "…"),
        ("漢" * 50, 10, "漢" * 9 + "…"),
        ("👩‍👧" * 20, 10, "👩‍👧👩‍👧👩‍👧…"),
        ("Why? Because it helps, and because nobody told us so", 20, "Why? Because it…"),
    ],
)
def test_a_summary_ends_with_a_sentence_or_a_word(text: str, limit: int, cut: str) -> None:
    assert summary(f"<p>{text}</p>", limit=limit) == cut
    assert len(cut) <= limit


def test_a_summary_is_found_behind_a_long_start_of_other_things() -> None:
    assert summary("<pre>" + "x = 1\n" * 2_000 + "</pre><p>Here it is.</p>") == "Here it is."


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x",
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "".join(f"<b id={n}>" for n in range(50_000)) + "x",
        "<table><tr><td>" * 20_000 + "x",
        "<ul><li>" * 30_000 + "x",
        "<svg><g>" * 20_000 + "x",
        '<p>x</p><img src="' + "a" * 3_000_000,
        '<img alt="x" src="a" srcset="' + " " * 500_000 + 'a, b 2x">',
        "<p>x</p>" + "<!--" * 200_000,
        "<p>x</p>" + "<iframe src=a></iframe>" * 5_000,
        "<p>Ten megabytes of the same x</p>" * 300_000,
    ],
)
def test_the_longest_and_deepest_articles_are_cleaned_in_seconds(html: str) -> None:
    start = time.process_time()
    assert_nothing_active_or_relative(cleaned(html), deep=False)
    plain_text(html)
    summary(html)
    assert time.process_time() - start < 20


def assert_nothing_active_or_relative(html: str, *, deep: bool = True) -> None:
    for tag in set(re.findall(r"<([a-zA-Z!?][^\s/>]*)", html)):
        assert tag not in ACTIVE
        assert not tag.startswith(("!", "?"))
    if not deep:
        return
    for element in tree(html).iter():
        for name, value in element.items():
            assert not name.startswith("on")
            if name in ADDRESSES:
                assert_fit_to_leave(value)
            if name == "srcset":
                for candidate in value.split(", "):
                    assert_fit_to_leave(candidate.split(" ")[0])
            if name == "style":
                assert "url" not in value


def assert_fit_to_leave(address: str) -> None:
    parts = urlsplit(address)
    assert parts.scheme.lower() in {"http", "https", "mailto", "tel", "sms", "data"}, address
    assert parts.netloc or parts.scheme.lower() not in {"http", "https"}, address
    assert parts.scheme != "data" or address.startswith("data:image/"), address


TAGS = st.sampled_from(
    """a b p div span h2 ul li table tr td img iframe video audio source object embed form input
    button select option textarea script style svg math mi title template noscript details pre
    code dialog bdo base meta link blockquote q picture body html xmp plaintext""".split()
)
NAMES = st.sampled_from(
    """href src srcset data-src data-srcset poster cite style onclick onerror hidden title alt id
    width background action srcdoc xlink:href formaction ping""".split()
)
VALUES = st.one_of(
    st.sampled_from(
        [
            *("javascript:alert(1)", " JaVaScRiPt:x", "java\tscript:x", "data:text/html,x"),
            *("DATA:text/html,x", "data:image/png;base64,AA==", "data:image/svg+xml,x", "/a b"),
            *("a.png 1x, b,c.png 2x", "//[", "http://[::1", "http://a b/", "#x", "", "1"),
            *("display:none", "background:url(javascript:x)", "vbscript:x", "&#106;avascript:x"),
        ]
    ),
    st.text(max_size=8),
)
PIECES = st.one_of(
    st.builds(lambda tag: f"<{tag}>", TAGS),
    st.builds(lambda tag: f"</{tag}>", TAGS),
    st.builds(lambda t, n, v: f'<{t} {n}="{v}">', TAGS, NAMES, VALUES),
    st.builds(lambda t, n, v: f"<{t} {n}={v} ", TAGS, NAMES, VALUES),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "]]>", "&lt;script&gt;", "&#0;", "&#xD800;", "<?"]
    ),
    st.text(max_size=12),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_comes_in_nothing_active_comes_out(html: str) -> None:
    out = cleaned(html)
    assert_nothing_active_or_relative(out)
    assert xml_safe(out) == (out, False)
    assert cleaned(cleaned(out)) == cleaned(out)
    plain_text(html)
    summary(html)


TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="<>&\r\ufffd"),
    max_size=20,
)
INLINE = st.sampled_from(["em", "strong", "span", "code", "abbr", "sup", "kbd", "mark", "q"])
BLOCKS = st.sampled_from(["p", "h2", "blockquote", "div", "section", "pre", "figure", "article"])
LINES = st.lists(
    st.one_of(TEXTS, st.builds("<{0}>{1}</{0}>".format, INLINE, TEXTS)), max_size=5
).map("".join)
ARTICLES = st.lists(st.builds("<{0}>{1}</{0}>".format, BLOCKS, LINES), max_size=6).map("\n".join)


@given(ARTICLES, st.sampled_from(["", '<p><img src="a.png" srcset="b.png 2x" alt=""></p>']))
def test_the_words_of_an_article_are_the_words_of_its_page(html: str, picture: str) -> None:
    assert words(cleaned(html + picture)) == words(html)
