"""A mail in one form after another, until the compiler takes it and it fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pelican_safespace.errors import CompileError
from pelican_safespace.models import Edition, Problem
from pelican_safespace.newsletter.compiler import compiled
from pelican_safespace.newsletter.fitting import Form, fit
from pelican_safespace.newsletter.partials import MailTemplates
from pelican_safespace.newsletter.parts import Part
from pelican_safespace.newsletter.remarks import remarks

#: From this many articles on there is a table of contents.
_CONTENTS = 3


@dataclass(frozen=True, slots=True)
class Attempts:
    """One version of a mail: its articles, and the ``frame`` around them, in whatever forms."""

    edition: Edition
    parts: Sequence[Part]
    templates: MailTemplates
    frame: Mapping[str, object]

    def fitted(self) -> tuple[str, tuple[Problem, ...]]:
        """Return the largest mail that the compiler takes and that fits, and what was left out.

        Raises CompileError when the templates themselves do not compile.
        """
        issue = self.edition.issue
        refused: dict[int, str] = {}

        def render(forms: Sequence[Form]) -> str:
            while True:
                try:
                    return self._compiled(_without(forms, refused))
                except CompileError as error:
                    found = dict(self._refusals(_without(forms, refused)))
                    if not found:
                        raise CompileError(f"{issue.source}: {error}") from error
                    refused.update(found)

        done, forms = fit(self.parts, digest=issue.layout == "digest", render=render)
        size = len(done.encode())
        return done, tuple(remarks(self.edition, self.parts, forms, refused, size))

    def _compiled(self, forms: Sequence[Form]) -> str:
        """Return the mail with each part in its form; raises CompileError."""
        return self._set(list(zip(self.parts, forms, strict=True)))

    def _refusals(self, forms: Sequence[Form]) -> Iterator[tuple[int, str]]:
        """Yield the parts whose body the compiler refuses, by number, and why."""
        for number, (part, form) in enumerate(zip(self.parts, forms, strict=True)):
            if not form.cards:
                try:
                    self._set([(part, form)])
                except CompileError as error:
                    yield number, str(error)

    def _set(self, shown: list[tuple[Part, Form]]) -> str:
        shown = [(part.tightened() if form.kind == "tight" else part, form) for part, form in shown]
        groups = [
            {"cards": cards, "parts": list(group)}
            for cards, group in groupby(shown, lambda pair: pair[1].cards)
        ]
        has_contents = len(shown) >= _CONTENTS and not any(form.is_line for _, form in shown)
        contents = [part for part, _ in shown] if has_contents else []
        source = self.templates("issue", groups=groups, contents=contents, **self.frame)
        return compiled(source, self.edition.issue.source)


def _without(forms: Sequence[Form], refused: Mapping[int, str]) -> list[Form]:
    return [Form("card") if at in refused else form for at, form in enumerate(forms)]
