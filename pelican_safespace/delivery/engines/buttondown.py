"""Buttondown: a draft e-mail over its API (docs.buttondown.com/api-emails-introduction).

Buttondown writes the plain-text part itself, from the HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pelican_safespace.delivery.engines import LEAVE, Draft, Pushed, needed, one_draft
from pelican_safespace.delivery.engines.api import Api

URL = "https://api.buttondown.com/v1"
#: Says that the body is HTML, and is to stay as it is.
_AS_HTML = "<!-- buttondown-editor-mode: fancy -->"
#: The key in an e-mail's metadata under which it is found again.
_MARK = "safespace"


def engine(environment: Mapping[str, str]) -> Buttondown:
    """Return the engine that SAFESPACE_BUTTONDOWN_KEY describes; _URL names another host."""
    key = needed(environment, "SAFESPACE_BUTTONDOWN_KEY", "the API key")
    url = environment.get("SAFESPACE_BUTTONDOWN_URL", "").strip() or URL
    return Buttondown(Api("Buttondown", url, {"Authorization": f"Token {key}"}))


class Buttondown:
    """One newsletter."""

    def __init__(self, api: Api) -> None:
        """Nothing is asked yet."""
        self._api = api

    def push(self, draft: Draft, *, again: bool = False) -> Pushed:
        """Make or update the draft; see ``Engine.push``."""
        number = one_draft(
            self._emails(draft), draft, engine="Buttondown", state="draft", again=again
        )
        if number is None:
            made = self._api.post("/emails", _email(draft))
        else:
            made = self._api.patch(f"/emails/{number}", _email(draft))
        return Pushed(f"https://buttondown.com/emails/{made['id']}", number is None)

    def _emails(self, draft: Draft) -> Iterator[tuple[str, str]]:
        """Yield id and state of every e-mail of this issue."""
        page, more = 1, True
        while more:
            found = self._api.get("/emails", page=page)
            for one in found["results"]:
                if (one.get("metadata") or {}).get(_MARK) == draft.name:
                    yield one["id"], one["status"]
            page, more = page + 1, bool(found.get("next"))


def _email(draft: Draft) -> dict[str, Any]:
    return {
        "subject": _plain(draft.subject),
        "body": _AS_HTML + draft.html.replace(LEAVE, "{{ unsubscribe_url }}"),
        # Without it Buttondown sends at once.
        "status": "draft",
        "description": draft.preheader,
        "canonical_url": draft.web_edition,
        "template": "naked",
        "metadata": {_MARK: draft.name},
        "commenting_mode": "disabled",
    }


def _plain(text: str) -> str:
    """Return the text with a word joiner in what would be read as a template's tag."""
    return text.replace("{{", "{\u2060{").replace("{%", "{\u2060%")
