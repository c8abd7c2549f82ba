"""Score the recognition of credits and series blocks on a labelled corpus, where one is at hand.

    python benchmarks/corpus.py [FOLDER]

FOLDER holds ``attribution.dev.jsonl``, ``series.dev.jsonl`` and ``score.py``. Each row is rendered
by the reader of its own format and set into an article at its place before it is read.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from docutils.core import publish_parts
from markdown import markdown

from pelican_safespace.extract import extract
from pelican_safespace.models import Extract, SeriesLink

FOLDER = Path(__file__).parent.parent.parent / "shared" / "corpus"
PARAGRAPHS = (
    "<p>The kettle had just boiled when she sat down and told me about her week.</p>",
    "<p>Most of us walk slowly from knowing a thing to living by it, and that is well.</p>",
    "<p>What helped in the end was smaller than either of us had expected it to be.</p>",
)


def rendered(form: str, raw: str) -> str:
    """Return what Pelican's reader for ``form`` makes of ``raw``."""
    if form == "markdown":
        return markdown(raw, extensions=["extra"])
    if form == "rst":
        settings = {"report_level": 5, "halt_level": 6}
        return str(publish_parts(raw, writer="html5", settings_overrides=settings)["body"])
    if form == "html":
        return raw
    return "".join(f"<p>{html.escape(part)}</p>" for part in raw.split("\n\n"))


def in_an_article(block: str, place: str) -> str:
    """Return an article with ``block`` as its first, middle or last part."""
    if place == "first":
        return "".join((block, *PARAGRAPHS))
    if place == "middle":
        return "".join((PARAGRAPHS[0], block, *PARAGRAPHS[1:]))
    return "".join((*PARAGRAPHS, block))


def attribution_label(found: Extract) -> dict[str, Any]:
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


def series_label(found: Extract) -> dict[str, Any]:
    """Return what was found of a series, in the corpus' words."""

    def side(link: SeriesLink | None) -> dict[str, str | None] | None:
        return link and {"title": link.title, "href": link.url}

    series = found.series
    return {
        "is_series": bool(series),
        "previous": side(series.previous),
        "next": side(series.next),
        "series": series.name,
        "part": series.part,
        "of": series.of,
    }


def score(folder: Path, name: str) -> None:
    """Print the table of ``score.py`` for one of the two files."""
    label = attribution_label if name == "attribution" else series_label
    gold = folder / f"{name}.dev.jsonl"
    predictions = []
    for line in gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        block = rendered(row["format"], row["raw"])
        found = extract(in_an_article(block, row.get("context") or "last"))
        predictions.append(json.dumps({"id": row["id"], "label": label(found)}))
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "predictions.jsonl"
        file.write_text("\n".join(predictions), "utf-8")
        print(name, flush=True)
        command = [sys.executable, str(folder / "score.py"), str(gold), str(file)]
        subprocess.run(command, check=True)


def main() -> int:
    """Score both files; 0 also where there is no corpus, which is said."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "score.py").is_file():
        print("There is no corpus here; name its folder: python benchmarks/corpus.py FOLDER")
        return 0
    for name in ("attribution", "series"):
        score(folder, name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
