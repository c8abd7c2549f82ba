"""What Mailchimp's and Buttondown's published descriptions say of a request's fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

#: Field -> a type, the words to choose from, a rule, or the shape of what is inside. A field that
#: ends in "!" must be there; no other field may be.
Shape: TypeAlias = dict[str, Any]


def at_most(length: int) -> Callable[[Any], bool]:
    """A text of so many characters."""
    return lambda value: isinstance(value, str) and len(value) <= length


def pattern(expression: str) -> Callable[[Any], bool]:
    """A text of this form."""
    return lambda value: isinstance(value, str) and bool(re.fullmatch(expression, value))


def faults(body: Any, shape: Shape, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield the place of each field that breaks the shape, with dots, and what is wrong there."""
    if not isinstance(body, dict):
        yield place, "must be an object"
        return
    kinds = {name.rstrip("!"): kind for name, kind in shape.items()}
    needed = {name.rstrip("!") for name in shape if name.endswith("!")}
    for name in sorted(needed - set(body)):
        yield f"{place}{name}", "is required"
    for name, value in body.items():
        if name not in kinds:
            yield f"{place}{name}", "is not a field"
        elif isinstance(kinds[name], dict):
            yield from faults(value, kinds[name], f"{place}{name}.")
        elif not _is(value, kinds[name]):
            yield f"{place}{name}", "is not what it may be"


def _is(value: Any, kind: Any) -> bool:
    if isinstance(kind, tuple):
        return value in kind
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kind) if isinstance(kind, type) else bool(kind(value))


_ADDRESS = pattern(r"[^@\s]+@[^@\s]+\.[^@\s]+")

MAILCHIMP_SETTINGS: Shape = {
    "title": str,
    "subject_line": str,
    "preview_text": str,
    "from_name": str,
    "reply_to": _ADDRESS,
    "use_conversation": bool,
    "to_name": str,
    "folder_id": str,
    "authenticate": bool,
    "auto_footer": bool,
    "inline_css": bool,
    "auto_tweet": bool,
    "auto_fb_post": list,
    "fb_comments": bool,
    "template_id": int,
}
MAILCHIMP_COMMON: Shape = {
    "recipients": {"list_id!": str, "segment_opts": dict},
    "variate_settings": dict,
    "tracking": {
        "opens": bool,
        "html_clicks": bool,
        "text_clicks": bool,
        "goal_tracking": bool,
        "ecomm360": bool,
        "google_analytics": at_most(50),
        "clicktale": at_most(50),
        "salesforce": dict,
        "capsule": dict,
    },
    "rss_opts": dict,
    "social_card": dict,
}
MAILCHIMP_NEW: Shape = MAILCHIMP_COMMON | {
    "type!": ("regular", "plaintext", "absplit", "rss", "variate"),
    "settings": MAILCHIMP_SETTINGS,
    "content_type": ("template", "multichannel"),
}
#: A change must say these again, though nothing of them changed.
MAILCHIMP_CHANGED: Shape = MAILCHIMP_COMMON | {
    "settings!": MAILCHIMP_SETTINGS
    | {"subject_line!": str, "from_name!": str, "reply_to!": _ADDRESS}
}
MAILCHIMP_CONTENT: Shape = {
    "plain_text": str,
    "html": str,
    "url": str,
    "template": dict,
    "archive": dict,
    "variate_contents": list,
}

BUTTONDOWN_EITHER: Shape = {
    "attachments": list,
    "publish_date": str,
    "slug": pattern(r"[a-zA-Z0-9_-]{1,100}"),
    "description": str,
    "canonical_url": at_most(2000),
    "image": str,
    "body": str,
    "archival_mode": (
        *("archive_only", "disabled", "enabled"),
        *("enabled_for_paid_subscribers", "enabled_for_subscribers"),
    ),
    "email_type": ("public", "private", "premium", "free", "churned", "archival"),
    "status": (
        *("draft", "managed_by_rss", "about_to_send", "scheduled", "in_flight", "paused"),
        *("deleted", "errored", "sent", "imported", "throttled", "resending"),
        *("transactional", "suppressed"),
    ),
    "metadata": dict,
    "secondary_id": int,
    "filters": dict,
    "commenting_mode": ("disabled", "enabled", "enabled_for_paid_subscribers"),
    "related_email_ids": list,
    "featured": bool,
    "should_trigger_pay_per_email_billing": bool,
}
BUTTONDOWN_TEMPLATES = ("classic", "custom", "modern", "plaintext", "naked")
BUTTONDOWN_NEW: Shape = BUTTONDOWN_EITHER | {
    "subject!": at_most(2000),
    "template": BUTTONDOWN_TEMPLATES,
}
BUTTONDOWN_CHANGED: Shape = BUTTONDOWN_EITHER | {
    "subject": at_most(2000),
    "template": (*BUTTONDOWN_TEMPLATES, "none"),
    "suppression_reason": str,
}
