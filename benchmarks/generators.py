"""What feed and newsletter cost in Hugo and in Eleventy, on the same articles, where installed.

The base is each generator's own build without either. Hugo writes full-text RSS of everything and
of every category and tag; it has no newsletter. Eleventy has its RSS plugin (full text) and npm's
mjml for sixty issues: both are taken from the folder that ELEVENTY names, which
``npm install @11ty/eleventy @11ty/eleventy-plugin-rss mjml`` filled.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import articles

ISSUES = 60
_HUGO_BARE = 'disableKinds = ["RSS", "sitemap"]\n'
_HUGO = """baseURL = "https://www.example.org/"
title = "Quiet Room"
[permalinks]
articles = "/:slug/"
"""
_HUGO_PAGE = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}"
_HUGO_LIST = (
    "<!doctype html><title>{{ .Title }}</title>"
    "{{ range .Pages }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
)
_HUGO_RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{{ .Title }}</title>'
    "<link>{{ .Permalink }}</link><description>Notes</description>"
    "{{ range .RegularPagesRecursive }}"
    "<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>"
    "<description>{{ .Content | html }}</description></item>{{ end }}</channel></rss>"
)
_ELEVENTY = """module.exports = async function (config) {
  config.addCollection("posts", (all) => all.getFilteredByGlob("articles/*.md"));
  %s
  return { dir: { input: ".", output: "_site" }, markdownTemplateEngine: false };
};
"""
_ELEVENTY_FEEDS = """
  const { feedPlugin } = await import("@11ty/eleventy-plugin-rss");
  config.addPlugin(feedPlugin, { type: "rss", outputPath: "/feed.xml",
    collection: { name: "posts", limit: 0 }, metadata: { language: "en", title: "Quiet Room",
    base: "https://www.example.org/", author: { name: "Quiet Room" } } });
  const mjml = require("mjml"), fs = require("fs");
  config.on("eleventy.after", async () => {
    fs.mkdirSync("outbox", { recursive: true });
    const files = fs.readdirSync("_site/articles").sort();
    for (let issue = 0; issue < %d; issue++) {
      const bodies = files.slice(issue * 5, issue * 5 + 5).map((name) => "<mj-text>" +
        fs.readFileSync("_site/articles/" + name + "/index.html", "utf8") + "</mj-text>");
      const made = await mjml("<mjml><mj-body><mj-section><mj-column>" + bodies.join("") +
        "</mj-column></mj-section></mj-body></mjml>");
      fs.writeFileSync("outbox/" + issue + ".html", made.html);
    }
  });
"""


@dataclass(frozen=True, slots=True)
class Build:
    """One way to build a site: its folder, the command, what it writes."""

    name: str
    folder: Path
    command: Sequence[str]

    def seconds(self) -> float:
        """Build it from nothing and return the seconds that took."""
        for written in ("public", "_site", "outbox", "resources"):
            shutil.rmtree(self.folder / written, ignore_errors=True)
        started = perf_counter()
        done = subprocess.run(
            self.command, cwd=self.folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{self.name}: {done.stdout}\n{done.stderr}")
        return perf_counter() - started


def compare(folder: Path, count: int, rounds: int) -> None:
    """Print the ratio of each generator's build with feed (and newsletter) to its bare one."""
    print(f"\n{count:,} articles with other generators, medians of {rounds}; ratio to bare")
    for pair in (hugo(folder, count), eleventy(folder, count)):
        if pair is None:
            continue
        taken: dict[str, list[float]] = {build.name: [] for build in pair}
        for _ in range(rounds):
            for build in pair:
                taken[build.name].append(build.seconds())
        bare, full = (median(taken[build.name]) for build in pair)
        print(
            f"{pair[1].name:44} {full / bare:7.3f}   ({bare:.1f} s bare, {full:.1f} s)", flush=True
        )


def hugo(folder: Path, count: int) -> tuple[Build, Build] | None:
    """Return Hugo's bare build and that with feeds, None where it is not installed."""
    program = shutil.which("hugo")
    if program is None:
        print("Hugo is not installed")
        return None
    bare, full = folder / "hugo-bare", folder / "hugo-full"
    for site, settings in (
        (bare, _HUGO_BARE + _HUGO),
        (full, 'disableKinds = ["sitemap"]\n' + _HUGO),
    ):
        articles.write(site / "content" / "articles", count, articles.with_front_matter)
        articles.pictures(site / "static" / "images")
        layouts = site / "layouts" / "_default"
        layouts.mkdir(parents=True, exist_ok=True)
        (site / "config.toml").write_text(settings, "utf-8")
        (layouts / "single.html").write_text(_HUGO_PAGE, "utf-8")
        (layouts / "list.html").write_text(_HUGO_LIST, "utf-8")
        (layouts / "rss.xml").write_text(_HUGO_RSS, "utf-8")
    command = (program, "--quiet")
    return Build("Hugo, bare", bare, command), Build("Hugo, full-text feeds", full, command)


def eleventy(folder: Path, count: int) -> tuple[Build, Build] | None:
    """Return Eleventy's bare build and that with feed and issues, None where it is missing."""
    modules = Path(os.environ.get("ELEVENTY", "")) / "node_modules"
    program = modules / "@11ty" / "eleventy" / "cmd.cjs"
    if not os.environ.get("ELEVENTY") or not program.is_file():
        print("Eleventy is not installed: name the folder of its node_modules in ELEVENTY")
        return None
    bare, full = folder / "eleventy-bare", folder / "eleventy-full"
    for site, added in ((bare, ""), (full, _ELEVENTY_FEEDS % ISSUES)):
        articles.write(site / "articles", count, articles.with_front_matter)
        (site / "eleventy.config.js").write_text(_ELEVENTY % added, "utf-8")
        (site / "node_modules").symlink_to(modules.resolve())
    command = ("node", str(program.resolve()), "--quiet")
    return (
        Build("Eleventy, bare", bare, command),
        Build("Eleventy, RSS plugin and mjml issues", full, command),
    )
