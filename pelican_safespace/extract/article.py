"""An article's runs of text, each read into lines once."""

from __future__ import annotations

import re
from functools import cache

from pelican_safespace.credits import hints as credit_hints
from pelican_safespace.languages import Languages
from pelican_safespace.languages.glance import Glance, glance
from pelican_safespace.navigation import hints as series_hints
from pelican_safespace.navigation.words import vocabulary
from pelican_safespace.source.lines import Line, lines
from pelican_safespace.source.outline import Outline, Run

LONGEST_RUN = 12_000
"""Characters of source of a run that is read; a longer one is prose, whatever it says."""
PROSE_FROM = 160
"""Characters of text from which on a run without a hint is prose; few titles are that long."""

_TAG = re.compile(r"<[^<>]*>")


def look_at(html: str, languages: Languages) -> Glance:
    """Look at an article's HTML for hints of a credit and of a series block."""
    return glance(html, _hint_words(languages))


@cache
def _hint_words(languages: Languages) -> frozenset[bytes]:
    return credit_hints.hint_words(languages) | series_hints.hint_words(languages)


class Article:
    """The runs of text of an article; footnotes, that stand below its last words, left out."""

    def __init__(self, plan: Outline, seen: Glance, languages: Languages) -> None:
        self.source = plan.source
        self.seen = seen
        self.languages = languages
        self.vocabulary = vocabulary(languages)
        self.runs = [
            leaf for leaf in plan.leaves if isinstance(leaf, Run) and not leaf.parent.footnote
        ]
        self._telling = credit_hints.telling(seen, languages) | series_hints.telling(
            seen, languages
        )
        self._glances: dict[Run, Glance] = {}

    def html(self, run: Run) -> str:
        """The source of a run."""
        return self.source[run.start : run.end]

    def glance(self, run: Run) -> Glance:
        """The words of a run, for a first look."""
        if run not in self._glances:
            self._glances[run] = glance(self.html(run), self._telling)
        return self._glances[run]

    def lines(self, run: Run) -> tuple[Line, ...]:
        """The lines of a run; none where it is too long to be a credit or block."""
        read = run.end - run.start <= LONGEST_RUN and not run.parent.opaque
        return lines(self.source, run) if read else ()

    def is_prose(self, run: Run) -> bool:
        """Tell at little cost that a run is prose: longer than titles are, without a hint."""
        if run.end - run.start <= PROSE_FROM or series_hints.hinted(
            self.glance(run), self.languages
        ):
            return False
        return len(_TAG.sub("", self.html(run))) > PROSE_FROM
