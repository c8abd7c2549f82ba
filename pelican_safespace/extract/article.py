"""An article's runs of text, each read into lines once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pelican_safespace.credits import hints as credit_hints
from pelican_safespace.languages import Languages
from pelican_safespace.languages.glance import NOTHING_SEEN, Glance, glance, glance_within
from pelican_safespace.navigation import hints as series_hints
from pelican_safespace.navigation.words import vocabulary
from pelican_safespace.source.lines import Line, lines
from pelican_safespace.source.outline import Outline, Run

LONGEST_RUN = 12_000
"""Characters of source of a run that is read; a longer one is prose, whatever it says."""
PROSE_FROM = 160
"""Characters of text from which on a run without a hint is prose; few titles are that long."""

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Hints:
    """Whether an article could hold a credit or a series block, and the ``words`` that say so.

    ``sought`` are these and what some of them need near them; ``seen`` is the first look itself.
    """

    credit: bool
    series: bool
    words: frozenset[bytes]
    sought: frozenset[bytes]
    seen: Glance


def hints_of(html: str, languages: Languages) -> Hints:
    """Return what a first look at an article's HTML tells."""
    seen = glance(html, _hint_words(languages))
    credit = credit_hints.telling(seen, languages)
    series = series_hints.telling(seen, languages)
    words = credit | series
    return Hints(
        bool(credit) or credit_hints.beyond(seen, languages),
        bool(series)
        or series_hints.beyond(seen, languages)
        or series_hints.set_apart(seen.text, languages),
        words,
        words | credit_hints.companions(words, languages),
        seen,
    )


@cache
def _hint_words(languages: Languages) -> frozenset[bytes]:
    return credit_hints.hint_words(languages) | series_hints.hint_words(languages)


def _places(hints: Hints, languages: Languages) -> Sequence[int] | None:
    """Where words end that hint at something, in order; None where that is not all that does."""
    seen = hints.seen
    if not seen.exact or (
        seen.beyond
        and (credit_hints.beyond(seen, languages) or series_hints.beyond(seen, languages))
    ):
        return None
    return sorted(place for word in hints.words for place in seen.places(word))


def _any_within(places: Sequence[int], start: int, end: int) -> bool:
    after = bisect_right(places, start)
    return after < len(places) and places[after] <= end


class Article:
    """The ``runs`` of text of an article; those of footnotes, below its last words, apart."""

    def __init__(self, plan: Outline, hints: Hints, languages: Languages) -> None:
        self.source = plan.source
        self.hints = hints
        self.languages = languages
        self.vocabulary = vocabulary(languages)
        runs = [leaf for leaf in plan.leaves if isinstance(leaf, Run)]
        self.runs = [run for run in runs if not run.parent.footnote]
        self.footnotes = [run for run in runs if run.parent.footnote]
        self._glances: dict[Run, Glance] = {}
        self._prose: dict[Run, bool] = {}
        self._places = _places(hints, languages)

    def html(self, run: Run) -> str:
        """The source of a run."""
        return self.source[run.start : run.end]

    def glance(self, run: Run) -> Glance:
        """The words of a run, for a first look."""
        if run not in self._glances:
            marked = self._places is None or _any_within(self._places, run.start, run.end)
            self._glances[run] = self._glance_at(run.start, run.end) if marked else NOTHING_SEEN
        return self._glances[run]

    def may_navigate(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the article could hold a series block; False is certain."""
        if self._places is None or _any_within(self._places, start, end):
            return series_hints.hinted(self._glance_at(start, end), self.languages)
        return series_hints.set_apart(self.source[start:end], self.languages)

    def _glance_at(self, start: int, end: int) -> Glance:
        return glance_within(self.hints.seen, self.source, start, end, self.hints.sought)

    def lines(self, run: Run) -> tuple[Line, ...]:
        """The lines of a run; none where it is too long to be a credit or block."""
        read = run.end - run.start <= LONGEST_RUN and not run.parent.opaque
        return lines(self.source, run) if read else ()

    def is_prose(self, run: Run) -> bool:
        """Tell at little cost that a run is prose: longer than titles are, without a hint."""
        if run not in self._prose:
            self._prose[run] = (
                run.end - run.start > PROSE_FROM
                and not series_hints.hinted(self.glance(run), self.languages)
                and len(_TAG.sub("", self.html(run))) > PROSE_FROM
            )
        return self._prose[run]
