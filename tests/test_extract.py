"""An article's HTML without its credit and series block: what is found, and what is left."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from case_files import PROSE, Case, cases
from counting import calls_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pelican_safespace.extract import extract, find
from pelican_safespace.languages import load
from pelican_safespace.models import Extract, SeriesLink, SeriesLinks
from pelican_safespace.source import outline
from pelican_safespace.source.cuts import spans_of, without

CASES = cases("extract")

CREDIT = "Originally written for and published by Allison Example, LCSW on www.example.com"
CREDITS = (
    f"<p>{CREDIT}</p>",
    f"<p><em>{CREDIT}</em></p>",
    f"<blockquote>\n<p>{CREDIT}</p>\n</blockquote>",
    f"<div class='note'><p><small>{CREDIT}</small></p></div>",
    f"<ul><li>{CREDIT}</li></ul>",
)
BLOCK = SeriesLinks(
    SeriesLink("On asking for help", "/help.html"), SeriesLink("Small rooms", "/rooms.html")
)
BLOCKS = (
    "<p>Previous: <a href='/help.html'>On asking for help</a></p>\n"
    "<p>Next: <a href='/rooms.html'>Small rooms</a></p>",
    "<p><a href='/help.html'>« On asking for help</a> | "
    "<a href='/rooms.html'>Small rooms »</a></p>",
    "<h2>Previous / Next</h2><ul><li>Previous: <a href='/help.html'>On asking for help</a></li>"
    "<li>Next: <a href='/rooms.html'>Small rooms</a></li></ul>",
    "<nav><a rel='prev' href='/help.html'>On asking for help</a> "
    "<a rel='next' href='/rooms.html'>Small rooms</a></nav>",
)
SEPARATORS = ("", "<hr>", "<p>* * *</p>", "<p>&nbsp;</p>\n<hr />")
WRAPPERS = (
    "{}",
    "<article>{}</article>",
    "<div><section>{}</section></div>",
    "<!-- begin -->\n<div class='entry'>\n{}\n</div>",
)


def neat(html: str) -> str:
    """White space between elements does not matter to a reader."""
    return re.sub(r">\s+<", "><", html.strip())


CLOSES_BLOCK = re.compile(rf"(?=</(?:{'|'.join(sorted(outline.BLOCKS))})\b)")


def words(html: str) -> list[str]:
    """The words that a reader sees, in order; also in a piece that closes what it never opened."""
    soup = BeautifulSoup(CLOSES_BLOCK.sub(" ", html), "html.parser")
    for unseen in soup(["script", "style"]):
        unseen.decompose()
    for tag in soup(sorted(outline.BLOCKS | {"br", "hr", "img"})):
        tag.insert_before(" ")
        tag.insert_after(" ")
        tag.insert(0, " ")
        tag.append(" ")
    return re.findall(r"\w+", soup.get_text())


def taken(html: str) -> list[str]:
    """The stretches that ``extract`` takes out of ``html``."""
    plan, found = find(html, languages=load())
    return [html[start:end] for start, end in spans_of(plan, [*found.credit, *found.block])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_is_left_as_its_author_would_leave_it(case: Case) -> None:
    found = extract(case.html)
    assert neat(found.body) == neat(case.left)
    assert (found.attribution.sentence if found.attribution else None) == case.header.get("credit")
    assert found.series == case.series


@given(
    st.sampled_from(CREDITS),
    st.sampled_from(BLOCKS),
    st.sampled_from(SEPARATORS),
    st.sampled_from(SEPARATORS),
    st.sampled_from(WRAPPERS),
    st.sampled_from(["credit last", "block last", "credit first", "block first", "both first"]),
    st.sampled_from(["", "\n", "\n\n  "]),
)
def test_credit_and_block_are_found_in_either_order_and_leave_nothing_behind(
    credit: str, block: str, line: str, other: str, wrapper: str, order: str, white: str
) -> None:
    prose = white.join(PROSE)
    parts = {
        "credit last": [prose, line, block, other, credit],
        "block last": [prose, line, credit, other, block],
        "credit first": [credit, line, prose, other, block],
        "block first": [block, line, prose, other, credit],
        "both first": [credit, line, block, other, prose],
    }[order]
    found = extract(wrapper.format(white.join(parts)))
    assert neat(found.body) == neat(wrapper.format(prose))
    assert found.series == BLOCK
    assert found.attribution is not None
    assert found.attribution.sentence == CREDIT


FRAGMENTS = (
    *CREDITS,
    *BLOCKS,
    *SEPARATORS,
    *PROSE,
    "<p>Previous\nPrevious</p>",
    "<p>Next<br>Next</p>",
    "<p>A title of its own…</p>",
    "<p><em>This is part 2 of 4 in the series “Quiet rooms”.</em> It goes on &amp; on.</p>",
    f"<p>Some words first.<br><b>{CREDIT}</b><br>and some after.</p>",
    f"Loose words {CREDIT}. More loose words",
    "loose <i>words</i>",
    "<h2>About this series</h2>",
    "<h2>Something else</h2>",
    "<ul><li><a href='/1'>Part 1</a></li><li>Part 2</li><li><a href='/3'>Part 3</a></li></ul>",
    "<a href='/next'><div>Next</div><div>Small talk</div></a>",
    "<div>",
    "</div>",
    "<section>",
    "</section>",
    "<p>",
    "</p>",
    "<blockquote>",
    "</blockquote>",
    "<!-- a comment -->",
    "<script>var next = '<p>Next: x</p>'</script>",
    "<pre>Next: code</pre>",
    "<table><tr><td>Previous</td><td>Next</td></tr></table>",
    "<img src='/sea.png' alt='The sea'>",
    "<p></p>",
    "&nbsp;",
    "\n",
    " ",
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
@example(
    f"Loose words {CREDIT}. More loose words</div><a href='/next'><div>Next</div>"
    f"<div>Small talk</div></a>Loose words {CREDIT}. More loose words"
)
def test_nothing_of_an_article_is_lost(html: str) -> None:
    plan, found = find(html, languages=load())
    spans = spans_of(plan, [*found.credit, *found.block])
    borders = [0, *(place for span in spans for place in span), len(html)]
    pieces = [html[start:end] for start, end in pairwise(borders)]
    body = extract(html).body
    assert body == without(html, spans)
    assert body.replace(" ", "") == "".join(pieces[::2]).replace(" ", "")
    assert words(body) == [word for piece in pieces[::2] for word in words(piece)]
    assert sorted(words(html)) == sorted([*words(body), *words(" ".join(pieces[1::2]))])


SENTENCES = ("<p>{} whistles on its own.</p>", "{} whistles, in no paragraph.", "<li>{} whistles.")


@example(["<div>", SENTENCES[1], "<p>Next<br>Next</p>", "<p>A title of its own…</p>"])
@example(["<div>", SENTENCES[2], "loose <i>words</i>", CREDITS[0]])
@given(st.lists(st.sampled_from([*FRAGMENTS, *SENTENCES]), max_size=14))
def test_only_what_was_found_goes_and_every_time_the_same(fragments: list[str]) -> None:
    html = "".join(text.format(f"Kettle{n}x") for n, text in enumerate(fragments))
    found = find(html, languages=load())[1]
    lines = [*found.credit, *found.block, *(one for line in found.block for one in line.others)]
    said = " ".join(line.text for line in lines)
    kept = extract(html)
    assert kept == extract(html)
    for kettle in re.findall(r"Kettle\d+x", html):
        assert kettle in said or kettle in kept.body


@given(st.text(alphabet=st.sampled_from(list("<>/pdivaehrnx=\"'!- \n&;:|←PrevNt2of")), max_size=80))
def test_any_string_is_read(html: str) -> None:
    assert isinstance(extract(html), Extract)


def assert_only_what_was_found_goes(html: str) -> None:
    plan, found = find(html, languages=load())
    assert extract(html).body == without(html, spans_of(plan, [*found.credit, *found.block]))


PIECES = (
    *("<p>", "</p>", "<a href='/a'>", "</a>", "<em>", "</em>", "<li>", "</li>", "<br>", "\n", " "),
    *("<ul>", "</ul>", "<dl><dt>", "</dt><dd>", "</dd></dl>", "<h3>", "</h3>", ": ", ". ", ", "),
    *("| ", "→", "# ", "[", "]", "“", "”", "(this post)", "© ", "Previous", "Next", "Part ", "1"),
    *("2", "3", " of ", "series ", "Read ", "here", "coming soon", "as part of ", "This post "),
    *("Originally published ", "on ", "in ", "by ", "and ", "also ", "was ", "about ", "when "),
    *("Kim Test", "Sample Weekly", "March 24, 2026", "my ", "profile", "is ", "a therapist"),
    *("Fortsetzung ", "Teil ", "Ursprünglich ", "erschienen ", "Heft 3/2020"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@example(["<a href='/a'>", "<a href='/a'>", ". ", "Fortsetzung "])  # a link without a word
def test_words_and_tags_in_any_order_are_read(pieces: list[str]) -> None:
    assert_only_what_was_found_goes("".join(pieces))


CREDIT_WORDS = (
    *("this", "the", "articles", "adverbs", "verbs", "alone", "auxiliaries", "at", "by", "of"),
    *("cross_post", "reprint", "adapted", "adapted_from", "guest", "original", "generic"),
    *("permission", "versions", "pointers", "issues", "clauses", "agents", "below"),
)
SERIES_WORDS = ("previous", "next", "kinds", "series", "this", "of", "named", "belongs")


@st.composite
def phrases_of_a_language(draw: st.DrawFn) -> str:
    """Phrases of one language file, names, marks and tags in any order."""
    language = draw(st.sampled_from(list(load())))
    roles = [language.words("credit", role) for role in CREDIT_WORDS]
    roles += [language.words("series", role) for role in SERIES_WORDS]
    phrase = st.sampled_from([some for some in roles if some]).flatmap(st.sampled_from)
    mark = st.sampled_from(list(".,:;!?()—|“”©'"))
    pieces = draw(st.lists(phrase | phrase | st.sampled_from(PIECES) | mark, max_size=24))
    return f"<p>{' '.join(pieces)}</p>"


@given(phrases_of_a_language())
@settings(max_examples=300)
@example("<h3>Read This First</h3>")
@example("<p>This was adapted from my blog <a href='https://x.example/p'>post</a></p>")
@example("<p>hij uit Kim in gepubliceerd May 3<br>#3 hier→ originele blog voor mijn ingekort</p>")
@example("<p>gedrukt herplaatst hieronder gastpost voor <em>, </li> gewijd aan</p>")
@example("<p><em>beitrag unten es vorliegender</a> gastartikel<p>... | ©")
@example("<p>seguente stati di O'Neil 2 pagina testo <h3>; apparso fa da? autori:</p>")
def test_the_words_of_a_language_in_any_order_are_read(html: str) -> None:
    assert_only_what_was_found_goes(html)


@pytest.mark.parametrize(
    "pointer",
    [
        "Click <a href='https://weekly.example.org/slow'>here</a> to read the original.",
        "To read the original, click <a href='https://weekly.example.org/slow'>here</a>.",
        "<a href='https://weekly.example.org/slow'>Original article</a>",
        "Original: https://weekly.example.org/slow",
    ],
)
def test_the_address_of_a_credit_may_stand_in_the_paragraph_below(pointer: str) -> None:
    html = f"<p>Tea helps.</p><p>This article first appeared in Weekly.</p><p>{pointer}</p>"
    found = extract(html)
    assert found.attribution is not None
    assert found.attribution.url == "https://weekly.example.org/slow"
    assert found.body == "<p>Tea helps.</p>"


def test_an_article_with_neither_is_the_same_string() -> None:
    article = "\n".join(PROSE)
    assert extract(article) == Extract(article, None, SeriesLinks())


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "nl", "pt", "it"])
def test_each_language_has_the_words_of_a_series_block(language: str) -> None:
    series = load()[language].series
    back, on = series["previous"][0].capitalize(), series["next"][0].capitalize()
    html = f"{PROSE[0]}<p>{back}: <a href='/a'>A</a></p><p>{on}: <a href='/b'>B</a></p>"
    assert extract(html).series == SeriesLinks(SeriesLink("A", "/a"), SeriesLink("B", "/b"))


def test_a_practice_can_add_a_language(tmp_path: Path) -> None:
    (tmp_path / "hu.toml").write_text(
        '[series]\nprevious = ["előző"]\nnext = ["következő"]\nkinds = ["rész"]\n', "utf-8"
    )
    html = f"{PROSE[0]}<p>Következő rész: <a href='/b'>Kis szobák</a></p>"
    assert extract(html).series == SeriesLinks()
    found = extract(html, languages=load(str(tmp_path)))
    assert found.series == SeriesLinks(next=SeriesLink("Kis szobák", "/b"))
    assert found.body == PROSE[0]


REPEATED = (
    "originally published ",
    "<p>Originally published on X</p>",
    "<p>Next</p>",
    "<p>Part 2</p>",
    "<div>",
    "<em>",
    "<a href='x'>",
    "<",
    "<!--",
    "<p title='",
    "Next\n",
    "Next<br>",
    "| ",
    "Part 2 of 4 ",
    "This is part 2 of a series. ",
    "<li><a href=x>Part 1</a></li>",
    "<hr>",
    "<p>&nbsp;</p>",
    "“",
    " ",
    # Found by fuzzing: what goes is surrounded by a multitude of empty paragraphs.
    "<a rel=prev href=/p> &raquo; '><p><p><p><p><p><p>",
    "<div> <a href='https://example.org/a/'> <p> next " + "<p>" * 50,
    "Issue 14 of <a class=nav-previous href=/q> <nav><p><p><p><p><p><p><p><p><p>",
)


@pytest.mark.parametrize("text", REPEATED)
def test_reading_costs_no_more_than_in_proportion(text: str) -> None:
    def calls(size: int) -> int:
        return calls_of(lambda: extract(text * (size // len(text))))

    calls(1000)  # reads the language files
    assert calls(200_000) < 5 * calls(50_000) + 1000


# Found by fuzzing: what was read once for each of its links, phrases, marks or lines.
IN_ONE_PARAGRAPH = (
    "part 2 of the series: <a href='x.html'>N</a> and ",
    "this article was originally published in \n",
    "this post is part 2 of a series on « we'll be back with | ",
    "<b>look forward to</b> → watch out for“",
    " is a continuation of , recommend you read - ",
    "in « in the previous part of this series “<a href='x.html'>permission</a>: on“",
    "<b>my</b>'s ",
)
MOST_CALLS = 80  # for a character


@pytest.mark.parametrize("text", IN_ONE_PARAGRAPH)
@pytest.mark.parametrize("size", [2_500, 10_000])
def test_a_long_paragraph_costs_no_more_than_in_proportion(text: str, size: int) -> None:
    paragraph = f"<p>next {text * (size // len(text))}</p>"
    extract(paragraph)  # reads the language files
    assert calls_of(lambda: extract(paragraph)) < MOST_CALLS * size


def test_a_link_behind_the_sentence_that_is_read_is_no_error() -> None:
    extract(
        f"<p>See the other articles in this series NAME, {'lamps and ' * 60}<a href='x'>on</a>.</p>"
    )


def test_a_number_of_an_issue_that_the_text_ends_with_is_no_error() -> None:
    extract("<p>This post was originally published in volume 3, issue")
    extract("<p>Originally published in Issue 3, vol")


def test_an_article_without_a_hint_is_only_glanced_at() -> None:
    prose = "<p>Some <em>words</em> with <a href='/x'>a link</a>, a dash &ndash; and an end.</p>\n"
    extract(prose)
    assert calls_of(lambda: extract(prose * 400)) < 150 + calls_of(lambda: extract(prose))
