"""What one article's text leaves in doubt is a warning with the remedy, and nothing else is."""

from __future__ import annotations

import pytest
from sites import BuildSite, article, entries

from pelican_safespace import extract
from pelican_safespace.extract import Found
from pelican_safespace.languages import Languages
from pelican_safespace.plugin import telling

CREDIT = "Originally published by Allison Example, LCSW on [The Quiet Journal]({})."
JOURNAL = CREDIT.format("https://journal.example.com/one")
BODY = "\n\n".join(f"A sentence of the article, number {number}." for number in range(9))


def warned(site: BuildSite, *files: str, **metadata: str) -> list[str]:
    """The warnings of a site whose first article has this text, others called B, C and so on."""
    others = {
        f"{name.lower()}.md": article(text, title=name)
        for name, text in zip("BCD", files[1:], strict=False)
    }
    built = site({"a.md": article(files[0], title="A", **metadata), **others})
    assert entries(built)
    return [message for message in built.log if ".md: " in message]


@pytest.mark.parametrize(
    "second",
    [
        "First appeared in [Another Paper](https://paper.example.net/two).",
        "Originally published on [The Quiet Journal](https://journal.example.com/other).",
        "Originally published by Ben Sample on [The Quiet Journal](https://journal.example.com/one).",
    ],
)
def test_two_credits_that_say_different_things(site: BuildSite, second: str) -> None:
    (message,) = warned(site, f"{JOURNAL}\n\n{BODY}\n\n{second}")
    assert message.startswith("a.md: two lines could be its credit: “Originally published by")
    assert "“Originally_published:”" in message


@pytest.mark.parametrize(
    "second",
    [
        JOURNAL,
        "Originally published on The Quiet Journal.",
        "Originally published on [The Quiet Journal](https://www.journal.example.com/).",
        "The book was originally published in 1952 by Example Press.",
        "> She wrote that the study was originally published in The Annals.",
    ],
)
def test_a_credit_said_again_or_of_something_else_is_no_doubt(site: BuildSite, second: str) -> None:
    assert warned(site, f"{JOURNAL}\n\n{BODY}\n\n{second}") == []


def test_metadata_settle_which_credit_is_right(site: BuildSite) -> None:
    text = (
        f"{JOURNAL}\n\n{BODY}\n\nFirst appeared in [Another Paper](https://paper.example.net/two)."
    )
    assert len(warned(site, text)) == 1
    assert warned(site, text, Originally_published="The Quiet Journal") == []
    assert warned(site, text, Safespace="off") == []


@pytest.mark.parametrize(
    ("top", "end", "field"),
    [
        ("Previous: [B](/b.html)", "Previous: [C](/c.html)", "previous article is “C”"),
        ("Part 2 of 4 in the series “Calm”.", "Part 3 of 4 in the series “Calm”.", "part is 3"),
    ],
)
def test_two_series_blocks_that_contradict_each_other(
    site: BuildSite, top: str, end: str, field: str
) -> None:
    (message,) = warned(site, f"{top}\n\n{BODY}\n\n{end}", "Text.", "Text.")
    assert message.startswith(f"a.md: the series block at its end says that the {field}")
    assert "Make the two agree, or set “" in message


def test_metadata_settle_which_neighbour_is_right(site: BuildSite) -> None:
    text = f"Previous: [B](/b.html)\n\n{BODY}\n\nPrevious: [C](/c.html)"
    assert warned(site, text, "Text.", "Text.", Previous="b") == []


@pytest.mark.parametrize(
    ("top", "end"),
    [
        ("Previous: [B](/b.html)", "Previous: [B](https://www.example.org/b.html)"),
        ("Previous: [B](/b.html)", "Next: [C](/c.html)"),
        ("Part 2 of 4 in the series “Calm”.", "Previous: [B](/b.html)"),
    ],
)
def test_two_series_blocks_that_agree_are_no_doubt(site: BuildSite, top: str, end: str) -> None:
    assert warned(site, f"{top}\n\n{BODY}\n\n{end}", "Text.", "Text.") == []


@pytest.mark.parametrize(
    ("bodies", "says"),
    [
        (("Text.\n\nMore.\n\nPrevious: [Gone](/gone.html)",), "no article is called so"),
        (("Text.\n\nMore.\n\nPrevious\n\nPrevious\n\nNobody",), "no article is called so"),
        (
            (
                "Text.\n\nMore.\n\nNext: [B](/b.html)",
                "Text.\n\nMore.\n\nPrevious: [C](/c.html)\n",
                "Text.",
            ),
            "b.md: its previous article is said to be c.md, but a.md says that its next article "
            "is b.md. Make what these articles say agree, or set “Previous:” here",
        ),
    ],
)
def test_a_link_that_is_unresolved_or_answered_by_another_is_told(
    site: BuildSite, bodies: tuple[str, ...], says: str
) -> None:
    messages = warned(site, *bodies)
    assert len(messages) == 1
    assert says in messages[0]


def test_a_title_of_two_articles_is_told_with_both(site: BuildSite) -> None:
    twins = {f"{name}.md": article("Text.", title="Twin", Slug=name) for name in ("x", "y")}
    text = "Text.\n\nMore.\n\nPrevious\n\nPrevious\n\nTwin"
    built = site({"a.md": article(text, title="A"), **twins})
    (message,) = [one for one in built.log if one.startswith("a.md: ")]
    assert "which could be x.md or y.md" in message
    assert "“Previous:” to the slug" in message


def test_a_defect_of_the_readers_costs_one_article_its_credit_and_no_build(
    site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def understand(html: str, words: Languages) -> Found:
        if "number 3" in html:
            raise IndexError("list index out of range")
        return extract.understand(html, words)

    monkeypatch.setattr(telling, "understand", understand)
    built = site({"a.md": article(f"{JOURNAL}\n\n{BODY}", title="A"), "b.md": article(JOURNAL)})
    (message,) = (one for one in built.log if ".md: " in one)
    assert message.startswith("a.md: its credit and series could not be read (IndexError(")
    assert len(entries(built)) == 2
