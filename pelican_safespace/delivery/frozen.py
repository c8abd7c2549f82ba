"""The issue as it is sent: rendered for people, the same bytes for all, ready or refused."""

from __future__ import annotations

from dataclasses import replace

from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.letter import Letter, freeze, personal
from pelican_safespace.delivery.site import Proof, Site


def frozen(site: Site, issue: str, *, one_click: bool, mark: str = "") -> tuple[Proof, Letter]:
    """Return the issue of that slug and the letter made of it; ``mark`` begins its subject.

    ``one_click`` is wished for; it needs the practice's own address for leaving.
    """
    sender = personal(site.practice)
    proof = site.load(issue, sender)
    edition = proof.edition
    if mark:
        marked = replace(edition.issue, subject=f"{mark} {edition.issue.subject}")
        edition = replace(edition, issue=marked)
    one_click = one_click and bool(site.practice.unsubscribe_url)
    return proof, freeze(edition, sender, proof.mail.html, proof.mail.text, one_click=one_click)


def refuse_unready(proof: Proof) -> None:
    """Raise DeliveryError for a draft, and for an issue with something that must be mended."""
    issue = proof.edition.issue
    if issue.draft:
        raise DeliveryError(
            f"{issue.source} is a draft. Send it as a test, or write “Status: published” in it."
        )
    if proof.blocking:
        raise DeliveryError(
            f"{issue.slug} must not go out as it is. " + " ".join(map(str, proof.blocking))
        )
