"""A practice's site, built by Pelican: what theme, feed, newsletter and outbox get to see."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from sites import ISSUE as ONE_ISSUE
from sites import BuildSite, Site, article, entries

from pelican_safespace.errors import IssueError, SettingError

BUILDER_BLOCK = (
    "Originally written for and published by Allison Example, LCSW on www.example.com\n\n"
    "Previous\nPrevious\n\nOn the threshold: arriving isn’t the same…\n\n"
    "Next\nNext\n\nWhat stays"
)
SERIES = {
    "one.md": article("One.", title="On the threshold: arriving isn't the same as being there"),
    "two.md": article(f"Two.\n\n{BUILDER_BLOCK}", title="In the room", date="2026-03-02 09:00"),
    "three.md": article("Three.", title="What stays", date="2026-03-03 09:00"),
}
ISSUE = (
    "Title: May\nDate: 2026-05-01 09:00\nSubject: Three pieces\nArticles: in-the-room\n"
    "\nDear reader,\n"
)


def test_the_block_of_a_hosted_builder_becomes_links_in_every_part(site: BuildSite) -> None:
    built = site(SERIES)
    assert built.log == ()
    found = entries(built)
    middle = found["In the room"]
    text = middle.content[0].value
    assert "https://www.example.org/what-stays.html" in text
    assert text.count("Originally written for and published by") == 1
    assert "Originally" not in middle.summary
    assert [author.name for author in middle.authors] == ["Allison Example, LCSW"]
    # The neighbours' own articles say nothing, and still lead to it.
    for title in ("On the threshold: arriving isn't the same as being there", "What stays"):
        assert "https://www.example.org/in-the-room.html" in found[title].content[0].value


def test_a_theme_sees_the_credit_the_series_and_the_body_without_them(
    site: BuildSite, tmp_path: Path
) -> None:
    theme = tmp_path / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "article.html").write_text(
        "{% set it = article.safespace %}BODY {{ it.body }} END\n"
        "{% if it.attribution %}{{ it.attribution.authors[0].credentials }}{% endif %}"
        "|{{ it.authors[0].byline }}\n"
        "{{ it.series.previous.url }}|{{ it.series.next.title }}|{{ it.content_note }}\n"
    )
    page = site(SERIES, THEME=str(theme.parent), RELATIVE_URLS=True).text("in-the-room.html")
    assert "BODY <p>Two.</p> END" in " ".join(page.split())
    assert "LCSW|Allison Example, LCSW" in page
    assert "./on-the-threshold" in page
    assert "|What stays|" in page


def test_all_six_lists_have_the_same_shape(site: BuildSite, tmp_path: Path) -> None:
    theme = tmp_path / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "article.html").write_text(
        "{% set it = article.safespace %}{{ it.body|length > 0 }} {{ it.attribution }} "
        "{{ it.series.name }} {{ it.series.part }} {{ it.series.previous }} {{ it.authors|length }}"
    )
    files = {
        f"{status}{lang}.md": article(
            "Text.", title=f"A {status} one", Status=status, Lang=lang, Slug=status
        )
        for status in ("published", "draft", "hidden")
        for lang in ("en", "de")
    }
    output = site(files, THEME=str(theme.parent)).output
    pages = [path for path in output.rglob("*.html") if path.parent.name in ("output", "drafts")]
    shown = {path.name: path.read_text() for path in pages if path.read_text().startswith("True")}
    assert len(shown) == 6
    assert set(shown.values()) == {"True None None None None 1"}


@pytest.mark.parametrize("suffix", ["md", "rst", "html"])
@pytest.mark.parametrize("typogrify", [False, True])
def test_credit_and_block_are_understood_from_every_reader(
    site: BuildSite, suffix: str, typogrify: bool
) -> None:
    text = f"Two.\n\n{BUILDER_BLOCK}"
    paragraphs = "".join(f"<p>{part}</p>\n" for part in text.split("\n\n"))
    middle = {
        "md": article(text, title="In the room"),
        "rst": f"In the room\n###########\n\n:date: 2026-03-01 09:00\n:category: Notes\n\n{text}\n",
        "html": "<html><head><title>In the room</title><meta name='date' content='2026-03-01'>"
        f"<meta name='category' content='Notes'></head><body>{paragraphs}</body></html>",
    }
    files = {"one.md": SERIES["one.md"], "three.md": SERIES["three.md"]}
    built = site({**files, f"two.{suffix}": middle[suffix]}, TYPOGRIFY=typogrify)
    assert built.log == ()
    entry = entries(built)["In the room"]
    assert entry.authors[0].name == "Allison Example, LCSW"
    assert "on-the-threshold" in entry.content[0].value
    assert "what-stays" in entry.content[0].value
    assert entry.summary == "Two."


def test_metadata_wins_over_what_the_text_says(site: BuildSite) -> None:
    built = site(
        {
            "one.md": article(
                "Text.\n\nOriginally published by Ben Sample on www.example.com",
                Original_author="Allison Example, LCSW",
                Originally_published="The Quiet Journal",
                Original_url="https://journal.example.net/one",
                Original_date="2020-04",
            )
        }
    )
    entry = entries(built)["An article"]
    assert [author.name for author in entry.authors] == ["Allison Example, LCSW"]
    assert "https://journal.example.net/one" in entry.content[0].value


def test_safespace_off_leaves_an_article_alone(site: BuildSite) -> None:
    text = "Text.\n\nOriginally published by Ben Sample on www.example.com"
    built = site({"one.md": article(text, Safespace="off")})
    entry = entries(built)["An article"]
    assert "Ben Sample" not in str(entry.authors)
    assert "Originally published by Ben Sample" in entry.content[0].value


def test_a_series_has_a_feed_and_a_page_in_reading_order(site: BuildSite) -> None:
    files = {
        f"{number}.md": article("Text.", title=f"Part {number}", Series="Calm", Series_index=number)
        for number in "312"
    }
    built = site(files)
    assert list(entries(built, "feeds/series/calm.xml")) == ["Part 1", "Part 2", "Part 3"]
    page = built.text("series/calm.html")
    assert page.index("Part 1") < page.index("Part 2") < page.index("Part 3")


def test_articles_that_are_only_linked_belong_to_the_series_their_chain_names(
    site: BuildSite,
) -> None:
    built = site(
        {**SERIES, "three.md": SERIES["three.md"].replace("\n\n", "\nSeries: Rooms\n\n", 1)}
    )
    assert list(entries(built, "feeds/series/rooms.xml"))[1:] == ["In the room", "What stays"]
    assert "Part 2 of 3" in entries(built)["In the room"].content[0].value


def test_a_circle_of_articles_is_cut_and_told(site: BuildSite) -> None:
    files = {
        "a.md": article("A.", title="A", Next="b"),
        "b.md": article("B.", title="B", Next="a"),
    }
    built = site(files)
    assert [line for line in built.log if "circle" in line]


def test_drafts_and_hidden_articles_stand_in_no_feed(site: BuildSite) -> None:
    built = site(
        {
            "one.md": article("One.", title="Public", Series="Calm"),
            "two.md": article("Two.", title="Secret", Series="Calm", Status="draft"),
            "three.md": article("Three.", title="Quiet", Series="Calm", Status="hidden"),
        }
    )
    for name, data in built.tree().items():
        if name.endswith(".xml"):
            assert b"Secret" not in data
            assert b"Quiet" not in data or b"Quiet Room" in data
    assert [e.title for e in feedparser.parse(built.text("feeds/articles.xml")).entries] == [
        "Public"
    ]


def test_an_issue_becomes_mail_web_edition_archive_and_feed(site: BuildSite) -> None:
    built = site({**SERIES, "newsletter/may.md": ISSUE})
    assert built.log == ()
    raw = (built.outbox / "may" / "email.eml").read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Subject"] == "Three pieces"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for part in message.iter_parts():
        assert "In the room" in part.get_content()
        assert "Quiet Room, 1 Elm Street, Anytown" in " ".join(part.get_content().split())
        assert "https://www.example.org/leave" in part.get_content()
    web = built.text("newsletter/may.html")
    assert "Dear reader" in web
    assert "leave" not in web
    assert "may.html" in built.text("newsletter/index.html")
    assert "In the room" in entries(built, "newsletter/feed.xml")["May"].content[0].value
    assert "May" in (built.outbox / "index.html").read_text("utf-8")


def test_an_automatic_issue_takes_everything_since_the_last_one(site: BuildSite) -> None:
    built = site(
        {
            "old.md": article("Old.", title="Old", date="2026-01-01 09:00"),
            "new.md": article("New.", title="New", date="2026-04-01 09:00"),
            "later.md": article("Later.", title="Later", date="2026-06-01 09:00"),
            "newsletter/1.md": "Title: One\nDate: 2026-02-01 09:00\n\nHello.\n",
            "newsletter/2.md": "Title: Two\nDate: 2026-05-01 09:00\n\nHello.\n",
        }
    )
    text = (built.outbox / "two" / "email.txt").read_text("utf-8")
    assert "New" in text
    assert "Old" not in text
    assert "Later" not in text


def test_a_draft_issue_is_on_the_desk_and_nowhere_else(site: BuildSite) -> None:
    built = site({**SERIES, "newsletter/may.md": ISSUE.replace("\n\n", "\nStatus: draft\n\n", 1)})
    assert (built.outbox / "may" / "email.html").exists()
    assert not [name for name, data in built.tree().items() if b"Dear reader" in data]


@pytest.mark.parametrize(
    ("issue", "says"),
    [
        ("Title: May\nDate: 2026-05-01\nArticles: in-the-rom\n\nHi.\n", "in-the-room"),
        ("Title: May\nDate: 2026-05-01\nArticles: secret\n\nHi.\n", "publish"),
        ("Title: May\n\nHi.\n", "Date"),
        ("Title: May\nDate: 2026-05-01\nLayout: wide\n\nHi.\n", "full or digest"),
        ("Title: May\nDate: 2026-05-01\nStatus: hidden\n\nHi.\n", "published or draft"),
        ("Date: 2026-05-01\n\nHi.\n", "Title"),
    ],
)
def test_an_issue_that_cannot_be_made_says_why(site: BuildSite, issue: str, says: str) -> None:
    secret = article("Secret.", title="Secret", Status="draft")
    with pytest.raises(IssueError, match=says) as error:
        site({**SERIES, "secret.md": secret, "newsletter/may.md": issue})
    assert "newsletter/may.md" in str(error.value)


@pytest.mark.parametrize(
    "missing", ["SAFESPACE_SENDER", "SAFESPACE_POSTAL_ADDRESS", "SAFESPACE_UNSUBSCRIBE_URL"]
)
def test_no_issue_without_sender_address_and_way_out(site: BuildSite, missing: str) -> None:
    with pytest.raises(SettingError, match=missing):
        site({**SERIES, "newsletter/may.md": ISSUE}, **{missing: ...})


def test_a_site_without_issues_needs_none_of_these(site: BuildSite) -> None:
    built = site(
        SERIES,
        SAFESPACE_SENDER=...,
        SAFESPACE_POSTAL_ADDRESS=...,
        SAFESPACE_UNSUBSCRIBE_URL=...,
    )
    assert (built.output / "feeds" / "articles.xml").exists()
    assert not built.outbox.exists()


SECOND = "Title: June\nDate: 2026-06-01 09:00\nSubject: June\nArticles: one\n\nHello.\n"


def two_issues(site: BuildSite) -> Site:
    """A site with the issues "may" and "june", built once."""
    one = article("One.", title="One")
    return site({"one.md": one, "newsletter/may.md": ONE_ISSUE, "newsletter/june.md": SECOND})


def test_the_folder_of_a_deleted_issue_leaves_the_outbox(site: BuildSite) -> None:
    built = two_issues(site)
    (built.root / "content/newsletter/june.md").unlink()
    site()
    assert not (built.outbox / "june").exists()
    assert (built.outbox / "may/email.eml").is_file()
    assert "june" not in (built.outbox / "index.html").read_text("utf-8").lower()


def test_what_a_person_put_or_changed_in_the_outbox_stays(site: BuildSite) -> None:
    built = two_issues(site)
    kept = {"june/notes.txt": "mine", "june/email.html": "changed", "may/for-mum.txt": "mine"}
    for path, text in kept.items():
        (built.outbox / path).write_text(text, "utf-8")
    (built.root / "content/newsletter/june.md").unlink()
    site()
    assert {path: (built.outbox / path).read_text("utf-8") for path in kept} == kept
    assert not (built.outbox / "june/email.eml").exists()


def test_what_went_out_stays_also_when_its_issue_is_deleted(site: BuildSite) -> None:
    built = two_issues(site)
    (built.root / "outbox-sent.json").write_text('{"june": "2026-06-02"}', "utf-8")
    before = (built.outbox / "june/email.eml").read_bytes()
    (built.root / "content/newsletter/june.md").unlink()
    site()
    site()
    assert (built.outbox / "june/email.eml").read_bytes() == before
    (built.root / "outbox-sent.json").unlink()
    site()
    assert not (built.outbox / "june").exists()


def test_without_any_issue_left_nothing_of_ours_is_in_the_outbox(site: BuildSite) -> None:
    built = two_issues(site)
    for path in (built.root / "content/newsletter").iterdir():
        path.unlink()
    site()
    assert not built.outbox.exists()


@pytest.mark.parametrize("listed", ['{"../secret.txt": "%s"}', "[]", "{", '{"june/x": 1}'])
def test_a_damaged_list_of_the_outbox_removes_nothing(site: BuildSite, listed: str) -> None:
    built = two_issues(site)
    secret = built.root / "secret.txt"
    secret.write_text("mine", "utf-8")
    digest = hashlib.sha256(b"mine").hexdigest()
    (built.outbox / ".safespace.json").write_text(listed.replace("%s", digest), "utf-8")
    (built.root / "content/newsletter/june.md").unlink()
    site()
    assert secret.read_text("utf-8") == "mine"
    assert (built.outbox / "june/email.eml").is_file()


@pytest.mark.parametrize("folder", ["output/outbox", "content/outbox"])
def test_an_outbox_that_would_be_published_is_refused(site: BuildSite, folder: str) -> None:
    with pytest.raises(SettingError, match="SAFESPACE_OUTBOX"):
        site(SERIES, SAFESPACE_OUTBOX=folder)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("[gone]({filename}gone.md)", "{filename}gone.md"),
        ("![gone]({static}images/gone.png)", "images/gone.png"),
        ("![gone](/images/gone.png)", "images/gone.png"),
        ("Text.\n\nPrevious: An article nobody wrote", "An article nobody wrote"),
        ("A bell \x07 rings.", "character"),
    ],
)
def test_bad_content_is_a_warning_that_names_the_file(
    site: BuildSite, body: str, says: str
) -> None:
    built = site({"bad.md": article(body), "good.md": article("Good.", title="A good one")})
    assert [line for line in built.log if "bad.md" in line and says in line]
    assert sorted(entries(built)) == ["A good one", "An article"]


def test_an_ambiguous_title_is_a_warning_and_no_link(site: BuildSite) -> None:
    built = site(
        {
            "a.md": article("A.", title="Twins", Slug="a"),
            "b.md": article("B.", title="Twins", Slug="b"),
            "c.md": article("C.\n\nPrevious: Twins", title="Third"),
        }
    )
    assert [line for line in built.log if "c.md" in line and "Twins" in line]


def test_files_that_did_not_change_are_not_written_again(site: BuildSite) -> None:
    first = site({**SERIES, "newsletter/may.md": ISSUE})
    watched = [first.output / "feeds" / "articles.xml", first.outbox / "may" / "email.eml"]
    before = [path.stat().st_mtime_ns for path in watched]
    site()
    assert [path.stat().st_mtime_ns for path in watched] == before


def test_every_feed_of_the_example_is_well_formed_and_readable(example: Site) -> None:
    feeds = [name for name in example.tree() if name.endswith(".xml")]
    assert len(feeds) >= 4
    for name in feeds:
        etree.fromstring((example.output / name).read_bytes())
        parsed = feedparser.parse((example.output / name).read_bytes())
        assert not parsed.bozo
        assert parsed.entries


def test_the_example_builds_without_a_warning(example: Site) -> None:
    assert example.log == ()


def test_a_long_feed_links_to_archives_that_hold_every_article_once(site: BuildSite) -> None:
    files = {
        f"{year}-{number}.md": article(
            "Text.", title=f"Number {number} of {year}", date=f"{year}-0{number}-01 09:00"
        )
        for year in (2023, 2024, 2025)
        for number in (1, 2, 3)
    }
    built = site(files, SAFESPACE_FEED_ITEMS=2)
    assert list(entries(built)) == ["Number 3 of 2025", "Number 2 of 2025"]
    archives = sorted((built.output / "feeds").glob("articles-*.xml"))
    titles = [
        title
        for path in archives
        for title in entries(built, path.relative_to(built.output).as_posix())
    ]
    assert sorted(titles) == sorted(
        f"Number {n} of {y}" for y in (2023, 2024, 2025) for n in (1, 2, 3)
    )
    assert archives[0].name in built.text("feeds/articles-2024.xml")
    finished = archives[0].read_bytes()
    site({"new.md": article("New.", title="New", date="2025-09-01 09:00")}, SAFESPACE_FEED_ITEMS=2)
    assert archives[0].read_bytes() == finished


def test_a_list_names_every_feed(site: BuildSite) -> None:
    built = site({**SERIES, "newsletter/may.md": ISSUE}, SAFESPACE_FEED_CATEGORY="feeds/{slug}.xml")
    outlines = etree.fromstring(built.text("feeds/feeds.opml").encode()).findall(".//outline")
    addresses = [outline.get("xmlUrl") for outline in outlines if outline.get("xmlUrl")]
    assert addresses == [
        "https://www.example.org/feeds/articles.xml",
        "https://www.example.org/feeds/notes.xml",
        "https://www.example.org/newsletter/feed.xml",
    ]


def test_json_feed_and_atom_say_what_the_rss_feed_says(site: BuildSite) -> None:
    built = site(SERIES, SAFESPACE_FEED_FORMATS=["json", "atom"])
    rss, atom = entries(built), entries(built, "feeds/articles.atom.xml")
    items = json.loads(built.text("feeds/articles.json"))["items"]
    assert [item["title"] for item in items] == list(rss) == list(atom)
    for item in items:
        assert item["id"] == rss[item["title"]].id == atom[item["title"]].id
        assert item["url"] == rss[item["title"]].link == atom[item["title"]].link
        assert item["content_html"] == rss[item["title"]].content[0].value.replace("<br />", "<br>")
