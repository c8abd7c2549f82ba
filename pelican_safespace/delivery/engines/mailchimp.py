"""Mailchimp: a draft campaign over its Marketing API 3.0 (mailchimp.com/developer/marketing)."""

from __future__ import annotations

import contextlib
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from pelican_safespace.delivery.engines import LEAVE, Draft, Pushed, needed, one_draft
from pelican_safespace.delivery.engines.api import Api, ApiError
from pelican_safespace.delivery.errors import DeliveryError

#: A campaign's state before it is sent or scheduled.
DRAFT = "save"
_PAGE = 200
#: Nobody is watched: neither opens nor clicks.
_TRACKING = {"opens": False, "html_clicks": False, "text_clicks": False}


def engine(environment: Mapping[str, str]) -> Mailchimp:
    """Return the engine that SAFESPACE_MAILCHIMP_KEY and _LIST describe.

    The API's host is in the key (``…-us19``); SAFESPACE_MAILCHIMP_URL names another.
    """
    key = needed(environment, "SAFESPACE_MAILCHIMP_KEY", "the API key, which ends in -us and more")
    audience = needed(environment, "SAFESPACE_MAILCHIMP_LIST", "the audience's ID")
    url = environment.get("SAFESPACE_MAILCHIMP_URL", "").strip()
    centre = re.fullmatch(r"\w+-([a-z]+\d+)", key, re.A)
    if centre is None:
        raise DeliveryError("SAFESPACE_MAILCHIMP_KEY is no API key: it ends in -us and a number.")
    login = b64encode(f"safespace:{key}".encode()).decode("ascii")
    api = Api(
        "Mailchimp",
        url or f"https://{centre[1]}.api.mailchimp.com/3.0",
        {"Authorization": f"Basic {login}"},
    )
    return Mailchimp(api, audience)


class Mailchimp:
    """One account and the audience an issue goes to."""

    def __init__(self, api: Api, audience: str) -> None:
        """Nothing is asked yet."""
        self._api, self._audience = api, audience

    def push(self, draft: Draft, *, again: bool = False) -> Pushed:
        """Make or update the draft; see ``Engine.push``."""
        number = one_draft(
            self._campaigns(draft), draft, engine="Mailchimp", state=DRAFT, again=again
        )
        campaign = self._made(draft) if number is None else self._updated(number, draft)
        address = f"https://admin.mailchimp.com/campaigns/edit?id={campaign.get('web_id', '')}"
        return Pushed(address, number is None)

    def _campaigns(self, draft: Draft) -> Iterator[tuple[str, str]]:
        """Yield id and state of every campaign of this issue."""
        seen, total = 0, 1
        while seen < total:
            found = self._api.get(
                "/campaigns",
                count=_PAGE,
                offset=seen,
                list_id=self._audience,
                fields="total_items,campaigns.id,campaigns.status,campaigns.settings.title",
            )
            results = found["campaigns"]
            for one in results:
                if one["settings"].get("title") == draft.name:
                    yield one["id"], one["status"]
            seen, total = seen + len(results), found["total_items"]
            if not results:
                return

    def _made(self, draft: Draft) -> dict[str, Any]:
        """Make a campaign with its content; without the content it is removed again."""
        campaign: dict[str, Any] = self._api.post(
            "/campaigns", {"type": "regular", **self._settings(draft)}
        )
        try:
            self._api.put(f"/campaigns/{campaign['id']}/content", _content(draft))
        except BaseException:
            with contextlib.suppress(ApiError):
                self._api.delete(f"/campaigns/{campaign['id']}")
            raise
        return campaign

    def _updated(self, number: str, draft: Draft) -> dict[str, Any]:
        """Change settings and content; where the content is refused, the settings are put back."""
        fields = ("subject_line", "preview_text", "title", "from_name", "reply_to")
        before: dict[str, Any] = self._api.get(f"/campaigns/{number}")
        campaign: dict[str, Any] = self._api.patch(f"/campaigns/{number}", self._settings(draft))
        try:
            self._api.put(f"/campaigns/{number}/content", _content(draft))
        except BaseException:
            kept = {name: before["settings"].get(name, "") for name in fields}
            with contextlib.suppress(ApiError):
                self._api.patch(f"/campaigns/{number}", {"settings": kept})
            raise
        return campaign

    def _settings(self, draft: Draft) -> dict[str, Any]:
        return {
            "recipients": {"list_id": self._audience},
            "settings": {
                "title": draft.name,
                "subject_line": _plain(draft.subject),
                "preview_text": _plain(draft.preheader),
                "from_name": draft.sender,
                "reply_to": draft.sender_address,
                "auto_footer": False,
                "inline_css": False,
            },
            "tracking": _TRACKING,
        }


def _content(draft: Draft) -> dict[str, str]:
    return {
        "html": draft.html.replace(LEAVE, "*|UNSUB|*"),
        "plain_text": _plain(draft.text).replace(LEAVE, "*|UNSUB|*"),
    }


def _plain(text: str) -> str:
    """Return the text with a word joiner in what would be read as a merge tag."""
    return text.replace("*|", "*\u2060|")
