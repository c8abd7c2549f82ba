"""Credits: every file in cases/attribution is one, with what must be read from it on top."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from counting import calls_of
from docutils.core import publish_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from pelican_safespace import attribution
from pelican_safespace.languages import load
from pelican_safespace.models import Attribution, Person, Publication
from pelican_safespace.phrases import phrases

CASES = Path(__file__).parent / "cases" / "attribution"
BLOCKS = {"p", "li", "ul", "ol", "blockquote", "div", "aside", "dl", "dd"}


def read_case(path: Path) -> tuple[dict[str, str], str]:
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    pairs = (line.partition(":") for line in head.splitlines())
    return {key: value.strip() for key, _, value in pairs}, body


def render(path: Path, body: str) -> str:
    if path.suffix == ".md":
        return markdown(body, extensions=["extra"])
    if path.suffix == ".rst":
        return str(publish_parts(body, writer="html5")["body"])
    return body


def element(html: str) -> Tag:
    """The innermost block that holds all of ``html``."""
    block = BeautifulSoup(f"<body>{html}</body>", "html.parser").body
    assert block is not None
    while True:
        inner = [node for node in block.contents if isinstance(node, Tag) or str(node).strip()]
        if len(inner) != 1 or not isinstance(inner[0], Tag) or inner[0].name not in BLOCKS:
            return block
        block = inner[0]


def authors(line: str) -> tuple[tuple[str, str], ...]:
    people = (part.partition("|") for part in line.split(";") if part.strip())
    return tuple((name.strip(), credentials.strip()) for name, _, credentials in people)


def publications(line: str) -> tuple[Publication, ...]:
    some = (part.partition("|") for part in line.split(";") if part.strip())
    return tuple(Publication(name.strip(), url.strip() or None) for name, _, url in some)


def squeezed(text: str) -> str:
    """``text`` without any white space."""
    return "".join(text.split())


def recognised(html: str, **options: str) -> Attribution | None:
    return attribution.recognise(element(html), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_a_credit_is_read_as_its_case_says(path: Path) -> None:
    expected, body = read_case(path)
    html = render(path, body)
    found = recognised(html, position=expected.get("position", "last"))
    if expected.get("credit") == "none":
        assert found is None
        return
    assert found is not None
    assert attribution.hinted(html)
    assert found.kind == expected.get("kind", "original")
    people = tuple((one.name, one.credentials) for one in found.authors)
    assert people == authors(expected.get("authors", ""))
    assert found.publication == expected.get("publication")
    assert found.url == expected.get("url")
    assert found.date == expected.get("date")
    assert found.also == publications(expected.get("also", ""))
    assert found.sentence == expected.get("sentence", found.sentence)
    assert squeezed(found.sentence) in squeezed(element(html).get_text())


def test_there_are_hundreds_of_cases_and_many_say_no() -> None:
    cases = [read_case(path)[0] for path in CASES.iterdir()]
    assert len(cases) > 300
    assert sum(case.get("credit") == "none" for case in cases) > 80


# -- metadata ----------------------------------------------------------------------------------

FOUND = Attribution(
    "reprint", (Person("Kim Test"),), "Example Today", "https://t.example.org/a", "2019", "As said."
)


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (
            {"originally_published": "Example Today", "original_date": "March 3, 2019"},
            "Originally published in Example Today on March 3, 2019.",
        ),
        (
            {"original_author": "Allison Example, LCSW, and Ben Sample, PhD"},
            "Originally published by Allison Example, LCSW and Ben Sample, PhD.",
        ),
        (
            {"original_url": "https://www.example.org/a", "original_date": "2019-03"},
            "Originally published in example.org (March 2019).",
        ),
        (
            {"originally_published": "https://www.example.org/a"},
            "Originally published in example.org.",
        ),
        (
            {"originally_published": "Cross-posted from Example Today"},
            "Cross-posted from Example Today",
        ),
    ],
)
def test_metadata_alone_make_a_credit(metadata: dict[str, str], expected: str) -> None:
    made = attribution.from_metadata(metadata, None, say=phrases("en"))
    assert made is not None
    assert made.sentence == expected


def test_a_credit_in_german_metadata_is_written_in_german() -> None:
    made = attribution.from_metadata(
        {"originally_published": "Beispiel-Magazin", "original_date": "3.4.2019"},
        None,
        say=phrases("de"),
    )
    assert made is not None
    assert made.date == "2019-04-03"
    assert made.sentence == "Zuerst veröffentlicht in Beispiel-Magazin am 3. April 2019."


def test_further_publications_stay_where_metadata_name_none() -> None:
    found = replace(FOUND, also=(Publication("The Long Walk", None),))
    dated = attribution.from_metadata({"original_date": "2020-05"}, found, say=phrases("en"))
    assert dated is not None
    assert dated.also == found.also
    assert dated.sentence == (
        "Reprinted with permission by Kim Test in Example Today and The Long Walk (May 2020)."
    )
    named = attribution.from_metadata({"originally_published": "Tea"}, found, say=phrases("en"))
    assert named is not None
    assert named.also == ()


def test_a_sentence_in_metadata_is_taken_apart() -> None:
    sentence = "Originally written for and published by Ben Sample, LPC on www.example.com"
    made = attribution.from_metadata({"originally_published": sentence}, None, say=phrases("en"))
    assert made is not None
    assert made.authors == (Person("Ben Sample", "LPC"),)
    assert made.publication == "www.example.com"
    assert made.sentence == sentence


def test_a_markdown_link_in_metadata_is_a_publication_and_its_address() -> None:
    link = "[Example Today](https://today.example.com/a)"
    made = attribution.from_metadata({"originally_published": link}, None, say=phrases("en"))
    assert made is not None
    assert (made.publication, made.url) == ("Example Today", "https://today.example.com/a")


def test_without_metadata_the_body_is_believed() -> None:
    assert attribution.from_metadata({"title": "x"}, FOUND, say=phrases("en")) is FOUND
    assert attribution.from_metadata({}, None, say=phrases("en")) is None


def test_metadata_win_field_by_field() -> None:
    both = attribution.from_metadata(
        {"original_url": "https://t.example.org/b"}, FOUND, say=phrases("en")
    )
    assert both is not None
    assert both.url == "https://t.example.org/b"
    assert both.authors == FOUND.authors
    assert both.date == "2019"
    assert both.kind == "reprint"


def test_a_sentence_that_metadata_contradict_is_written_anew() -> None:
    both = attribution.from_metadata({"original_date": "2020-05-01"}, FOUND, say=phrases("en"))
    assert both is not None
    assert both.sentence == (
        "Reprinted with permission by Kim Test in Example Today on May 1, 2020."
    )


# -- a practice's own language -----------------------------------------------------------------


def test_a_practice_teaches_its_own_language(tmp_path: Path) -> None:
    (tmp_path / "eo.toml").write_text(
        "[dates]\nmonths = [['januaro'], ['februaro'], ['marto']]\nfillers = ['de']\n"
        "[credit]\nadverbs = ['unue']\nverbs = ['aperis']\nat = ['en']\n"
        "this = ['ĉi tiu']\narticles = ['artikolo']\ndeterminers = ['la']\n",
        "utf-8",
    )
    html = "<p>Ĉi tiu artikolo unue aperis en <i>La Ekzemplo</i>, 3 de marto 2019.</p>"
    languages = load(str(tmp_path))
    assert attribution.hinted(html, languages=languages)
    found = attribution.recognise(element(html), languages=languages)
    assert found is not None
    assert (found.publication, found.date) == ("La Ekzemplo", "2019-03-03")
    assert recognised(html) is None


def test_a_language_without_latin_letters_is_hinted_at(tmp_path: Path) -> None:
    (tmp_path / "el.toml").write_text(
        "[credit]\nadverbs = ['αρχικά']\nverbs = ['δημοσιεύτηκε']\nat = ['στο']\n", "utf-8"
    )
    html = '<p>Δημοσιεύτηκε αρχικά στο <a href="https://example.org/a">Παράδειγμα</a></p>'
    languages = load(str(tmp_path))
    assert attribution.hinted(html, languages=languages)
    found = attribution.recognise(element(html), languages=languages)
    assert found is not None
    assert found.publication == "Παράδειγμα"


# -- anything at all ---------------------------------------------------------------------------

VOCABULARY = (
    'originally published on in at by This article first appeared Example Today , . ( ) " — '
    "[a][b] March 3 2019 3/4/2019 https://example.org/a Kim Test LCSW PhD and permission from "
    "reprinted with cross-posted my blog Dr. de ursprünglich veröffentlicht ist zuerst the issue "
    "of a version Note: \n é \u00a0 İ"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TAGS = st.sampled_from(["", "em", "a", "strong", "code", "q", "br", "span"])


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(TAGS, st.lists(WORDS, max_size=6)), max_size=12))
    html = ""
    for tag, some in pieces:
        text = " ".join(some).replace("<", "&lt;")
        href = ' href="https://example.net/x"' if tag == "a" else ""
        html += f"<{tag}{href}>{text}</{tag}>" if tag else f" {text} "
    return f"<p>{html}</p>"


@given(paragraphs())
@settings(max_examples=300)
def test_whatever_is_written_nothing_breaks_and_nothing_is_made_up(html: str) -> None:
    block = element(html)
    found = attribution.recognise(block)
    if found is not None:
        assert attribution.hinted(html)
        assert found.sentence
        text = squeezed(block.get_text())
        assert squeezed(found.sentence) in text
        for person in found.authors:
            assert squeezed(person.name) in text


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_is_accepted(text: str) -> None:
    block = BeautifulSoup("<p></p>", "html.parser").p
    assert block is not None
    block.string = text
    found = attribution.recognise(block)
    assert found is None or attribution.hinted(text)


@pytest.mark.parametrize(
    "piece",
    [
        *("originally published ", "This article was originally ", "published in issue of "),
        *("by A ", "original: ", "a. ", "3. ", "[a][b] ", '"', "((", "Winter ", "A, and "),
        *("https://a.example/ ", "adapted from ", "zuerst ", "read ", "Ab's blog "),
    ],
)
def test_reading_costs_no_more_than_in_proportion(piece: str) -> None:
    def calls(size: int) -> int:
        block = element(f"<p>{piece * (size // len(piece))}</p>")
        return calls_of(lambda: attribution.recognise(block))

    calls(975)  # reads the language files
    assert calls(3_900) < 6 * calls(975)


def test_deeply_nested_elements_do_not_recurse() -> None:
    html = "<p>" + "<span>" * 20_000 + "Originally published on example.org"
    block = BeautifulSoup(html, "html.parser").p
    assert block is not None
    found = attribution.recognise(block)
    assert found is not None
    assert found.publication == "example.org"
