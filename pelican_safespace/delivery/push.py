"""One issue to one list engine, as a draft that a person starts there."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from pelican_safespace.delivery.engines import LEAVE, Draft, Engine, buttondown, listmonk, mailchimp
from pelican_safespace.delivery.frozen import refuse_unready
from pelican_safespace.delivery.site import Proof, Site
from pelican_safespace.models import Practice

ENGINES: dict[str, Callable[[Mapping[str, str]], Engine]] = {
    "buttondown": buttondown.engine,
    "listmonk": listmonk.engine,
    "mailchimp": mailchimp.engine,
}


def push(
    site: Site,
    issue: str,
    engine: str,
    *,
    again: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Make or update the issue's one draft in ``engine``; return the exit status.

    Raises DeliveryError for an issue that must not go out, and when the engine refuses.
    """
    to = ENGINES[engine](environment)
    sender = replace(site.practice, unsubscribe_url=LEAVE, unsubscribe_mailto=None)
    proof = site.load(issue, sender)
    refuse_unready(proof)
    pushed = to.push(draft(proof, site.practice), again=again)
    slug = proof.edition.issue.slug
    print(f"{slug} is {'a new draft' if pushed.is_new else 'up to date'} in {engine}:")
    print(f"  {pushed.address}")
    print("Nothing was sent. Look at it there, send yourself a test, and start it there.")
    return 0


def draft(proof: Proof, practice: Practice) -> Draft:
    """Return the issue as engines take it, with ``LEAVE`` where their own address belongs."""
    issue = proof.edition.issue
    headers = [("List-Id", f"<newsletter.{urlsplit(practice.url).hostname}>")]
    if practice.reply_to:
        headers.append(("Reply-To", practice.reply_to))
    return Draft(
        slug=issue.slug,
        name=f"safespace: {issue.slug}",
        subject=issue.subject,
        preheader=issue.preheader,
        html=proof.mail.html,
        text=proof.mail.text,
        sender=practice.sender,
        sender_address=practice.sender_address,
        reply_to=practice.reply_to,
        web_edition=issue.url,
        headers=tuple(headers),
        tags=("safespace", issue.slug),
    )
