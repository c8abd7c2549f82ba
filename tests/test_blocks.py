"""What becomes of an article's HTML: blocks, in order, with all of its text, whatever it is."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_safespace.models import Picture
from pelican_safespace.newsletter import blocks
from pelican_safespace.newsletter.blocks import (
    DEEPEST,
    Aside,
    Block,
    Break,
    Cell,
    Definition,
    Definitions,
    Divider,
    Embed,
    Figure,
    Heading,
    Inline,
    InlineImage,
    Link,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Table,
    Text,
)

BASE = "https://practice.example.org/articles/tea.html"


def parse(html: str) -> tuple[Block, ...]:
    return blocks.parse(html, base=BASE)


def p(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(node) if isinstance(node, str) else node for node in content))


def span(tag: str, text: str) -> Span:
    return Span(tag, (Text(text),))  # type: ignore[arg-type]


def link(url: str, text: str) -> Link:
    return Link(url, (Text(text),))


CASES: dict[str, tuple[str, list[Block]]] = {
    "paragraphs without end tags": ("<p>one<p>two", [p("one"), p("two")]),
    "text without any tag": ("one", [p("one")]),
    "white space is one space": ("<p>\n one \t two\n</p>", [p("one two")]),
    "a no-break space stays": ("<p>10&nbsp;minutes</p>", [p("10\xa0minutes")]),
    "space between two elements on two lines": (
        "<p><em>one</em>\n<strong>two</strong></p>",
        [p(span("em", "one"), " ", span("strong", "two"))],
    ),
    "empty paragraphs go": ("<p></p><p>&nbsp;</p><p>\u200b</p><p>x</p>", [p("x")]),
    "a line break": ("<p>one<br>two<br></p>", [p("one", Break(), "two")]),
    "two line breaks are a paragraph": ("<p>one<br><br>\ntwo</p>", [p("one"), p("two")]),
    "old and new names of emphasis": (
        "<p><b>b</b> <i>i</i> <kbd>k</kbd> <s>s</s> <u>u</u></p>",
        [
            p(
                span("strong", "b"), " ", span("em", "i"), " ", span("code", "k"), " ",
                span("del", "s"), " ", span("ins", "u"),
            )
        ],
    ),
    "emphasis in itself counts once": (
        "<p><em>a <i>b</i></em></p>",
        [p(span("em", "a b"))],
    ),
    "emphasis around paragraphs goes into each": (
        "<strong><p>one</p><p>two</p></strong>",
        [p(span("strong", "one")), p(span("strong", "two"))],
    ),
    "two neighbours of one kind stay two": (
        "<p>x<sup>1</sup><sup>2</sup></p>",
        [p("x", span("sup", "1"), span("sup", "2"))],
    ),
    "a quotation in the line has its marks": ("<p><q>so</q></p>", [p("“so”")]),
    "ruby is read beside its word": (
        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>",
        [p("漢 (kan)")],
    ),
    "another language within the line": (
        '<p>say <span lang="fr">bonjour</span></p>',
        [p("say ", Span("span", (Text("bonjour"),), "fr"))],
    ),
    "another direction around paragraphs": (
        '<div lang="he" dir="rtl"><p>שלום</p></div>',
        [p(Span("span", (Text("שלום"),), "he", "rtl"))],
    ),
    "a relative link": (
        '<p><a href="soup.html">soup</a></p>',
        [p(link("https://practice.example.org/articles/soup.html", "soup"))],
    ),
    "a mail address and a telephone": (
        '<p><a href="mailto:a@example.org">write</a> <a href="tel:+15550100">call</a></p>',
        [p(link("mailto:a@example.org", "write"), " ", link("tel:+15550100", "call"))],
    ),
    "links that lead nowhere are text": (
        '<p><a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a><a>c</a>'
        '<a href="http://[">d</a></p>',
        [p("abcd")],
    ),
    "an address with a line end in it": (
        '<p><a href="https://example.org/\na">x</a></p>',
        [p(link("https://example.org/a", "x"))],
    ),
    "a footnote's number": (
        f'<p>tea<sup><a href="#fn:1">1</a></sup> <a href="{BASE}#x">above</a></p>',
        [p("tea", span("sup", "1"), " above")],
    ),
    "the way back from a footnote": (
        '<ol><li><p>Green.&nbsp;<a href="#fnref:1">↩</a><a href="other.html#fnref2:1">↩︎</a></p>'
        "</li></ol>",
        [Listing(((p("Green."),),), ordered=True)],
    ),
    "a heading's own link": (
        '<h2>Tea<a href="#tea">¶</a></h2>',
        [Heading(1, (Text("Tea"),))],
    ),
    "a picture that links within the page stays": (
        '<p><a href="#big"><img src="a.png" alt="A"></a></p>',
        [Figure(Picture("https://practice.example.org/articles/a.png", "A"))],
    ),
    "docutils' footnote": (
        '<aside class="footnote brackets"><span class="label">[<a href="#id1">1</a>]</span>'
        "<p>Green tea.</p></aside>",
        [p("[1] Green tea.")],
    ),
    "docutils' footnote as a table": (
        '<table class="docutils footnote"><tr><td class="label"><a href="#id1">[1]</a></td>'
        "<td>Green tea.</td></tr></table><p>More.</p>",
        [p("[1] Green tea."), p("More.")],
    ),
    "headings begin at one and skip no level": (
        "<h4>a</h4><h6>b</h6><h5>c</h5><h2>d</h2><h3>e</h3>",
        [
            Heading(level, (Text(text),))
            for level, text in ((1, "a"), (2, "b"), (2, "c"), (1, "d"), (2, "e"))
        ],
    ),
    "an empty heading is none": ("<h1> </h1><h3>a</h3>", [Heading(1, (Text("a"),))]),
    "a picture in a heading follows it": (
        '<h2><img src="https://example.org/a.png" alt="">Tea</h2>',
        [Heading(1, (Text("Tea"),)), Figure(Picture("https://example.org/a.png"))],
    ),
    "a list in a list": (
        "<ul><li>a<ol start=3 type=a><li>b</ol><li>c</ul>",
        [
            Listing(
                (
                    (p("a"), Listing(((p("b"),),), ordered=True, start=3, style="a")),
                    (p("c"),),
                )
            )
        ],
    ),
    "a list right in a list": (
        "<ul><li>a</li><ul><li>b</li></ul></ul>",
        [Listing(((p("a"), Listing(((p("b"),),))),))],
    ),
    "an item without a list": ("<li>a</li>", [p("a")]),
    "ticked items": (
        "<ul><li><input type=checkbox checked> a</li><li><input type=checkbox> b</li></ul>",
        [Listing(((p("☑ a"),), (p("☐ b"),)))],
    ),
    "a quotation": (
        "<blockquote><p>a</p>b</blockquote>",
        [Quote((p("a"), p("b")))],
    ),
    "a box with its title": (
        "<aside><p>For the evening</p><p>Warm your hands.</p></aside>",
        [Aside((p(span("strong", "For the evening")), p("Warm your hands.")))],
    ),
    "definitions": (
        "<dl><dt>a<dt>b<dd>c<dd><p>d</p></dl>",
        [Definitions((Definition(((Text("a"),), (Text("b"),)), (p("c"), p("d"))),))],
    ),
    "details are open": (
        "<details><summary>more</summary><p>a</p></details>",
        [p(span("strong", "more")), p("a")],
    ),
    "code keeps its lines and spaces": (
        "<pre><code>\n<span>if</span> a:\n\tb  c<br>d\n</code></pre>",
        [Preformatted("if a:\n    b  c\nd")],
    ),
    "a rule between, none at the ends": (
        "<hr><p>a</p><hr><hr><p>b</p><hr>",
        [p("a"), Divider(), p("b")],
    ),
    "a figure": (
        '<figure><a href="big.jpg"><img src="a.jpg" alt="A  cup" width="600" height="400"></a>'
        "<figcaption>My <em>cup</em></figcaption></figure>",
        [
            Figure(
                Picture("https://practice.example.org/articles/a.jpg", "A cup", 600, 400),
                (Text("My "), span("em", "cup")),
                "https://practice.example.org/articles/big.jpg",
            )
        ],
    ),
    "a figure of two pictures": (
        '<figure><img src="a.jpg" alt="A"><img src="b.jpg" alt="B"><figcaption>two</figcaption>'
        "</figure>",
        [
            Figure(Picture("https://practice.example.org/articles/a.jpg", "A")),
            Figure(Picture("https://practice.example.org/articles/b.jpg", "B")),
            p(span("small", "two")),
        ],
    ),
    "a picture between words": (
        '<p>a <img src="a.jpg" alt="A"> b</p>',
        [p("a"), Figure(Picture("https://practice.example.org/articles/a.jpg", "A")), p("b")],
    ),
    "an icon stays in the line": (
        '<p>a <img src="a.png" alt="sun" width="16" height="16"> b</p>',
        [
            p(
                "a ",
                InlineImage(
                    Picture("https://practice.example.org/articles/a.png", "sun", 16, 16)
                ),
                " b",
            )
        ],
    ),
    "a missing alt is told from an empty one": (
        '<img src="https://example.org/a.png">',
        [Figure(Picture("https://example.org/a.png"), described=False)],
    ),
    "a picture no mail can show is its words": (
        '<p>a <img src="data:image/png;base64,AA" alt="teapot"> b</p>',
        [p("a teapot b")],
    ),
    "a picture every mail program shows": (
        '<picture><source srcset="a.avif"><source srcset="a.jpg 1x, b.jpg 2x">'
        '<img src="a.webp" alt="A"></picture>',
        [Figure(Picture("https://practice.example.org/articles/a.jpg", "A"))],
    ),
    "a poster in the link of its film": (
        '<p><a href="https://video.example.org/1"><img src="p.jpg" alt=""><br>Watch: tea</a></p>',
        [
            Figure(Picture("https://practice.example.org/articles/p.jpg")),
            p(link("https://video.example.org/1", "Watch: tea")),
        ],
    ),
    "a frame": (
        '<p>a</p><iframe src="https://video.example.org/e/1" title="Tea time"></iframe>',
        [p("a"), Embed("watch", "Tea time", "https://video.example.org/e/1")],
    ),
    "a recording without a title": (
        '<audio><source src="https://sound.example.org/1.mp3">none</audio>',
        [Embed("listen", "sound.example.org", "https://sound.example.org/1.mp3")],
    ),
    "a film with a poster": (
        '<video src="t.mp4" poster="t.jpg" title="T"></video>',
        [
            Embed(
                "watch",
                "T",
                "https://practice.example.org/articles/t.mp4",
                Picture("https://practice.example.org/articles/t.jpg"),
            )
        ],
    ),
    "a table": (
        "<table><caption>Teas</caption><thead><tr><th>a<th>b</thead>"
        '<tbody><tr><th>c<td colspan="2">d<br>e</table>',
        [
            Table(
                (
                    (
                        Cell((Text("a"),), True, "col"),
                        Cell((Text("b"),), True, "col"),
                    ),
                    (
                        Cell((Text("c"),), True, "row"),
                        Cell((Text("d"), Break(), Text("e")), columns=2),
                    ),
                ),
                1,
                (Text("Teas"),),
            )
        ],
    ),
    "a list in a table's cell": (
        "<table><tr><th>a</th></tr><tr><td><ul><li>b</li><li>c</li></ul></td></tr></table>",
        [
            Table(
                (
                    (Cell((Text("a"),), True, "col"),),
                    (Cell((Text("• "), Text("b"), Break(), Text("• "), Text("c"))),),
                ),
                1,
            )
        ],
    ),
    "a table that arranges a page": (
        "<table role=presentation><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        [p("a"), p("b"), p("c")],
    ),
    "a table in a table": (
        "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>",
        [p("a"), p("b"), p("c")],
    ),
    "what is not for readers": (
        "<script>a</script><style>b</style><form><input><button>c</button></form><svg><text>d"
        "</text></svg><template>e</template><canvas>f</canvas><!-- g --><p hidden>h</p>"
        '<p style="display: none">i</p><p>j</p>',
        [p("j")],
    ),
    "a formula in words": ('<p><math alttext="a^2"><mi>a</mi></math></p>', [p("a^2")]),
    "control characters": ("<p>a\x00\x01\x0b\ud800&#1;&#x1f;\ufffeb</p>", [p("ab")]),
    "a joined emoji": ("<p>👩‍🌾</p>", [p("👩‍🌾")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_article_becomes_blocks(name: str) -> None:
    html, expected = CASES[name]
    assert list(parse(html)) == expected


@pytest.mark.parametrize("html", ["", " \n", "<!-- -->", "<p></p>", "<hr>", "<", "<p", "\x00"])
def test_nothing_is_no_block(html: str) -> None:
    assert all(block == p("<") for block in parse(html))


DEEP = 100_000


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * DEEP + "w1" + "</div>" * DEEP + "<p>w2</p>",
        "<blockquote>" * DEEP + "w1<p>w2</p>",
        "<ul><li>" * (DEEP // 2) + "w1<p>w2</p>",
        "<b><i><a href='https://example.org/'>" * (DEEP // 3) + "w1<p>w2</p>",
        "<table><tr><td>" * (DEEP // 4) + "w1 w2",
        "<table><tr><th>" + "<dl><dd>" * (DEEP // 2) + "w1 w2",
        "<figure><figcaption>" * (DEEP // 2) + "w1 w2",
        "<span lang=fr>" * DEEP + "w1 w2",
        "<h2><aside><details>" * (DEEP // 3) + "w1 w2",
    ],
    ids=lambda html: html[:24],
)
def test_a_hundred_thousand_elements_in_each_other(html: str) -> None:
    made = parse(html)
    assert words(made) == ["w1", "w2"]
    assert depth(made) <= DEEPEST + 1


def test_ten_megabytes() -> None:
    html = "<p>" + "A cup of tea. " * 700_000 + "</p><p>w1</p>"
    assert len(html) > 9_000_000
    assert words(parse(html)[1:]) == ["w1"]


def words(made: tuple[Block, ...]) -> list[str]:
    """The words w1, w2, … of all blocks in order."""
    return re.findall(r"w\d+", text(made))


def text(made: tuple[Block, ...]) -> str:
    pieces = []
    for block in made:
        match block:
            case Paragraph(content) | Heading(_, content):
                pieces.append(blocks.plain(content))
            case Preformatted(code):
                pieces.append(code)
            case Listing(items):
                pieces += [text(item) for item in items]
            case Quote(inner) | Aside(inner):
                pieces.append(text(inner))
            case Definitions(entries):
                for entry in entries:
                    pieces += [blocks.plain(term) for term in entry.terms] + [text(entry.blocks)]
            case Table(rows, _, caption):
                pieces.append(blocks.plain(caption))
                pieces += [blocks.plain(cell.content) for row in rows for cell in row]
            case Figure(picture, caption):
                pieces += [picture.alt, blocks.plain(caption)]
            case Embed(_, title):
                pieces.append(title)
    return " ".join(pieces)


def depth(made: tuple[Block, ...]) -> int:
    inner = [0]
    for block in made:
        match block:
            case Listing(items):
                inner += [depth(item) for item in items]
            case Quote(nested) | Aside(nested):
                inner.append(depth(nested))
            case Definitions(entries):
                inner += [depth(entry.blocks) for entry in entries]
    return 1 + max(inner)


# Articles as people write them, with numbered words: every word arrives, in order.

_INLINE = ["em", "strong", "code", "small", "a", "span", "q", "mark", "abbr"]


def inline() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(["W", "W W", "W\nW", "W, W."]),
        lambda inner: (
            st.builds(
                lambda tag, parts: f"<{tag} href='https://example.org/'>{' '.join(parts)}</{tag}>",
                st.sampled_from(_INLINE),
                st.lists(inner, min_size=1, max_size=3),
            )
            | st.sampled_from(["W<br>W", "W<br><br>W", "W<img src='/i.png' alt='picture'>W"])
        ),
        max_leaves=6,
    )


def within(tag: str) -> st.SearchStrategy[str]:
    return inline().map(lambda content: f"<{tag}>{content}</{tag}>")


def _several(inner: st.SearchStrategy[str], before: str, after: str) -> st.SearchStrategy[str]:
    return st.lists(inner, min_size=1, max_size=3).map(
        lambda parts: before + "".join(parts) + after
    )


def articles() -> st.SearchStrategy[str]:
    simple = st.one_of(
        *(within(tag) for tag in ("p", "p", "p", "h2", "h3", "h4", "div", "figcaption")),
        inline(),
        st.just("<pre>W\n  W</pre>"),
        st.just("<figure><img src='/i.png' alt='picture'><figcaption>W</figcaption></figure>"),
        st.just("<hr>"),
        st.just("<iframe src='https://video.example.org/' title='W'></iframe>"),
        _several(
            _several(within("td"), "<tr>", "</tr>"),
            "<table><caption>W</caption><tr><th>W</th></tr>",
            "</table>",
        ),
    )
    return _several(
        st.recursive(
            simple,
            lambda inner: st.one_of(
                _several(inner, "<blockquote>", "</blockquote>"),
                _several(inner, "<aside>", "</aside>"),
                _several(inner, "<div><section>", "</section></div>"),
                _several(_several(inner, "<li>", "</li>"), "<ul>", "</ul>"),
                _several(_several(inner, "<dt>W</dt><dd>", "</dd>"), "<dl>", "</dl>"),
                _several(inner, "<details><summary>W</summary>", "</details>"),
                _several(inner, "<table role='none'><tr><td>", "</td></tr></table>"),
            ),
            max_leaves=10,
        ),
        "",
        "",
    ).map(numbered)


def numbered(html: str) -> str:
    """Each W in the text becomes a word of its own: w1, w2, …"""
    count = iter(range(1, 100_000))
    return re.sub(r"\bW\b", lambda _: f"w{next(count)}", html)


@settings(max_examples=150)
@given(articles())
def test_every_word_arrives_in_order(html: str) -> None:
    assert words(parse(html)) == re.findall(r"w\d+", html)


@settings(max_examples=150)
@given(articles(), st.randoms(use_true_random=False))
def test_mutilated_html_is_survived(html: str, chance: random.Random) -> None:
    characters = list(html)
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(characters))
        characters[at] = chance.choice(["", "<", ">", "/", '"', "&", "\x00", "\ud83d", "</p>", "="])
    parse("".join(characters))


@settings(max_examples=100)
@given(st.text())
def test_any_text_is_survived(html: str) -> None:
    parse(html)
