"""Score the recognition of credits and series blocks on a labelled corpus, where one is at hand.

    python benchmarks/corpus.py [FOLDER]

FOLDER holds ``attribution.dev.jsonl``, ``series.dev.jsonl`` and ``score.py``. Each row is rendered
by the reader of its own format and set into an article at its place before it is read. For every
row it is checked that nothing of the article is lost and that the body is clean: what stands
around the row is left byte for byte, and no empty paragraph, rule or heading where it stood.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from docutils.core import publish_parts
from markdown import markdown

from pelican_safespace.extract import Found, find
from pelican_safespace.languages import load
from pelican_safespace.models import SeriesLink
from pelican_safespace.source.cuts import spans_of, without

FOLDER = Path(__file__).parent.parent.parent / "shared" / "corpus"
PARAGRAPHS = (
    "<p>The kettle had just boiled when she sat down and told me about her week.</p>",
    "<p>Most of us walk slowly from knowing a thing to living by it, and that is well.</p>",
    "<p>What helped in the end was smaller than either of us had expected it to be.</p>",
    "<p>We kept a list on the kitchen door, and by spring it had become quite short.</p>",
)
EMPTY = re.compile(r"<(p|h[1-6]|li|ul|ol|blockquote|em|strong)\b[^<>]*>(?:\s|&nbsp;)*</\1>")


def rendered(form: str, raw: str) -> str:
    """Return what Pelican's reader for ``form`` makes of ``raw``."""
    if form == "markdown":
        return markdown(raw, extensions=["extra"])
    if form == "rst":
        settings = {"report_level": 5, "halt_level": 6, "doctitle_xform": False}
        return str(publish_parts(raw, writer="html5", settings_overrides=settings)["body"])
    if form == "html":
        return raw
    return "".join(f"<p>{html.escape(part)}</p>" for part in raw.split("\n\n"))


def around(place: str) -> tuple[str, str]:
    """Return what stands before and after a row that is the first, middle or last of an article."""
    if place == "first":
        return "", "\n".join(("", *PARAGRAPHS))
    if place == "middle":
        return "\n".join((*PARAGRAPHS, "")), "\n".join(("", *reversed(PARAGRAPHS)))
    return "\n".join((*PARAGRAPHS, "")), ""


def attribution_label(found: Found) -> dict[str, Any]:
    """Return what was found of a credit, in the corpus' words."""
    credit = found.attribution
    if credit is None:
        return {"is_attribution": False}
    return {
        "is_attribution": True,
        "kind": credit.kind,
        "authors": [person.name for person in credit.authors],
        "credentials": [person.credentials for person in credit.authors],
        "publication": credit.publication,
        "url": credit.url,
        "date": credit.date,
    }


def series_label(found: Found) -> dict[str, Any]:
    """Return what was found of a series, in the corpus' words."""

    def side(link: SeriesLink | None) -> dict[str, str | None] | None:
        return {"title": link.title, "href": link.url} if link else None

    series = found.series
    return {
        "is_series": bool(series),
        "previous": side(series.previous),
        "next": side(series.next),
        "series": series.name,
        "part": series.part,
        "of": series.of,
    }


def words(source: str) -> list[str]:
    """Return the words that a reader sees."""
    return re.findall(r"\w+", BeautifulSoup(source, "html.parser").get_text(" "))


def complaints(
    article: str, spans: list[tuple[int, int]], before: str, after: str
) -> Iterator[str]:
    """Say what is lost, or left where it should not be, when ``spans`` are cut out."""
    body = without(article, spans)
    borders = [0, *(place for span in spans for place in span), len(article)]
    pieces = [article[start:end] for start, end in pairwise(borders)]
    if sorted(words(article)) != sorted(word for piece in pieces for word in words(piece)):
        yield "words are cut in two"
    if not (body.startswith(before.rstrip()) and body.endswith(after.lstrip())):
        yield "something of the article around it is lost"
    left = body.removeprefix(before.rstrip()).removesuffix(after.lstrip())
    if spans and EMPTY.search(left) and not EMPTY.search(article):
        yield "an empty element is left"
    # A row that opens an element and does not close it holds the rest of the article.
    if spans and not words(left) and re.search(r"</|<[hb]r\b", left):
        yield f"left where it stood: {left.strip()[:60]}"


def score(folder: Path, name: str) -> int:
    """Print the table of ``score.py`` for one of the two files; return the number of complaints."""
    label = attribution_label if name == "attribution" else series_label
    gold = folder / f"{name}.dev.jsonl"
    predictions: list[str] = []
    count = 0
    for line in gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        before, after = around(row.get("context") or "last")
        article = before + rendered(row["format"], row["raw"]) + after
        plan, found = find(article, languages=load())
        predictions.append(json.dumps({"id": row["id"], "label": label(found)}))
        for complaint in complaints(
            article, spans_of(plan, [*found.credit, *found.block]), before, after
        ):
            print(f"{row['id']}: {complaint}")
            count += 1
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "predictions.jsonl"
        file.write_text("\n".join(predictions), "utf-8")
        print(f"{name}: {len(predictions)} rows, {count} not clean", flush=True)
        command = [sys.executable, str(folder / "score.py"), str(gold), str(file)]
        subprocess.run(command, check=True)
    return count


def main() -> int:
    """Score both files; 0 also where there is no corpus, which is said."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "score.py").is_file():
        print("There is no corpus here; name its folder: python benchmarks/corpus.py FOLDER")
        return 0
    return 1 if sum([score(folder, "attribution"), score(folder, "series")]) else 0


if __name__ == "__main__":
    sys.exit(main())
