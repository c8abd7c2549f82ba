"""Small files, one case each: a header of ``key: value`` lines, ``---``, then what is read.

Anyone can add one without reading code. ``.md``, ``.rst`` and ``.html`` are rendered by the
reader that Pelican has for them. What should be left of it may follow ``=== left ===``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docutils.core import publish_parts
from markdown import markdown

from pelican_safespace.models import SeriesLink, SeriesLinks

FOLDER = Path(__file__).parent / "cases"

PROSE = (
    "<p>A morning can be made slower on purpose. It takes some practice, and a little patience"
    " with yourself.</p>",
    "<p>Most people who try it say that the first week is the hardest. Then it gets easier.</p>",
    "<p>What helps is company: somebody who tries it too, and does not ask how it is going.</p>",
    "<p>None of this is new. It was known to our grandmothers, who called it Sunday.</p>",
    "<p>And where it does not help, there is no shame in saying so and trying something else.</p>",
)


@dataclass(frozen=True)
class Case:
    """One file: its header, its text as HTML, and what should be left of it."""

    name: str
    header: dict[str, str]
    html: str
    left: str = ""

    @property
    def series(self) -> SeriesLinks:
        """What the header says of the series."""

        def link(direction: str) -> SeriesLink | None:
            title, url = self.header.get(direction), self.header.get(f"{direction}_url")
            return SeriesLink(title, url) if title or url else None

        part, of = self.header.get("part"), self.header.get("of")
        return SeriesLinks(
            link("previous"),
            link("next"),
            self.header.get("name"),
            int(part) if part else None,
            int(of) if of else None,
            self.header.get("belongs") == "yes",
        )

    def article(self) -> str:
        """The case in an article, at its ``place``: the end unless the header says otherwise."""
        prose = "\n".join(PROSE)
        if self.header.get("place") == "whole":
            return self.html
        if self.header.get("place") == "first":
            return f"{self.html}\n{prose}"
        if self.header.get("place") == "middle":
            return "\n".join([*PROSE[:4], self.html, *PROSE[1:]])
        return f"{prose}\n{self.html}"


def read_case(path: Path) -> Case:
    """Read one case file."""
    header, _, text = path.read_text("utf-8").partition("---\n")
    text, _, left = text.partition("=== left ===\n")
    pairs = (line.partition(":") for line in header.splitlines() if line.strip())
    fields = {key.strip(): value.strip() for key, _, value in pairs}
    return Case(path.name, fields, rendered(text, path.suffix), rendered(left, path.suffix))


def cases(folder: str) -> list[Case]:
    """Every case of a folder, in the order of their names."""
    return [read_case(path) for path in sorted((FOLDER / folder).iterdir())]


def rendered(text: str, suffix: str) -> str:
    """``text`` as Pelican's reader for ``suffix`` renders it."""
    if suffix == ".md":
        return markdown(text, extensions=["extra"], output_format="html")
    if suffix == ".rst":
        settings = {"report_level": 5, "initial_header_level": "2", "doctitle_xform": False}
        return str(publish_parts(text, writer="html5", settings_overrides=settings)["body"])
    return text
