"""Everything about a finished issue that a person should know before it goes out.

Each finding is a sentence in plain words with the file it is about and what to do. What must
not go out is ``blocking``; the rest are questions and advice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from pelican_safespace.models import UNKNOWN_PLACE, Edition, Look, Mail, Practice, Problem
from pelican_safespace.newsletter import destinations, references, wording
from pelican_safespace.newsletter.contrast import AA_TEXT, contrast, turned_over
from pelican_safespace.newsletter.palette import by_day
from pelican_safespace.newsletter.references import References

#: Gmail shows no more of a mail than about this many bytes of HTML.
SIZE_LIMIT = 102_000

#: What may stand between the lines of an address.
_BETWEEN_LINES = r"[\s,·|•]"


def findings(
    edition: Edition,
    practice: Practice,
    mail: Mail,
    *,
    addresses: Collection[str] | None = None,
    pictures: Collection[str] = (),
    earlier: Sequence[Edition] = (),
    hosts: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Return what should be mended or considered before the issue is sent, worst first.

    ``addresses`` are all absolute addresses the site answers at: pages, pictures, downloads;
    None leaves internal links unchecked. ``pictures`` are those made for the mail, which will be
    there as well. ``earlier`` are the other editions, of which only
    those that went out before this one count. ``hosts`` are further hosts that belong to the
    practice, such as the one its pictures come from.
    """
    written, shown = destinations.read(edition), references.read(mail.html)
    found = (
        *wording.subject(edition),
        *wording.preheader(edition),
        *wording.contents(edition),
        *_floor(edition, practice, shown, mail),
        *_size(edition, mail),
        *destinations.pictures(edition, written, shown),
        *destinations.links(edition, practice, written, shown, addresses, pictures),
        *destinations.hosts(edition, practice, written, shown, hosts),
        *_contrasts(practice),
        *wording.repeats(edition, earlier),
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: not problem.blocking))


def _floor(
    edition: Edition, practice: Practice, shown: References, mail: Mail
) -> Iterator[Problem]:
    """Yield what the law asks for and the mail lacks: an address and a way out, in both parts."""
    wanted = (
        (practice.postal_address, "the practice's postal address", "SAFESPACE_POSTAL_ADDRESS"),
        (
            practice.unsubscribe_url or practice.unsubscribe_mailto or "",
            "a way to unsubscribe",
            "SAFESPACE_UNSUBSCRIBE_URL or SAFESPACE_UNSUBSCRIBE_MAILTO",
        ),
    )
    html = references.words(mail.html) + " ".join(shown.links)
    for value, what, setting in wanted:
        if not value.strip() or UNKNOWN_PLACE in value:
            yield Problem(
                "settings",
                f"The mail lacks {what}, which the law requires.",
                f"Set {setting}.",
                blocking=True,
            )
            continue
        for part in _lacking(value, {"mail": html, "plain text": mail.text}):
            yield Problem(
                edition.issue.source,
                f"The {part} does not show {what}, which the law requires.",
                "If your theme has a mail/footer.mjml of its own, put it back there.",
                blocking=True,
            )


def _lacking(value: str, parts: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts that do not show ``value``, whatever a template puts between its lines."""
    signs = re.sub(f"{_BETWEEN_LINES}+", "", value)
    shown = re.compile(f"{_BETWEEN_LINES}*".join(map(re.escape, signs)))
    return (part for part, text in parts.items() if not shown.search(text))


def _size(edition: Edition, mail: Mail) -> Iterator[Problem]:
    size = len(mail.html.encode())
    if size > SIZE_LIMIT:
        yield Problem(
            edition.issue.source,
            f"The mail has {size:,} bytes, and Gmail shows no more than {SIZE_LIMIT:,}.",
            "Take an article out, or set Layout to digest.",
            blocking=True,
        )


def _contrasts(practice: Practice) -> Iterator[Problem]:
    """Yield a finding for each chosen colour that cannot be read, with one that can be."""
    look = practice.look
    for front in ("text", "muted", "accent"):
        colour, instead = getattr(look, front), getattr(by_day(look), front)
        ratio, back, where = min(_ratios(look, front))
        if ratio < AA_TEXT:
            yield Problem(
                "SAFESPACE_LOOK",
                f"The colour {front} ({colour}) is hard to read on {back} ({getattr(look, back)})"
                f"{where}: its contrast is {_floored(ratio)}, and {AA_TEXT} is needed.",
                f"Choose another {front}, such as {instead}.",
                blocking=True,
            )


def _ratios(look: Look, front: str) -> Iterator[tuple[float, str, str]]:
    for back in ("surface", "background"):
        colours = getattr(look, front), getattr(look, back)
        yield contrast(*colours), back, ""
        turned = " where Outlook turns colours over for the dark"
        yield contrast(*map(turned_over, colours)), back, turned


def _floored(ratio: float) -> str:
    """Write the ratio cut, not rounded: 4.496 is not enough and must not read 4.5."""
    return f"{int(ratio * 100) / 100:g}"
