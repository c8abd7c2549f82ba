"""listmonk: a draft campaign over its API (listmonk.app/docs/apis/campaigns).

listmonk reads both parts and the subject as Go templates; whatever stands there and is not meant
as one is written so that it comes out as it is.
"""

from __future__ import annotations

import contextlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from pelican_safespace.delivery.engines import LEAVE, Draft, Pushed, needed, one_draft
from pelican_safespace.delivery.engines.api import Api, ApiError
from pelican_safespace.delivery.errors import DeliveryError

#: The template of ours that adds nothing: listmonk's own has its look and a tracking pixel.
TEMPLATE = "safespace: as it is"
_TEMPLATE_BODY = '{{ template "content" . }}'
_PAGE = 100
#: The longest name that every version takes: 1.1 refuses a longer one, 6.2 one above 2,000.
_LONGEST_NAME = 200


def engine(environment: Mapping[str, str]) -> Listmonk:
    """Return the engine that SAFESPACE_LISTMONK_URL, _USER, _TOKEN and _LIST describe."""
    url = needed(environment, "SAFESPACE_LISTMONK_URL", "such as https://lists.example.org")
    user = needed(environment, "SAFESPACE_LISTMONK_USER", "the API user's name")
    token = needed(environment, "SAFESPACE_LISTMONK_TOKEN", "the API user's token")
    lists = needed(environment, "SAFESPACE_LISTMONK_LIST", "the list's number, or several: 3,5")
    try:
        numbers = [int(one) for one in lists.split(",")]
    except ValueError:
        raise DeliveryError("SAFESPACE_LISTMONK_LIST must be numbers, such as 3 or 3,5.") from None
    login = b64encode(f"{user}:{token}".encode()).decode("ascii")
    return Listmonk(Api("listmonk", url, {"Authorization": f"Basic {login}"}), numbers)


class Listmonk:
    """One listmonk and the lists an issue goes to."""

    def __init__(self, api: Api, lists: list[int]) -> None:
        """Nothing is asked yet."""
        self._api, self._lists = api, lists

    def push(self, draft: Draft, *, again: bool = False) -> Pushed:
        """Make or update the draft; see ``Engine.push``."""
        if len(draft.name) > _LONGEST_NAME:
            # Cut short it might be another issue's, and the draft is found by its name.
            raise DeliveryError(
                f"The issue's slug is too long for listmonk: {draft.name[:30]}… has "
                f"{len(draft.name)} characters, and {_LONGEST_NAME} are the most. Write a shorter "
                "“Slug:” in the issue."
            )
        number = one_draft(
            self._campaigns(draft), draft, engine="listmonk", state="draft", again=again
        )
        self._refuse_missing_lists()
        with self._template() as template:
            campaign = _campaign(draft, self._lists, template)
            if number is None:
                made = self._made(draft, campaign)
            else:
                made = self._api.put(f"/api/campaigns/{number}", campaign)["data"]
        return Pushed(f"{self._api.url}/campaigns/{made['id']}", number is None)

    def _refuse_missing_lists(self) -> None:
        """Raise before anything is made: some versions make a campaign for no list, then say no."""
        for number in self._lists:
            try:
                self._api.get(f"/api/lists/{number}")
            except ApiError as error:
                if error.status not in (400, 404):
                    raise
                raise DeliveryError(
                    f"listmonk has no list {number}. Put the number of one that is there into "
                    "SAFESPACE_LISTMONK_LIST."
                ) from None

    def _made(self, draft: Draft, campaign: dict[str, object]) -> dict[str, Any]:
        """Make the campaign; what was made in spite of an error is removed again."""
        try:
            made: dict[str, Any] = self._api.post("/api/campaigns", campaign)["data"]
        except BaseException:
            with contextlib.suppress(ApiError):
                for number, state in list(self._campaigns(draft)):
                    if state == "draft":
                        self._api.delete(f"/api/campaigns/{number}")
            raise
        return made

    def _campaigns(self, draft: Draft) -> Iterator[tuple[str, str]]:
        """Yield number and state of every campaign of this issue."""
        page, seen, total = 1, 0, 1
        while seen < total:
            found = self._api.get("/api/campaigns", page=page, per_page=_PAGE, no_body="true")
            results = found["data"]["results"] or []
            yield from (
                (str(one["id"]), one["status"]) for one in results if one["name"] == draft.name
            )
            page, seen, total = page + 1, seen + len(results), found["data"]["total"]
            if not results:
                return

    @contextlib.contextmanager
    def _template(self) -> Iterator[int]:
        """Yield the number of our template; one that was made for nothing is removed again."""
        found: list[dict[str, Any]] = self._api.get("/api/templates", no_body="true")["data"]
        for one in found:
            if one["name"] == TEMPLATE:
                yield int(one["id"])
                return
        wanted = {"name": TEMPLATE, "type": "campaign", "subject": "", "body": _TEMPLATE_BODY}
        number = int(self._api.post("/api/templates", wanted)["data"]["id"])
        try:
            yield number
        except BaseException:
            with contextlib.suppress(ApiError):
                self._api.delete(f"/api/templates/{number}")
            raise


def _campaign(draft: Draft, lists: list[int], template: int) -> dict[str, object]:
    return {
        "name": draft.name,
        "subject": draft.subject.replace("{{", '{{ "{{" }}'),
        "lists": lists,
        "from_email": f"{draft.sender} <{draft.sender_address}>",
        "type": "regular",
        "content_type": "html",
        "body": _html(draft.html),
        "altbody": _text(draft.text),
        "messenger": "email",
        "template_id": template,
        # What its database holds of a tag; versions differ in how they take a longer one.
        "tags": [tag[:100] for tag in draft.tags],
        "headers": [{name: value} for name, value in draft.headers],
    }


def _html(html: str) -> str:
    """Write the HTML as a Go template; its engine drops comments, and Outlook needs ours."""
    kept = re.sub("<!--.*?-->", lambda found: _literal(found[0]), html, flags=re.S)
    return kept.replace(LEAVE, "{{ UnsubscribeURL }}")


def _text(text: str) -> str:
    """Write the plain text as a Go template, which would be read and escaped as HTML."""
    return "{{ UnsubscribeURL }}".join(_literal(part) if part else "" for part in text.split(LEAVE))


def _literal(text: str) -> str:
    """Return the expression that comes out as ``text``, with nothing in it that is an expression.

    JSON's escapes are Go's. ``@TrackLink`` after an address would become a tracking link.
    """
    quoted = json.dumps(text, ensure_ascii=False)
    for one in "{}@":
        quoted = quoted.replace(one, f"\\u{ord(one):04x}")
    return f"{{{{ Safe {quoted} }}}}"
