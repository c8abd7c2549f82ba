"""A site's articles and what they say of each other: links that agree, and what is mended."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_safespace.chains import resolve
from pelican_safespace.models import Member, SeriesLink, SeriesLinks

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
SITE = "https://example.org"


def member(
    slug: str,
    day: int = 0,
    *,
    title: str = "",
    lang: str = "en",
    public: bool = True,
    **said: object,
) -> Member:
    """An article; ``previous`` and ``next`` may be a title, or a (title, url)."""
    for way in ("previous", "next"):
        link = said.get(way)
        if isinstance(link, str):
            said[way] = SeriesLink(link, None)
        elif isinstance(link, tuple):
            said[way] = SeriesLink(*link)
    return Member(
        f"calm/{slug}.md",
        slug,
        title or slug.replace("-", " ").capitalize(),
        f"{SITE}/{slug}.html",
        lang,
        EPOCH + timedelta(days=day),
        public,
        SeriesLinks(**said),  # type: ignore[arg-type]
    )


def neighbours(members: Sequence[Member]) -> dict[str, tuple[str | None, str | None]]:
    """The slugs of each article's neighbours, None for none."""
    found, _ = resolve(members)
    slugs = {one.url: one.slug for one in members}

    def slug(link: SeriesLink | None) -> str | None:
        return slugs.get(link.url or "", link.url) if link else None

    return {
        one.slug: (slug(found[one.source].previous), slug(found[one.source].next))
        for one in members
    }


def problems(members: Sequence[Member]) -> list[str]:
    return [str(problem) for problem in resolve(members)[1]]


WRITTEN = {
    "a title": ("Asking for help", None),
    "a title in small letters": ("asking for help", None),
    "a title with other white space": ("Asking\u00a0for  help", None),
    "a title cut with an ellipsis": ("Asking for…", None),
    "a title cut with three points": ("Asking for ...", None),
    "a slug": ("asking-for-help", None),
    "a source path": ("calm/asking-for-help.md", None),
    "a filename link": ("{filename}/calm/asking-for-help.md", None),
    "a filename link beside it": ("{filename}asking-for-help.md", None),
    "a URL": (None, "https://example.org/asking-for-help.html"),
    "a URL without scheme": (None, "//example.org/asking-for-help.html"),
    "a URL without anything before the host": (None, "example.org/asking-for-help.html"),
    "a URL with www": (None, "https://www.example.org/asking-for-help.html"),
    "a URL without suffix": (None, "https://example.org/asking-for-help"),
    "a URL with a slash": (None, "https://example.org/asking-for-help/"),
    "a URL with a fragment": (None, "https://example.org/asking-for-help.html#end"),
    "a path": (None, "/asking-for-help.html"),
    "a relative path": (None, "asking-for-help.html"),
    "a relative path with a point": (None, "./asking-for-help.md"),
    "an old permanent link": (None, "/2019/05/asking-for-help/"),
    "a URL that is metadata": ("https://example.org/asking-for-help.html", None),
    "a path that leads nowhere, and the title": ("Asking for help", "/moved.html"),
    "an address that is still to come, and the title": ("Asking for help", "#"),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_neighbour_may_be_written_as(written: tuple[str | None, str | None]) -> None:
    site = [member("asking-for-help"), member("small-rooms", 1, previous=written)]
    found, told = resolve(site)
    assert found["calm/small-rooms.md"].previous == SeriesLink(site[0].title, site[0].url)
    assert not told


SAME = [
    ("It’s “not” in your head", 'It\'s "not" in your head'),
    ("Work – and after", "Work - and after"),
    ("And then…", "And then..."),
    ("Où aller ?", "où aller\u00a0?"),
    ("Straße", "STRASSE"),
    ("ﬁnding a way", "Finding a way"),
]


@pytest.mark.parametrize(("title", "written"), SAME)
def test_typography_does_not_tell_titles_apart(title: str, written: str) -> None:
    site = [member("a", title=title), member("b", 1, previous=written)]
    assert neighbours(site)["b"] == ("a", None)


def test_one_sided_links_complete_the_other_side() -> None:
    site = [member("a"), member("b", 1, previous="A"), member("c", 2, previous="B")]
    assert neighbours(site) == {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}
    assert problems(site) == []


def test_a_title_in_the_same_language_comes_first() -> None:
    site = [
        member("calm-de", title="Calm", lang="de"),
        member("calm", title="Calm"),
        member("b", 1, previous="Calm"),
    ]
    assert neighbours(site)["b"] == ("calm", None)


def test_a_cut_title_that_fits_two_articles_is_left_out_and_told() -> None:
    site = [
        member("a", title="Letting go of anger"),
        member("b", title="Letting go of work"),
        member("c", 1, previous="Letting go…"),
    ]
    assert neighbours(site)["c"] == (None, None)
    assert problems(site) == [
        "calm/c.md: its previous article is said to be “Letting go…”, which could be calm/a.md "
        "or calm/b.md. Set “Previous:” to the slug of the one that is meant."
    ]


def test_an_unknown_title_is_left_out_and_told() -> None:
    site = [member("a", next="A talk nobody gave")]
    assert neighbours(site) == {"a": (None, None)}
    assert problems(site) == [
        "calm/a.md: its next article is said to be “A talk nobody gave”, and no article is called "
        "so. Correct the title, or set “Next:” to the article's slug."
    ]


def test_a_link_to_another_site_stays_as_it_is() -> None:
    site = [member("a", next=("Part two", "https://example.net/two"))]
    assert resolve(site)[0]["calm/a.md"].next == SeriesLink("Part two", "https://example.net/two")
    assert problems(site) == []


def test_nobody_leads_to_a_draft_but_a_draft_sees_its_neighbours() -> None:
    site = [member("a", next="B"), member("b", 1, public=False, previous="A"), member("c", 2)]
    assert neighbours(site) == {"a": (None, None), "b": ("a", None), "c": (None, None)}
    assert problems(site) == []


def test_an_article_that_follows_itself_is_told() -> None:
    site = [member("a", next="A")]
    assert neighbours(site) == {"a": (None, None)}
    assert "the article itself" in problems(site)[0]


def test_a_circle_is_opened_where_it_leads_back() -> None:
    site = [member("a", next="B"), member("b", 1, next="C"), member("c", 2, next="A")]
    assert neighbours(site) == {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}
    assert problems(site) == [
        "calm/c.md: its series runs in a circle: the next article is calm/a.md, its first. "
        "Remove the link that leads back; until then it is left out."
    ]


def test_of_two_that_claim_the_same_next_the_one_that_is_confirmed_holds() -> None:
    site = [
        member("a", next="C"),
        member("b", 1, next="C"),
        member("c", 2, previous="B"),
    ]
    assert neighbours(site) == {"a": (None, None), "b": (None, "c"), "c": ("b", None)}
    assert problems(site) == [
        "calm/a.md: its next article is said to be calm/c.md, but that one says that its "
        "previous article is calm/b.md. Make what these articles say agree, or set “Next:” here; "
        "until then this link is "
        "left out."
    ]


def test_what_an_article_says_of_itself_is_not_overruled() -> None:
    site = [
        member("a", next="B"),
        member("b", 1, previous=("Elsewhere", "https://example.net/one")),
    ]
    assert neighbours(site) == {"a": (None, None), "b": ("https://example.net/one", None)}
    assert len(problems(site)) == 1


def test_a_named_series_is_linked_and_numbered_by_part() -> None:
    site = [
        member("b", 0, name="Calm", part=2),
        member("c", 1, name="calm", part=3),
        member("a", 2, name="Calm", part=1),
    ]
    assert neighbours(site) == {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}
    assert [resolve(site)[0][one.source].of for one in site] == [3, 3, 3]


def test_a_named_series_without_parts_is_in_order_of_its_links_then_dates() -> None:
    site = [
        member("a", 0, name="Calm"),
        member("c", 1, name="Calm"),
        member("b", 2, name="Calm", next="C"),
    ]
    found = resolve(site)[0]
    assert neighbours(site) == {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}
    assert [found[f"calm/{slug}.md"].part for slug in "abc"] == [1, 2, 3]


def test_a_part_that_is_stated_keeps_its_place_among_others() -> None:
    site = [
        member("x", 0, name="Calm"),
        member("first", 1, name="Calm", part=1),
        member("y", 2, name="Calm"),
    ]
    found = resolve(site)[0]
    assert [found[one.source].part for one in site] == [2, 1, 3]


def test_drafts_do_not_count_in_a_series() -> None:
    site = [
        member("a", 0, name="Calm", part=1),
        member("b", 1, name="Calm", part=2, public=False),
        member("c", 2, name="Calm", part=3),
    ]
    found = resolve(site)[0]
    assert neighbours(site) == {"a": (None, "c"), "b": (None, None), "c": ("a", None)}
    assert found["calm/a.md"].of == 2


def test_a_series_in_two_languages_is_two() -> None:
    site = [member("a", name="Calm"), member("b", 1, name="Calm", lang="de")]
    assert neighbours(site) == {"a": (None, None), "b": (None, None)}


def test_two_articles_with_the_same_part_are_told() -> None:
    site = [member("a", name="Calm", part=1), member("b", 1, name="Calm", part=1)]
    assert problems(site) == [
        "calm/b.md: it is part 1 of “Calm”, and so is calm/a.md. "
        "Give each part a “Series_index:” of its own."
    ]


def test_a_chain_belongs_to_the_series_that_one_of_it_names() -> None:
    site = [member("a", name="Calm", part=1), member("b", 1, previous="A")]
    found = resolve(site)[0]["calm/b.md"]
    assert (found.name, found.part, found.of) == ("Calm", 2, 2)


def test_a_chain_without_a_name_is_numbered_by_the_part_one_states() -> None:
    site = [member("a", next="B"), member("b", 1, part=2, next="C"), member("c", 2)]
    found = resolve(site)[0]
    assert [(found[one.source].part, found[one.source].of) for one in site] == [
        (1, 3),
        (2, 3),
        (3, 3),
    ]


def test_a_chain_that_no_article_numbers_has_no_parts() -> None:
    site = [member("a", next="B"), member("b", 1)]
    found = resolve(site)[0]
    assert [found[one.source].part for one in site] == [None, None]


def test_parts_that_contradict_the_links_make_no_circle() -> None:
    site = [
        member("a", name="Calm", part=1),
        member("b", 1, name="Calm", part=2, next="A"),
    ]
    assert neighbours(site) == {"a": ("b", None), "b": (None, "a")}


@st.composite
def sites(draw: st.DrawFn) -> list[Member]:
    """Small sites whose articles say anything of each other."""
    slugs = [f"s{number}" for number in range(draw(st.integers(1, 7)))]
    titles = [slug.capitalize() for slug in slugs]
    link = st.none() | st.sampled_from([*titles, "Nobody", "S…", "https://example.net/x"])
    return [
        member(
            slug,
            draw(st.integers(0, 3)),
            public=draw(st.booleans()),
            lang=draw(st.sampled_from(["en", "de"])),
            previous=draw(link),
            next=draw(link),
            name=draw(st.sampled_from([None, "Calm", "calm", "Work"])),
            part=draw(st.none() | st.integers(1, 4)),
        )
        for slug in slugs
    ]


@given(sites(), st.randoms())
def test_links_always_agree_and_never_run_in_a_circle(site: list[Member], random: object) -> None:
    found, told = resolve(site)
    by_url = {one.url: one for one in site}
    for one in site:
        following = found[one.source].next
        other = by_url.get(following.url or "") if following else None
        assert other is None or other.public
        if other and one.public:
            back = found[other.source].previous
            assert back is not None
            assert back.url == one.url
        steps = 0
        while following and following.url in by_url:
            following = found[by_url[following.url].source].next
            steps += 1
            assert steps <= len(site)
    assert resolve(list(reversed(site))) == (found, told)


def test_five_thousand_articles_take_no_time() -> None:
    site = [
        member(f"article-{n}", n, previous=f"Article {n - 1}" if n else None, name=f"S{n // 9}")
        for n in range(5000)
    ]
    started = time.process_time()
    found, told = resolve(site)
    assert time.process_time() - started < 1.0
    assert found["calm/article-17.md"].next == SeriesLink("Article 18", f"{SITE}/article-18.html")
    assert not told
