"""Links and pictures that lead nowhere, taken out of HTML that leaves the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

# nh3 writes what is read here: tags in lower case, values in double quotes, no bare ">" in them.
_LEADING = re.compile(r"<(a|img|source|blockquote|q|ins|del)( [^>]*)>")
_ADDRESS = re.compile(r' (href|src|srcset|cite)="([^"]*)"')
# The equals sign comes first, as there are few of them.
_TARGET = re.compile(r'="(?:(?<= href=")|(?<= src=")|(?<= cite=")|((?<= srcset=")))([^"]+)"')
_OF_A_LINK = re.compile(r' (?:href|hreflang|type)="[^"]*"')
_ALTERNATIVE = re.compile(r' alt="([^"]*)"')


def targets(html: str) -> tuple[str, ...]:
    """Return each address that ``html``, as ``clean`` writes it, leads to or shows, once.

    A text that speaks of HTML may bring in one more: who finds it dead asks ``unlinked``.
    """
    found: list[str] = []
    for target in _TARGET.finditer(html):
        address = unescape(target[2]) if "&" in target[2] else target[2]
        several = target[1] is not None
        found += map(_address_of, address.split(", ")) if several else [address]
    return tuple(dict.fromkeys(found))


def unlinked(html: str, is_dead: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    """Return ``html``, as ``clean`` writes it, without dead addresses, and these in their order.

    A link keeps its words: an ``a`` without ``href`` is a placeholder for a link (HTML, 4.5.1).
    A picture is shown from the next of its candidates that is there, else told by its ``alt``.
    """
    dead: dict[str, None] = {}

    def is_alive(address: str) -> bool:
        if is_dead(address):
            dead[address] = None
            return False
        return True

    mended = _LEADING.sub(lambda tag: _mended(tag, is_alive), html)
    return (mended, tuple(dead)) if dead else (html, ())


def _mended(tag: re.Match[str], is_alive: Callable[[str], bool]) -> str:
    name, attributes = tag.groups()
    found = {key: unescape(value) for key, value in _ADDRESS.findall(attributes)}
    live = {key: _alive(key, value, is_alive) for key, value in found.items()}
    if live == found:
        return tag[0]
    if name == "a":
        return f"<a{_OF_A_LINK.sub('', attributes)}>"
    if name in {"img", "source"}:
        return _picture(name, attributes, live)
    return f"<{name}{_ADDRESS.sub('', attributes)}>"


def _alive(key: str, value: str, is_alive: Callable[[str], bool]) -> str:
    """Return what is left of an attribute's address or addresses."""
    if key == "srcset":
        candidates = value.split(", ")
        return ", ".join(one for one in candidates if is_alive(_address_of(one)))
    return value if is_alive(value) else ""


def _address_of(candidate: str) -> str:
    return candidate.partition(" ")[0]


def _picture(name: str, attributes: str, live: dict[str, str]) -> str:
    candidate = live.get("srcset", "").partition(" ")[0].rstrip(",")
    if name == "img" and candidate and not live.get("src"):
        live["src"] = candidate
    if not any(live.values()):
        alternative = _ALTERNATIVE.search(attributes)
        return alternative[1] if name == "img" and alternative else ""
    addresses = "".join(f' {key}="{escape(value)}"' for key, value in live.items() if value)
    return f"<{name}{_ADDRESS.sub('', attributes)}{addresses}>"
