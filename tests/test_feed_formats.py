"""RSS, Atom and JSON Feed of the same feeds, compared item by item on everything they say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

import hostile
import json_feed_rules
import pytest
from lxml import etree
from sites import Site, article, build, build_example

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"

EVERY_FEED = {
    "SAFESPACE_FEED_CATEGORY": "feeds/category/{slug}.xml",
    "SAFESPACE_FEED_TAG": "feeds/tag/{slug}.xml",
    "SAFESPACE_FEED_AUTHOR": "feeds/author/{slug}.xml",
    "SAFESPACE_FEED_TRANSLATION": "feeds/lang/{lang}.xml",
    "SAFESPACE_FEED_FORMATS": ["json", "atom"],
    "SAFESPACE_FEED_ITEMS": 5,
}


@pytest.fixture(scope="module", params=["example", "hostile"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp(request.param)
    if request.param == "example":
        return build_example(root, **EVERY_FEED)
    changed = {
        "changed.md": article(
            "<audio src='/media/talk.mp3'></audio>",
            title="&#6;",
            date="2026-03-02 09:00",  # another article's as well
            Modified="2026-03-04 09:00",
            Slug="changed",
        )
    }
    return build(
        root, {**hostile.FILES, **changed}, **hostile.SETTINGS | {"SAFESPACE_FEED_ITEMS": 50}
    )


def plain(text: str | None) -> str | None:
    """A title without the joiner that keeps readers of XML from taking it for markup."""
    return text.replace("\u2060", "") if text else None


def of_rss(item: Any) -> dict[str, Any]:
    picture = item.find(f"{MEDIA}content")
    updated = item.findtext(f"{ATOM}updated")
    content = item.findtext(f"{CONTENT}encoded")
    return {
        "id": item.findtext("guid"),
        "url": item.findtext("link"),
        "title": plain(item.findtext("title")),
        "authors": [one.text for one in item.findall(f"{DC}creator")],
        "published": parsedate_to_datetime(item.findtext("pubDate")),
        "modified": updated and datetime.fromisoformat(updated),
        "summary": unescape(item.findtext("description")),
        "content": content,
        "categories": [one.text for one in item.findall("category")],
        "image": None if picture is None else picture.get("url"),
        "attachments": [
            (one.get("url"), one.get("type"), int(one.get("length")))
            for one in item.findall("enclosure")
        ],
        # RSS has no language of an item; its text says which it is in.
        "language": re.findall(r'^<div lang="([^"]+)"', content or "")[0],
    }


def of_atom(entry: Any, published: datetime) -> dict[str, Any]:
    links = {one.get("rel"): one for one in entry.findall(f"{ATOM}link")}
    sound = links.get("enclosure")
    picture = entry.find(f"{MEDIA}content")
    # Within its second, by which no two entries are alike.
    updated = datetime.fromisoformat(entry.findtext(f"{ATOM}updated")).replace(microsecond=0)
    return {
        "id": entry.findtext(f"{ATOM}id"),
        "url": links["alternate"].get("href"),
        "title": plain(entry.findtext(f"{ATOM}title")),
        "authors": [one.text for one in entry.findall(f"{ATOM}author/{ATOM}name")],
        "published": datetime.fromisoformat(entry.findtext(f"{ATOM}published")),
        "modified": None if updated == published else updated,
        "summary": plain(entry.findtext(f"{ATOM}summary")),
        "content": entry.findtext(f"{ATOM}content"),
        "categories": [one.get("label") for one in entry.findall(f"{ATOM}category")],
        "image": None if picture is None else picture.get("url"),
        "attachments": []
        if sound is None
        else [(sound.get("href"), sound.get("type"), int(sound.get("length")))],
        "language": entry.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }


def of_json(item: dict[str, Any]) -> dict[str, Any]:
    modified = item.get("date_modified")
    return {
        "id": item["id"],
        "url": item["url"],
        "title": item["title"],
        "authors": [one["name"] for one in item.get("authors", ())],
        "published": datetime.fromisoformat(item["date_published"]),
        "modified": modified and datetime.fromisoformat(modified),
        "summary": item["summary"],
        "content": item["content_html"],
        "categories": item.get("tags", []),
        "image": item.get("image"),
        "attachments": [
            (one["url"], one["mime_type"], one["size_in_bytes"])
            for one in item.get("attachments", ())
        ],
        "language": item["language"],
    }


def feeds(built: Site) -> Iterator[tuple[str, Any, Any, dict[str, Any]]]:
    """Every feed that has all three formats: its name, its items in each."""
    for name in built.tree():
        if name.endswith(".json"):
            stem = name.removesuffix(".json")
            rss = etree.fromstring(built.text(f"{stem}.xml").encode()).findall("channel/item")
            atom = etree.fromstring(built.text(f"{stem}.atom.xml").encode())
            yield stem, rss, atom.findall(f"{ATOM}entry"), json.loads(built.text(name))


def test_three_formats_say_the_same_of_every_item(built: Site) -> None:
    kinds, seen = set(), dict[str, int]()
    for name, rss, atom, document in feeds(built):
        kinds.add("/".join(name.split("/")[:-1]))
        for one, two, three in zip(rss, atom, document["items"], strict=True):
            expected = of_rss(one)
            assert of_atom(two, expected["published"]) == expected, name
            assert of_json(three) == expected, name
            for key, value in expected.items():
                seen[key] = seen.get(key, 0) + bool(value)
    assert kinds >= {
        *("feeds", "feeds/series", "feeds/category", "feeds/tag", "feeds/author", "feeds/lang"),
        "newsletter",
    }
    # Each of them was there to be compared; the example practice records nothing.
    recorded = {"attachments"} if built.root.name.startswith("hostile") else set()
    assert {key for key, count in seen.items() if count} >= {*seen} - {"attachments"} | recorded


def test_no_two_entries_of_atom_have_one_date_of_change(built: Site) -> None:
    for name, rss, atom, _ in feeds(built):
        dates = [entry.findtext(f"{ATOM}updated") for entry in atom]
        assert len({*dates}) == len(dates), name
        for one, two in zip(rss, atom, strict=True):
            said = of_rss(one)
            exact = datetime.fromisoformat(two.findtext(f"{ATOM}updated"))
            assert (
                timedelta()
                <= exact - (said["modified"] or said["published"])
                < timedelta(seconds=1)
            )


def test_every_json_feed_keeps_to_the_specification(built: Site) -> None:
    found = {
        name: json_feed_rules.violations(built.text(name))
        for name in built.tree()
        if name.endswith(".json")
    }
    assert len(found) > 6
    assert {name: broken for name, broken in found.items() if broken} == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": "https://jsonfeed.org/version/1"}, "version"),
        ({"title": None}, "title"),
        ({"author": {"name": "A"}}, "author is unknown"),
        ({"home_page_url": "/"}, "home_page_url"),
        ({"items": [{"id": 1, "content_html": "x"}]}, "id is no text"),
        ({"items": [{"id": "1"}]}, "without content"),
        ({"items": [{"id": "1", "content_text": "x"}] * 2}, "id twice"),
        ({"items": [{"id": "1", "content_text": "x", "date_published": "2026-01-01"}]}, "date_p"),
        ({"items": [{"id": "1", "content_text": "x", "tags": [""]}]}, "tags"),
        ({"items": [{"id": "1", "content_text": "x", "attachments": [{}]}]}, "attachment"),
    ],
)
def test_the_rules_find_what_the_specification_forbids(change: dict[str, Any], said: str) -> None:
    good = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}
    assert json_feed_rules.violations(json.dumps(good)) == []
    assert said in " ".join(json_feed_rules.violations(json.dumps({**good, **change})))
