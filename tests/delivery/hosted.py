"""Stubs of Mailchimp and Buttondown: they keep drafts and refuse what their documents refuse.

Mailchimp: the Marketing API 3.0 as its published description has it (campaigns, their settings and
content: fields, kinds, what is required, what a page holds; errors as application/problem+json,
RFC 7807, with the titles of its error glossary). Buttondown: its published OpenAPI description.
"""

from __future__ import annotations

import json
import re
import threading
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from delivery import shapes
from delivery.shapes import Shape, faults

JSON = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One request, as a service sees it."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    headers: dict[str, str]

    def number(self, name: str, otherwise: int) -> int:
        return int(self.query.get(name, [str(otherwise)])[0])


Answer = tuple[int, Any]


class Stub:
    """A hosted engine on the loopback; ``asked`` is every request it got, as method and path."""

    problem_type = "application/json"

    def __init__(self) -> None:
        self.kept: dict[str, JSON] = {}
        self.asked: list[tuple[str, str]] = []
        self.url = ""
        #: Method and pattern of a path that is refused, with the answer.
        self.trouble: tuple[str, str, Answer] | None = None

    def answer(self, asked: Asked) -> Answer:
        self.asked.append((asked.method, asked.path))
        trouble = self.trouble
        if trouble and asked.method == trouble[0] and re.search(trouble[1], asked.path):
            return trouble[2]
        return self.judge(asked)

    def judge(self, asked: Asked) -> Answer:
        raise NotImplementedError


class MailchimpStub(Stub):
    KEY, AUDIENCE = "0123456789abcdef-us19", "a1b2c3d4e5"
    problem_type = "application/problem+json; charset=utf-8"

    def judge(self, asked: Asked) -> Answer:
        if not self._is_known(asked.headers.get("authorization", "")):
            return self._problem(401, "API Key Invalid", "Your API key may be invalid.")
        match (asked.method, asked.path.strip("/").split("/")):
            case ("GET", ["campaigns"]):
                return self._page(asked)
            case ("POST", ["campaigns"]):
                return self._refusal(asked.body, shapes.MAILCHIMP_NEW) or self._made(asked.body)
            case (_, ["campaigns", number, *_]) if number not in self.kept:
                return self._problem(404, "Resource Not Found", "It could not be found.")
            case ("GET", ["campaigns", number]):
                return 200, self.kept[number]
            case ("PATCH", ["campaigns", number]):
                return (
                    self._fixed(number)
                    or self._refusal(asked.body, shapes.MAILCHIMP_CHANGED)
                    or self._changed(number, asked.body)
                )
            case ("DELETE", ["campaigns", number]):
                del self.kept[number]
                return 204, None
            case ("PUT", ["campaigns", number, "content"]):
                return (
                    self._fixed(number)
                    or self._refusal(asked.body, shapes.MAILCHIMP_CONTENT)
                    or self._filled(number, asked.body)
                )
        return self._problem(405, "Method Not Allowed", "See the Allow header.")

    def _is_known(self, login: str) -> bool:
        """Any name will do; the key is the password."""
        kind, _, coded = login.partition(" ")
        try:
            return kind == "Basic" and b64decode(coded).decode().partition(":")[2] == self.KEY
        except (NoBase64, UnicodeDecodeError):
            return False

    def _page(self, asked: Asked) -> Answer:
        start, count = asked.number("offset", 0), asked.number("count", 10)
        if not 0 <= count <= 1000:
            return self._problem(400, "Bad Request", "count is out of range.")
        wanted = asked.query.get("list_id", [""])[0]
        every = [
            one
            for one in self.kept.values()
            if not wanted or one.get("recipients", {}).get("list_id") == wanted
        ]
        return 200, {"campaigns": every[start : start + count], "total_items": len(every)}

    def _refusal(self, body: Any, shape: Shape) -> Answer | None:
        wrong = [{"field": where, "message": why} for where, why in faults(body, shape)]
        if not wrong and body.get("recipients", {}).get("list_id", self.AUDIENCE) != self.AUDIENCE:
            wrong = [{"field": "recipients.list_id", "message": "The list does not exist."}]
        if not wrong:
            return None
        detail = "The resource submitted could not be validated."
        return self._problem(400, "Invalid Resource", detail, wrong)

    def _fixed(self, number: str) -> Answer | None:
        """Refuse to change what is on its way."""
        if self.kept[number]["status"] in ("save", "paused"):
            return None
        return self._problem(400, "Invalid Action", "The campaign cannot be edited.")

    def _made(self, body: JSON) -> Answer:
        number = f"c{len(self.asked)}"
        self.kept[number] = {"id": number, "web_id": 4711, "status": "save", **body}
        return 200, self.kept[number]

    def _changed(self, number: str, body: JSON) -> Answer:
        self.kept[number]["settings"] |= body["settings"]
        return 200, self.kept[number]

    def _filled(self, number: str, body: JSON) -> Answer:
        self.kept[number]["content"] = body
        return 200, body

    def _problem(self, status: int, title: str, detail: str, errors: Any = ()) -> Answer:
        kind = "https://mailchimp.com/developer/marketing/docs/errors/"
        problem = {"type": kind, "title": title, "status": status, "detail": detail}
        return status, problem | {"instance": "0"} | ({"errors": list(errors)} if errors else {})


class ButtondownStub(Stub):
    KEY = "00000000-1111-2222-3333-444444444444"
    PAGE = 2

    def judge(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Token {self.KEY}":
            return 401, {"code": "invalid_token", "detail": "Invalid token."}
        match (asked.method, asked.path.strip("/").split("/")):
            case ("GET", ["emails"]):
                return self._page(asked)
            case ("POST", ["emails"]):
                return self._refusal(asked.body, shapes.BUTTONDOWN_NEW) or self._made(asked.body)
            case (_, ["emails", number]) if number not in self.kept:
                return 404, {"detail": "Not found."}
            case ("PATCH", ["emails", number]):
                refusal = self._refusal({"status": "draft"} | asked.body, shapes.BUTTONDOWN_CHANGED)
                self.kept[number] |= {} if refusal else asked.body
                return refusal or (200, self.kept[number])
        return 405, {"detail": "Method not allowed."}

    def _page(self, asked: Asked) -> Answer:
        page, every = asked.number("page", 1), list(self.kept.values())
        shown = every[(page - 1) * self.PAGE : page * self.PAGE]
        more = f"{self.url}/emails?page={page + 1}" if page * self.PAGE < len(every) else None
        return 200, {"results": shown, "next": more, "count": len(every)}

    def _refusal(self, body: Any, shape: Shape) -> Answer | None:
        if wrong := list(faults(body, shape)):
            detail = [
                {"type": "value_error", "loc": ["body", "payload", *where.split(".")], "msg": why}
                for where, why in wrong
            ]
            return 422, {"detail": detail}
        if not body.get("subject", "x").strip():
            return 400, {"code": "subject_invalid", "detail": "The subject is invalid."}
        if body.get("body", "").startswith("---"):
            return 400, {"code": "body_contains_frontmatter", "detail": "Frontmatter."}
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
            data = self.rfile.read(size)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(
                self.command,
                parts.path.removeprefix(path),
                parse_qs(parts.query),
                json.loads(data) if data else None,
                headers,
            )
            if data and headers.get("content-type") != "application/json":
                status, said = 415, {"detail": "Unsupported Media Type"}
            else:
                status, said = stub.answer(asked)
            data = b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            self.send_header(
                "Content-Type", "application/json" if status < 400 else stub.problem_type
            )
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
