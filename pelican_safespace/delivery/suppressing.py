"""Never to write again to the people in a file, or to write to them again after all."""

from __future__ import annotations

from pathlib import Path

from pelican_safespace.delivery.asking import agreed
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.private import SUPPRESSIONS, keys, open_folder, refuse_published
from pelican_safespace.delivery.recipients import Malformed, Recipient, read
from pelican_safespace.delivery.service import Service
from pelican_safespace.delivery.site import Site
from pelican_safespace.delivery.status import DONE, STOPPED
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tokens import Keys


def suppress(site: Site, path: Path, *, lift: bool, yes: bool) -> int:
    """Suppress everybody in the file, or ``lift`` that; return the exit status."""
    refuse_published(path, site.published)
    folder = open_folder(site.outbox, site.published)
    practice_keys = keys(folder)
    suppressions = Suppressions(folder / SUPPRESSIONS, fingerprint=practice_keys.fingerprint)
    try:
        listed = {practice_keys.recipient(one.identity) for one in _well_formed(path)}
        if lift:
            _hear_the_service(site, practice_keys, suppressions)
            return _lift(suppressions, listed, yes=yes)
        new = suppressions.add(listed, "listed")
        print(f"{new} are suppressed now who were not, {len(suppressions)} in all.")
    finally:
        suppressions.close()
    return DONE


def _hear_the_service(site: Site, practice_keys: Keys, suppressions: Suppressions) -> None:
    """Bring in who left at the service: whom it tells of later would be suppressed again."""
    if site.practice.unsubscribe_url:
        try:
            Service(site.practice.unsubscribe_url, practice_keys, suppressions).refresh()
        except DeliveryError as error:
            print(f"Whoever left at the service lately may be suppressed again: {error}")


def _lift(suppressions: Suppressions, listed: set[bytes], *, yes: bool) -> int:
    """Let people be written to again, once somebody has typed how many."""
    found = suppressions.reasons(listed)
    count = found.total()
    print(
        f"{count} of {len(listed)} are suppressed: {found['left']} asked to leave, "
        f"{found['bounced']} addresses were gone, {found['listed']} were in a list of yours."
    )
    if not count:
        return DONE
    if found["left"]:
        print("Write again only to those who have asked for it themselves, and keep their word.")
    if not (yes or agreed(count, f"write to {count} again")):
        print("Nothing was changed.")
        return STOPPED
    suppressions.lift(listed)
    print(f"{count} may be written to again, {len(suppressions)} stay suppressed.")
    return DONE


def _well_formed(path: Path) -> list[Recipient]:
    """Return everybody in the file. Raises DeliveryError for a malformed row: nobody is lost."""
    rows = list(read(path))
    malformed = [one for one in rows if isinstance(one, Malformed)]
    if malformed:
        raise DeliveryError(f"{path.name} has rows without an address: {malformed[0]}. Mend it.")
    return [one for one in rows if isinstance(one, Recipient)]
