"""SAFESPACE_SUBSCRIBE -> the form of a newsletter service."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from pelican_safespace.errors import SettingError
from pelican_safespace.models import SubscribeForm


def subscribe_form(form: object) -> SubscribeForm | None:
    """Return the form of SAFESPACE_SUBSCRIBE, None where there is none; raises SettingError."""
    if form is None:
        return None
    example = 'Write {"action": "https://…", "email": "EMAIL", "hidden": {"list": "1"}}.'
    if not isinstance(form, Mapping) or not set(form) <= {"action", "email", "hidden"}:
        raise SettingError(f"SAFESPACE_SUBSCRIBE is {form!r}. {example}")
    action, email, hidden = form.get("action"), form.get("email", "email"), form.get("hidden", {})
    if not (isinstance(action, str) and urlsplit(action).scheme == "https"):
        raise SettingError(
            f"SAFESPACE_SUBSCRIBE posts to {action!r}; a subscriber's address may only travel "
            f"encrypted, to an https address. {example}"
        )
    if not (isinstance(email, str) and email and isinstance(hidden, Mapping)):
        raise SettingError(f"SAFESPACE_SUBSCRIBE is {form!r}. {example}")
    fields_besides = tuple((str(name), str(value)) for name, value in hidden.items())
    return SubscribeForm(action, email, fields_besides)
