"""How an issue is sent with one's own mail program, step by step, and where that is unwise."""

from __future__ import annotations

from pelican_safespace.newsletter.fitting import BUDGET

#: How much larger the HTML is when Thunderbird 153 has sent it; 1.55 to 1.62 were measured.
_GROWTH = 1.65


def steps(html: str) -> tuple[str, ...]:
    """Return what to do with the mail whose HTML this is: sentences of plain text, in order.

    A mail program writes what it sends anew. Thunderbird keeps the layout, but indents every line
    and leaves out the rules for dark screens: an issue that only just fits becomes too large.
    """
    return (
        "Read the mail above once as a subscriber would: on the phone, in the dark, without "
        "pictures.",
        *_warning(len(html.encode())),
        "Open email.eml in this folder with a double click. Thunderbird opens it as a draft with "
        "subject and layout in place. Its pictures may be empty frames there; they are in the "
        "mail that arrives.",
        "Send it to yourself first, and look at it on your own phone.",
        "Open it again, leave your own address in To, put the subscribers in Bcc, never in To "
        "or Cc, so that nobody sees another's address, and send it.",
    )


def _warning(size: int) -> tuple[str, ...]:
    grown = round(size * _GROWTH)
    if grown <= BUDGET:
        return ()
    return (
        f"Choose another way for this issue, or write “Layout: digest” in its file. Thunderbird "
        f"writes a mail anew and makes about {grown // 1000} KB of these {size // 1000} KB. Gmail "
        f"cuts off what is beyond {BUDGET // 1000} KB, and the way to unsubscribe with it.",
    )
