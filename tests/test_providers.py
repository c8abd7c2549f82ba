"""Each provider's file comes out of that provider's own template engine as it was written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import django
import jinja2
import liquid
import pytest
from bs4 import BeautifulSoup
from delivery.real_servers import need
from django.conf import settings as django_settings
from django.template import Context, Engine
from mail_samples import PRACTICE, SITE, edition, post
from sites import BuildSite, article

from pelican_safespace.errors import SettingError
from pelican_safespace.models import Attribution, ProviderName
from pelican_safespace.newsletter.desk import Version
from pelican_safespace.newsletter.production import Order, produce
from pelican_safespace.newsletter.providers import PROVIDERS
from pelican_safespace.phrases import phrases

if not django_settings.configured:
    django_settings.configure(USE_I18N=False)
    django.setup()

NAMES: tuple[ProviderName, ...] = get_args(ProviderName)

#: What an article about newsletters, or a hostile one, may well say; no longer than the longest
#: title a mail shows.
PROSE = (
    "{{ name|safe }} {% for a in b %} {%- x -%} {# n #} *|UNSUB|* {$name} ${name} <@name> <#if a> "
    "[#name] [[i]] [link:subscription_unsubscribe_url] %%n%% @TrackLink #{n} }} %} {{{ a }}} "
    "\\{{ b }} {{ unsubscribe_url }} {{ `raw` }} <%= c %> $}{ {"
)
WAY_OUT = "https://sender.example.com/leave?who=1&list=2"
ONLINE = "https://sender.example.com/view/1"
ADDRESS = "12 Filled In Street"


@cache
def made(key: ProviderName, prose: str = PROSE) -> Version:
    escaped = prose.replace("&", "&amp;").replace("<", "&lt;")
    body = (
        f"<p>{escaped}</p><h2>{escaped}</h2><pre>{escaped}</pre>"
        f"<ul><li>{escaped}</li></ul><table><tr><th>{escaped}</th><td>1</td></tr></table>"
        f'<p>See <a href="{SITE}/a?q={{{{x}}}}*|B|*${{c}}">{escaped}</a>.</p>'
        f'<figure><img src="{SITE}/b.jpg" alt="{escaped.replace(chr(34), "")}">'
        f"<figcaption>{escaped}</figcaption></figure>"
    )
    credit = Attribution("original", (), "Review", "https://r.example.com/{{a}}", None, prose)
    issue = edition(
        post("tags", prose, body, attribution=credit, content_note=prose, summary=prose),
        post("second", "Second", "<p>Quiet.</p>"),
        post("third", "Third", "<p>Quieter.</p>"),
        title=prose,
        subject=prose,
        preheader=prose,
        greeting=f"<p>{escaped}</p>",
    )
    practice = replace(PRACTICE, notice=prose, postal_address=f"1 Elm Street\n{prose}")
    (version,) = produce(Order(issue, practice, phrases("en"), providers=[key])).versions
    return version


def by_replacing(**tags: str) -> Callable[[str], str]:
    """An engine that knows nothing but a few tags, as those of Mailchimp and MailerLite."""

    def fill(source: str) -> str:
        for tag, value in tags.items():
            source = source.replace(tag, value)
        return source

    return fill


def in_jinja(source: str, **values: str) -> str:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(source).render(values)


def in_django(source: str, **values: str) -> str:
    engine = Engine(string_if_invalid="UNKNOWN VARIABLE %s")
    return str(engine.from_string(source).render(Context(values, autoescape=False)))


def in_liquid(source: str, **values: str) -> str:
    environment = liquid.Environment(undefined=liquid.StrictUndefined)
    return str(environment.from_string(source).render(**values))


GO = """package main

import (
	"encoding/json"
	html "html/template"
	"os"
	text "text/template"
)

func main() {
	var in struct{ Source, Way, Online string }
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		panic(err)
	}
	functions := map[string]any{
		"UnsubscribeURL": func() html.URL { return html.URL(in.Way) },
		"MessageURL":     func() html.URL { return html.URL(in.Online) },
		"Safe":           func(s string) html.HTML { return html.HTML(s) },
	}
	var err error
	if os.Args[1] == "html" {
		err = html.Must(html.New("m").Funcs(functions).Parse(in.Source)).Execute(os.Stdout, nil)
	} else {
		err = text.Must(text.New("m").Funcs(functions).Parse(in.Source)).Execute(os.Stdout, nil)
	}
	if err != nil {
		panic(err)
	}
}
"""


def in_go(tmp_path: Path) -> Callable[[str, str], str]:
    """Go's own templates, which listmonk uses: html/template for HTML, text/template for text."""
    need("" if shutil.which("go") else "Go is not installed (golang-go); listmonk is written in it")
    (tmp_path / "main.go").write_text(GO, "utf-8")
    environment = {**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "", "GO111MODULE": "off"}
    # Go's own cache is left where it is: compiling its libraries takes half a minute once.
    build = ["go", "build", "-o", "engine", "main.go"]
    subprocess.run(build, cwd=tmp_path, env=environment, check=True)

    def run(source: str, kind: str) -> str:
        given = json.dumps({"Source": source, "Way": WAY_OUT, "Online": ONLINE})
        return subprocess.run(
            [tmp_path / "engine", kind],
            input=given,
            encoding="utf-8",
            capture_output=True,
            check=True,
        ).stdout

    return run


ENGINES: dict[ProviderName, Callable[[str], str]] = {
    "mailchimp": by_replacing(
        **{"*|UNSUB|*": WAY_OUT, "*|ARCHIVE|*": ONLINE, "*|LIST:ADDRESSLINE|*": ADDRESS}
    ),
    "buttondown": lambda html: in_django(html, unsubscribe_url=WAY_OUT, email_url=ONLINE),
    "brevo": lambda html: in_jinja(html, unsubscribe=WAY_OUT, mirror=ONLINE),
    "mailerlite": by_replacing(**{"{$unsubscribe}": WAY_OUT, "{$url}": ONLINE}),
    "kit": lambda html: in_liquid(html, unsubscribe_url=WAY_OUT, address=ADDRESS),
    "campaign-monitor": lambda html: re.sub(
        r"<(unsubscribe|webversion)>(.*?)</\1>",
        lambda tag: f'<a href="{WAY_OUT if tag[1][0] == "u" else ONLINE}">{tag[2]}</a>',
        html,
    ),
    "constant-contact": by_replacing(**{"[[trackingImage]]": ""}),
    "mailpoet": by_replacing(
        **{
            "[link:subscription_unsubscribe_url]": WAY_OUT,
            "[link:newsletter_view_in_browser_url]": ONLINE,
        }
    ),
    "keila": lambda html: in_liquid(html, unsubscribe_link=WAY_OUT),
    "ses": by_replacing(**{"{{amazonSESUnsubscribeUrl}}": WAY_OUT}),
}


def seen(html: str) -> tuple[list[str], list[dict[str, object]]]:
    """All a reader meets: the words in their order, and every attribute but those of links."""
    soup = BeautifulSoup(html, "lxml")
    for link in soup.find_all("a", string=re.compile("Unsubscribe|View this issue")):
        link["href"] = "#"
    words = [" ".join(text.split()) for text in soup.find_all(string=True) if text.strip()]
    return words, [dict(tag.attrs) for tag in soup.find_all(True)]


def plain_mail() -> str:
    """The same issue as it leaves for one's own mail program, where no engine is at work."""
    key: ProviderName = "ses"
    return made(key).html


@pytest.mark.parametrize("key", sorted(ENGINES))
def test_prose_that_looks_like_a_template_comes_out_unchanged(key: ProviderName) -> None:
    html = ENGINES[key](made(key).html)
    words, _ = seen(html)
    assert sum(word == " ".join(PROSE.split()) for word in words) >= 8
    soup = BeautifulSoup(html, "lxml")
    assert soup.title
    assert soup.title.text == " ".join(PROSE.split())
    link = soup.find("a", href=lambda href: bool(href) and href.startswith(f"{SITE}/a?q"))
    assert link
    assert link["href"] == f"{SITE}/a?q={{{{x}}}}*|B|*${{c}}"
    assert "UNKNOWN VARIABLE" not in html


@pytest.mark.parametrize("key", sorted(ENGINES))
def test_the_engine_fills_in_what_the_provider_knows_and_nothing_else(key: ProviderName) -> None:
    source, links = made(key).html, PROVIDERS[key].links
    filled = BeautifulSoup(ENGINES[key](source), "lxml")
    hrefs = [link["href"] for link in filled.find_all("a", href=True)]
    assert (WAY_OUT in hrefs) == bool(links.unsubscribe)
    assert (ONLINE in hrefs) == bool(links.web_edition)
    assert (ADDRESS in filled.text) == bool(links.postal_address)
    assert ("1 Elm Street" in filled.text) != bool(links.postal_address)
    tags = [tag for tag in (links.unsubscribe, links.web_edition, links.postal_address) if tag]
    assert all(source.count(tag) == 1 for tag in tags)


def test_constant_contact_gets_its_picture_and_nobody_else_does() -> None:
    assert made("constant-contact").html.count("[[trackingImage]]") == 1
    assert re.search(r"<body[^>]*>\[\[trackingImage\]\]", made("constant-contact").html)
    others = [key for key in NAMES if "[[trackingImage]]" in made(key).html]
    assert others == ["constant-contact"]


@pytest.mark.parametrize("combination", ["[#", "${", "<@"])
def test_constant_contact_refuses_some_signs_anywhere_and_finds_none(combination: str) -> None:
    assert combination not in made("constant-contact").html


def test_gos_templates_leave_the_mail_as_it_was_with_outlooks_comments(tmp_path: Path) -> None:
    run, source = in_go(tmp_path), made("listmonk").html
    html = run(source, "html")
    words, _ = seen(html)
    assert sum(word == " ".join(PROSE.split()) for word in words) >= 8
    hrefs = [link["href"] for link in BeautifulSoup(html, "lxml").find_all("a", href=True)]
    assert WAY_OUT in hrefs
    assert ONLINE in hrefs
    comments = re.findall(r"<!--.*?-->", html, re.DOTALL)
    assert comments == re.findall(r"<!--.*?-->", plain_mail(), re.DOTALL)
    assert any("[if mso" in comment for comment in comments)
    assert "TrackView" not in source
    text = run(made("listmonk").text, "text")
    assert shown(text).count(" ".join(PROSE.split())) >= 3
    assert text.count(WAY_OUT) == 1


def shown(text: str) -> str:
    """Plain text as it is seen: on one line, without the sign that has no width."""
    return " ".join(text.replace("\u2060", "").split())


@pytest.mark.parametrize("key", sorted(ENGINES))
def test_plain_text_comes_out_of_the_engines_with_every_visible_sign(key: ProviderName) -> None:
    text = ENGINES[key](made(key).text)
    assert shown(text).count(" ".join(PROSE.split())) >= 3
    if PROVIDERS[key].links.unsubscribe and key != "campaign-monitor":
        assert text.count(WAY_OUT) == 1


@pytest.mark.parametrize("key", NAMES)
def test_without_templates_in_the_prose_no_sign_is_added(key: ProviderName) -> None:
    version = made(key, "A quiet morning.")
    assert "\u2060" not in version.text + version.html
    assert len(version.html.encode()) <= 102_000


@pytest.mark.parametrize("key", NAMES)
def test_every_provider_says_how_to_send_with_it(key: ProviderName) -> None:
    version = made(key)
    assert version.file == f"for-{key}.html"
    assert len(version.steps) >= 4
    assert all(step.endswith(".") for step in version.steps)
    assert any("test" in step for step in version.steps)


ISSUE = "Title: May\nDate: 2026-05-01 09:00\nSubject: Two pieces\nArticles: one\n\nDear reader,\n"


def test_the_outbox_holds_a_file_for_each_provider_of_the_settings(site: BuildSite) -> None:
    files = {"one.md": article("One.", title="One"), "newsletter/may.md": ISSUE}
    built = site(files, SAFESPACE_PROVIDERS=list(NAMES))
    names = {name for name in built.tree("outbox") if name.startswith("may/for-")}
    assert {f"may/for-{key}.html" for key in NAMES} <= names
    mailchimp = (built.outbox / "may/for-mailchimp.html").read_text("utf-8")
    assert 'href="*|UNSUB|*"' in mailchimp
    desk = BeautifulSoup((built.outbox / "may/index.html").read_text("utf-8"), "lxml")
    ways = [" ".join(label.text.split()) for label in desk.select("#send fieldset label")]
    assert ways == [*(PROVIDERS[key].name for key in NAMES), "Your mail program"]
    assert "cannot be private" in desk.select("#findings")[0].text


def test_the_files_of_a_provider_no_longer_chosen_are_gone(site: BuildSite) -> None:
    files = {"one.md": article("One.", title="One"), "newsletter/may.md": ISSUE}
    site(files, SAFESPACE_PROVIDERS=["keila", "listmonk"])
    built = site(files, SAFESPACE_PROVIDERS=["listmonk"])
    names = {name for name in built.tree("outbox") if "/for-" in name}
    assert names == {"may/for-listmonk.html", "may/for-listmonk.txt"}


def test_without_providers_there_is_no_such_file(site: BuildSite) -> None:
    built = site({"one.md": article("One.", title="One"), "newsletter/may.md": ISSUE})
    assert not [name for name in built.tree("outbox") if "for-" in name]


@pytest.mark.parametrize(
    ("chosen", "remedy"),
    [
        (["mailchump"], "Did you mean 'mailchimp'"),
        (["qq"], "constant-contact"),
        ("listmonk", "write a list"),
    ],
)
def test_an_unknown_provider_stops_the_build_with_its_remedy(
    site: BuildSite, chosen: object, remedy: str
) -> None:
    with pytest.raises(SettingError, match=r"SAFESPACE_PROVIDERS") as error:
        site({"one.md": article("One.")}, SAFESPACE_PROVIDERS=chosen)
    assert remedy in str(error.value)
