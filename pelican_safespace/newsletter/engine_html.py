"""What the template engines of some services need of a mail's HTML."""

from __future__ import annotations

import json
import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>")


def with_safe_comments(html: str) -> str:
    """Go's html/template leaves comments out, and Outlook's columns are in them.

    listmonk has the function ``Safe`` for this (listmonk #1088).
    """
    return _COMMENT.sub(lambda found: f"{{{{ Safe {_go_string(found[0])} }}}}", html)


def _go_string(text: str) -> str:
    """Return ``text`` as a string literal of Go; JSON's is one, but for surrogate pairs."""
    return json.dumps(text, ensure_ascii=False)


def with_tracking_image(html: str) -> str:
    """Constant Contact refuses a mail without its counting picture."""
    return _BODY.sub(lambda body: f"{body[0]}[[trackingImage]]", html, count=1)
