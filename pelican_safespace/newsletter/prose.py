"""Words on their way into the source of a mail: escaped for HTML, MJML and list engines.

Whoever sends the mail may run a template engine over it (Liquid, Django, Go, Mailchimp's own …).
What an article says about ``{{ braces }}`` is no template: the first character of everything that
could begin one is written as an entity.
"""

from __future__ import annotations

import re

#: What XML forbids, and what a mail must not carry: C0 controls, surrogates, non-characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")

_HTML = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"))
_TEMPLATES = re.compile(
    r"\{(?=[{%$#])"  # Jinja, Django, Liquid, Go, MailerLite
    r"|\*(?=\|)"  # Mailchimp
    r"|\$(?=\{)|#(?=\{)"  # FreeMarker, Ruby
    r"|\[(?=[\[#%@]|[a-z_]+:)"  # Constant Contact, MailPoet, FreeMarker
    r"|%(?=%|[A-Za-z_.]+%)"  # Mailgun and older ones
    r"|@(?=TrackLink)"  # listmonk
)
#: A tag with such a sign, or the title, which the compiler writes into an attribute as well.
_TAG = re.compile(r"<mj-title>[^<]*|<[A-Za-z][\x00-=?-\[\]-\x7f]*+[^>][^>]*>")
_UNSAFE = re.compile(r"[^\x00-\x7f]|\\")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def escaped(text: str) -> str:
    """Return plain ``text`` for an element's content or a quoted attribute.

    What no mail may carry is left out: the compiler refuses the whole issue for one control sign
    in a picture's description. "<" + "@" (FreeMarker) and "<%" need no rule of their own: "<" is
    always an entity.
    """
    if not text.isprintable():
        text = FORBIDDEN.sub("", text)
    for sign, entity in _HTML:
        text = text.replace(sign, entity)
    return _TEMPLATES.sub(_entity, text)


def on_one_line(text: str) -> str:
    """Return ``text`` with single spaces, no line ends, no control signs; no-break spaces stay."""
    return _SPACE.sub(" ", FORBIDDEN.sub("", text)).strip(" ")


def with_ascii_tags(source: str) -> str:
    """Return HTML or MJML with every character of its tags in ASCII, as numeric entities.

    The compiler writes attribute values in a form of its own language, in which a no-break space
    becomes the six characters of an escape, and a backslash two.
    """
    return _TAG.sub(lambda tag: _UNSAFE.sub(_entity, tag[0]), source)


def _entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"
