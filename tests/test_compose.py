"""Which articles an issue holds, and what its inbox line says when nobody wrote one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from letters import issue, post

from pelican_safespace.errors import IssueError
from pelican_safespace.models import Edition, Member, SeriesLinks
from pelican_safespace.newsletter.compose import compose, editions


def on(day: int, month: int = 9, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def slugs(edition: Edition) -> list[str]:
    return [post.slug for post in edition.posts]


JUNE = post("june", published=on(10, 6))
JULY = post("july", published=on(10, 7))
AUGUST = post("august", published=on(10, 8))
LATER = post("later", published=on(10, 11))
FRENCH = post("aout", published=on(11, 8), lang="fr")
POSTS = (LATER, AUGUST, JULY, JUNE, FRENCH)


def test_the_first_issue_takes_every_article_so_far_oldest_first() -> None:
    assert slugs(compose(issue(published=on(3)), POSTS)) == ["june", "july", "august"]


def test_an_issue_takes_what_was_published_since_the_last_one() -> None:
    last = issue("summer", published=on(1, 7))
    assert slugs(compose(issue(published=on(3)), POSTS, [last])) == ["july", "august"]


def test_neither_drafts_nor_later_issues_nor_other_languages_count_as_the_last_one() -> None:
    others = [
        issue("draft", published=on(1, 8), draft=True),
        issue("later", published=on(1, 12)),
        issue("francais", published=on(1, 8), lang="fr"),
    ]
    assert slugs(compose(issue(published=on(3)), POSTS, others)) == ["june", "july", "august"]


def test_an_article_published_in_the_very_moment_of_the_last_issue_is_not_sent_twice() -> None:
    last = issue("summer", published=JULY.published)
    assert "july" in slugs(compose(last, POSTS))
    assert slugs(compose(issue(published=on(3)), POSTS, [last])) == ["august"]


def test_an_article_that_an_earlier_issue_named_by_hand_is_not_taken_again() -> None:
    morning = issue("summer", published=on(10, 7, hour=0), articles=("july",))
    assert slugs(compose(issue(published=on(3)), POSTS, [morning])) == ["august"]


def test_named_articles_come_in_the_order_of_the_issue() -> None:
    assert slugs(compose(issue(articles=("august", "june")), POSTS)) == ["august", "june"]


def test_an_article_named_twice_is_shown_once() -> None:
    assert slugs(compose(issue(articles=("june", "july", "june.md")), POSTS)) == ["june", "july"]


def test_an_issue_may_be_a_greeting_only() -> None:
    assert compose(issue(articles=()), POSTS).posts == ()


@pytest.mark.parametrize(
    "name",
    [
        "deep",
        " deep ",
        "deep.md",
        "grief/deep",
        "grief/deep.md",
        "articles/grief/deep.md",
        "{filename}deep.md",
        "{filename}/articles/grief/deep.md",
    ],
)
def test_an_article_goes_by_its_slug_or_its_file(name: str) -> None:
    deep = post("deep", source="articles/grief/deep.md")
    assert slugs(compose(issue(articles=(name,)), [JUNE, deep])) == ["deep"]


def test_half_of_a_file_name_is_no_name() -> None:
    with pytest.raises(IssueError):
        compose(issue(articles=("ep.md",)), [post("deep")])


def test_a_translation_gives_way_to_the_article_in_the_language_of_the_issue() -> None:
    english, french = post("calm"), post("calm", lang="fr", source="calm-fr.md")
    chosen = compose(issue(articles=("calm",), lang="fr"), [english, french])
    assert [post.source for post in chosen.posts] == ["calm-fr.md"]


def test_an_article_in_another_language_may_be_named() -> None:
    assert slugs(compose(issue(articles=("aout",)), POSTS)) == ["aout"]


def test_two_articles_that_go_by_one_name_are_told_apart_by_their_files() -> None:
    twins = [post("calm", source="a/calm.md"), post("calm-2", source="b/calm.md")]
    with pytest.raises(IssueError, match=r"a/calm\.md and b/calm\.md both go by it.*file's path"):
        compose(issue(articles=("calm.md",)), twins)
    assert slugs(compose(issue(articles=("b/calm.md",)), twins)) == ["calm-2"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("slow-breth", "slow-breath"),
        ("Slow breath!", "slow-breath"),
        ("SLOW-BREATH", "slow-breath"),
    ],
)
def test_an_unknown_article_is_named_with_the_one_that_was_probably_meant(
    written: str, meant: str
) -> None:
    with pytest.raises(IssueError) as caught:
        compose(issue(articles=(written,)), [JUNE, post("slow-breath")])
    message = str(caught.value)
    assert message.startswith("newsletter/autumn-letter.md: ")
    assert f"“{written}”" in message
    assert f"Did you mean “{meant}”" in message


def test_an_unknown_article_unlike_any_other_comes_with_a_remedy() -> None:
    with pytest.raises(IssueError, match=r"“xyz”.*comma between them"):
        compose(issue(articles=("xyz",)), POSTS)


def test_an_article_that_is_not_published_yet_is_called_so() -> None:
    draft = Member("drafts/soon.md", "soon", "Soon", "", "en", on(1), False, SeriesLinks())
    with pytest.raises(IssueError, match=r"drafts/soon\.md is not published.*Publish it first"):
        compose(issue(articles=("soon",)), POSTS, hidden=[draft])


def test_two_issues_may_not_share_a_slug() -> None:
    twin = issue(source="newsletter/autumn-too.md")
    with pytest.raises(IssueError, match=r"“autumn-letter” belongs to newsletter/autumn-too\.md"):
        compose(issue(), POSTS, [twin])


def test_all_issues_of_a_site_are_composed_in_the_order_of_their_dates() -> None:
    september, july = issue("september", published=on(3)), issue("july", published=on(1, 7))
    made = editions([september, july], POSTS)
    assert [(e.issue.slug, slugs(e)) for e in made] == [
        ("july", ["june"]),
        ("september", ["july", "august"]),
    ]


@pytest.mark.parametrize("slug", ["", "..", "2026/autumn", "..\\autumn"])
def test_a_slug_that_cannot_name_a_folder_is_refused(slug: str) -> None:
    with pytest.raises(IssueError, match=r"Write a Slug of letters, digits and hyphens\."):
        compose(issue(slug, source="newsletter/a.md"), ())


def test_two_issues_with_one_slug_are_found_whatever_their_dates() -> None:
    with pytest.raises(IssueError):
        editions([issue(source="b.md", published=on(1)), issue(source="a.md")], POSTS)


def test_the_subject_is_the_title_where_none_is_written() -> None:
    assert compose(issue(subject=" "), ()).issue.subject == "Autumn letter"
    assert compose(issue(subject="Hello\n  there"), ()).issue.subject == "Hello there"


@pytest.mark.parametrize(
    ("greeting", "preheader"),
    [
        ("<p>Autumn is here. It rains.</p>", "Autumn is here."),
        ("<p>Dear readers,</p><p>Autumn is here. It rains.</p>", "Autumn is here."),
        ("<p>Hello!</p><p>How are you? Well?</p>", "How are you?"),
        ("<p>Liebe Leserinnen und Leser,</p><p>es wird kühl. Bald.</p>", "es wird kühl."),
        ("<p>Hello!</p>", "Hello!"),
        ("<p>Dear readers, autumn is here. It rains.</p>", "Dear readers, autumn is here."),
        ("<p>Dr. Idris Lowe has news. More below.</p>", "Dr. Idris Lowe has news."),
        ("<p>Try it, e.g. at home. Then rest.</p>", "Try it, e.g. at home."),
        ("<p>She said “rest.” And so we did.</p>", "She said “rest.”"),
        ("<p>It is 3.5 km to the lake. Come.</p>", "It is 3.5 km to the lake."),
        ("<p>秋になりました。お元気ですか。</p>", "秋になりました。"),
        ("<p>One &amp; <em>two</em>\n three</p>", "One & two three"),
        ("Bare text. More.", "Bare text."),
        ("<h2>News</h2><p>More.</p>", "News"),
        ("", ""),
        ("<p> </p>", ""),
    ],
)
def test_the_preheader_is_the_first_sentence_of_the_greeting(greeting: str, preheader: str) -> None:
    assert compose(issue(preheader="", greeting=greeting), ()).issue.preheader == preheader


def test_a_very_long_first_sentence_is_cut_between_two_words() -> None:
    found = compose(issue(preheader="", greeting=f"<p>{'calm ' * 60}</p>"), ()).issue.preheader
    assert len(found) <= 140
    assert found.endswith("calm…")


def test_a_preheader_that_is_written_stays() -> None:
    assert compose(issue(preheader="As I said."), ()).issue.preheader == "As I said."
