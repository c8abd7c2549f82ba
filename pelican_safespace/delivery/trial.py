"""One issue to a few test addresses, before anybody on a list gets it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from pelican_safespace.delivery import recipients
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.frozen import frozen
from pelican_safespace.delivery.private import keys, open_folder
from pelican_safespace.delivery.recipients import Recipient
from pelican_safespace.delivery.signing import signer
from pelican_safespace.delivery.site import Site
from pelican_safespace.delivery.smtp import named_relay
from pelican_safespace.delivery.status import DONE, STOPPED


def send_test(
    site: Site, issue: str, addresses: list[str], environment: Mapping[str, str] = os.environ
) -> int:
    """Send the issue with [TEST] in its subject; the journal is not touched.

    The unsubscribe link in it works and unsubscribes nobody. Drafts can be tested.
    """
    whom = _recipients(addresses)
    proof, letter = frozen(site, issue, one_click=True, mark="[TEST]")
    practice_keys = keys(open_folder(site.outbox, site.published), environment)
    sign = signer(letter.sender, site.published, environment) or (lambda content: content)
    relay, failed = named_relay(environment), 0
    try:
        for number, one in enumerate(whom, 1):
            content = sign(letter.to(one, practice_keys, date=time.time(), test=True))
            outcome = relay.hand_over(
                letter.sender, one.address, content, before_content=lambda: None
            )
            print(f"Test {number} of {len(whom)}: {outcome.result} ({outcome.words})")
            failed += outcome.result != "sent"
    finally:
        relay.close()
    for problem in proof.blocking:
        print(f"must be mended before it goes out: {problem}")
    return STOPPED if failed else DONE


def _recipients(addresses: list[str]) -> list[Recipient]:
    whom = []
    for number, text in enumerate(addresses, 1):
        try:
            whom.append(recipients.recipient(text))
        except ValueError as error:
            raise DeliveryError(f"The {number}. test address is none: {error}.") from None
    return whom
