"""What a person should know about how a mail shows its articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pelican_safespace.models import Edition, Problem
from pelican_safespace.newsletter.fitting import BUDGET, Form
from pelican_safespace.newsletter.parts import Part


def remarks(
    edition: Edition,
    parts: Sequence[Part],
    forms: Sequence[Form],
    refused: Mapping[int, str],
    size: int,
) -> Iterator[Problem]:
    """Yield a Problem for each article that is shown otherwise than written, and for the size.

    ``refused`` are those the compiler does not take, by number, and why; ``size`` is in bytes.
    """
    if edition.issue.layout != "digest":
        for at, (part, form) in enumerate(zip(parts, forms, strict=True)):
            if at in refused:
                yield _refused(part, refused[at])
            elif part.blocks and (form.cards or form.cut):
                yield _shortened(part, form)
    if size > BUDGET:
        yield Problem(
            edition.issue.source,
            f"The mail has {size:,} bytes, and Gmail cuts off what is beyond {BUDGET:,}, "
            "the way to unsubscribe with it.",
            "Choose fewer articles, or shorten the notice and the addresses in the settings.",
            blocking=True,
        )


def _refused(part: Part, why: str) -> Problem:
    return Problem(
        part.source,
        f"“{part.title}” cannot be shown in a mail ({why}); "
        "a card with its summary and a link stands in its place.",
        "Simplify the article's HTML, or leave it so.",
    )


def _shortened(part: Part, form: Form) -> Problem:
    shown = f"after {form.blocks} of {part.blocks} parts" if form.cut else "at once"
    return Problem(
        part.source,
        f"“{part.title}” does not fit into the mail whole; {shown} a link leads to it.",
        "Leave it so, choose fewer articles, or write Layout: digest.",
    )
