"""Stubs of Mailchimp and Buttondown: they keep drafts and refuse what the services refuse.

Mailchimp: what is widely known of the Marketing API 3.0 (campaigns, campaign content, errors); its
reference was not at hand. Buttondown: its published OpenAPI description, version 1.
"""

from __future__ import annotations

import json
import re
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, Any]
JSON = dict[str, Any]


class Stub:
    """A hosted engine on the loopback; ``asked`` is every request it got, as method and path."""

    def __init__(self) -> None:
        self.kept: dict[str, JSON] = {}
        self.asked: list[tuple[str, str]] = []
        self.url = ""
        #: Method and pattern of a path that is refused, with the answer.
        self.trouble: tuple[str, str, Answer] | None = None

    def answer(self, method: str, path: str, query: JSON, body: Any, login: str) -> Answer:
        self.asked.append((method, path))
        if self.trouble and method == self.trouble[0] and re.search(self.trouble[1], path):
            return self.trouble[2]
        return self.judge(method, path, query, body, login)

    def judge(self, method: str, path: str, query: JSON, body: Any, login: str) -> Answer:
        raise NotImplementedError


class MailchimpStub(Stub):
    KEY, AUDIENCE = "0123456789abcdef-us19", "a1b2c3d4e5"

    def judge(self, method: str, path: str, query: JSON, body: Any, login: str) -> Answer:
        if b64decode(login.removeprefix("Basic ")).decode().partition(":")[2] != self.KEY:
            return self._problem(401, "API Key Invalid", "Your API key may be invalid.")
        match (method, path.strip("/").split("/")):
            case ("GET", ["campaigns"]):
                start = int(query.get("offset", ["0"])[0])
                count = min(int(query.get("count", ["10"])[0]), 1000)
                every = list(self.kept.values())
                return 200, {
                    "campaigns": every[start : start + count],
                    "total_items": len(every),
                }
            case ("POST", ["campaigns"]):
                return self._refusal(body) or self._made(body)
            case (_, ["campaigns", number, *_]) if number not in self.kept:
                return self._problem(404, "Resource Not Found", "It could not be found.")
            case ("GET", ["campaigns", number]):
                return 200, self.kept[number]
            case ("PATCH", ["campaigns", number]):
                if self.kept[number]["status"] != "save":
                    return self._problem(400, "Bad Request", "The campaign is not editable.")
                return self._refusal(body) or self._changed(number, body)
            case ("DELETE", ["campaigns", number]):
                del self.kept[number]
                return 204, None
            case ("PUT", ["campaigns", number, "content"]):
                if set(body) - {"html", "plain_text", "url", "template", "archive"}:
                    return self._problem(400, "Invalid Resource", "Schema describes object.")
                if self.kept[number]["status"] != "save":
                    return self._problem(400, "Bad Request", "The campaign is not editable.")
                self.kept[number]["content"] = body
                return 200, body
        return self._problem(405, "Method Not Allowed", "This method is not allowed.")

    def _refusal(self, body: JSON) -> Answer | None:
        settings, wrong = body.get("settings", {}), []
        audience = body.get("recipients", {}).get("list_id", self.AUDIENCE)
        if audience != self.AUDIENCE:
            wrong.append({"field": "recipients.list_id", "message": "The list does not exist."})
        if len(settings.get("subject_line", "")) > 150:
            wrong.append({"field": "settings.subject_line", "message": "Subject is too long."})
        if wrong:
            return self._problem(400, "Invalid Resource", "The resource is invalid.", wrong)
        return None

    def _made(self, body: JSON) -> Answer:
        if body.get("type") not in ("regular", "plaintext", "rss", "variate"):
            return self._problem(400, "Invalid Resource", "type is required.")
        number = f"c{len(self.asked)}"
        self.kept[number] = {"id": number, "web_id": 4711, "status": "save", **body}
        return 200, self.kept[number]

    def _changed(self, number: str, body: JSON) -> Answer:
        self.kept[number]["settings"] |= body.get("settings", {})
        return 200, self.kept[number]

    def _problem(self, status: int, title: str, detail: str, errors: Any = ()) -> Answer:
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return status, problem | {"instance": "0", "errors": list(errors)}


class ButtondownStub(Stub):
    KEY = "00000000-1111-2222-3333-444444444444"
    FIELDS = frozenset(
        "attachments publish_date subject slug description canonical_url image body archival_mode "
        "email_type status metadata secondary_id filters template commenting_mode "
        "related_email_ids featured should_trigger_pay_per_email_billing".split()
    )
    PAGE = 2

    def judge(self, method: str, path: str, query: JSON, body: Any, login: str) -> Answer:
        if login != f"Token {self.KEY}":
            return 401, {"code": "invalid_token", "detail": "Invalid token."}
        match (method, path.strip("/").split("/")):
            case ("GET", ["emails"]):
                page = int(query.get("page", ["1"])[0])
                every = list(self.kept.values())
                shown = every[(page - 1) * self.PAGE : page * self.PAGE]
                more = (
                    f"{self.url}/emails?page={page + 1}" if page * self.PAGE < len(every) else None
                )
                return 200, {"results": shown, "next": more, "count": len(every)}
            case ("POST", ["emails"]):
                return self._refusal(body, {"subject"}) or self._made(body)
            case (_, ["emails", number]) if number not in self.kept:
                return 404, {"detail": "Not found."}
            case ("PATCH", ["emails", number]):
                refusal = self._refusal(body, set())
                self.kept[number] |= {} if refusal else body
                return refusal or (200, self.kept[number])
        return 405, {"detail": "Method not allowed."}

    def _refusal(self, body: JSON, required: set[str]) -> Answer | None:
        if wrong := (set(body) - self.FIELDS) | (required - set(body)):
            detail = [
                {"loc": ["body", one], "msg": "unexpected or missing"} for one in sorted(wrong)
            ]
            return 422, {"detail": detail}
        if len(body.get("subject", "")) > 2000:
            return 400, {"code": "subject_invalid", "detail": "The subject is invalid."}
        if body["body"].startswith("---"):
            return 400, {"code": "body_contains_frontmatter", "detail": "Frontmatter."}
        if body.get("template") not in (None, "classic", "custom", "modern", "plaintext", "naked"):
            return 422, {"detail": [{"loc": ["body", "template"], "msg": "not one of them"}]}
        if body.get("status", "about_to_send") == "about_to_send":
            return 400, {"code": "sending_requires_confirmation", "detail": "Confirm to send."}
        return None

    def _made(self, body: JSON) -> Answer:
        number = f"em_{len(self.asked)}"
        self.kept[number] = {"id": number, **body}
        return 201, self.kept[number]


@contextmanager
def listening(stub: Stub, path: str) -> Iterator[Stub]:
    """Let the stub answer below ``path`` on a free port of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            status, said = stub.answer(
                self.command,
                parts.path.removeprefix(path),
                parse_qs(parts.query),
                body,
                self.headers.get("Authorization", ""),
            )
            data = b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        stub.url = f"http://127.0.0.1:{server.server_port}{path}"
        yield stub
        server.shutdown()
        thread.join(10)
