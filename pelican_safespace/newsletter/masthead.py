"""What stands above the articles of a mail: the practice's logo, the date, its notice."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from pelican_safespace.models import Picture
from pelican_safespace.newsletter.prose import escaped, on_one_line
from pelican_safespace.phrases import Phrases

#: The largest logo, in CSS pixels: width and height.
_LOGO = (240, 88)


def shown_logo(logo: Picture | None) -> dict[str, object]:
    """Return the logo and its size as the template has them: sharp on a dense screen."""
    width, height = _size(logo) if logo else (0, None)
    return {
        "logo": logo,
        "logo_width": width,
        "logo_height": height,
        # a square sign does not say whose it is; a wide one is a name most of the time
        "logo_is_mark": bool(height) and width < 2 * (height or 0),
    }


def _size(logo: Picture) -> tuple[int, int | None]:
    """The logo's size: within ``_LOGO``, and no larger than the file allows."""
    if not logo.width or not logo.height:
        return _LOGO[0], None
    scale = min(_LOGO[0] / logo.width, _LOGO[1] / logo.height, 1)
    return max(1, round(logo.width * scale)), max(1, round(logo.height * scale))


def said_date(published: datetime, say: Phrases) -> str:
    """Return the date as people write it in the language of ``say``."""
    return say(
        "date", day=published.day, month=say(f"month_{published.month}"), year=published.year
    )


def notice(text: str) -> Markup:
    """Return plain text as paragraphs, where it has blank lines."""
    paragraphs = (on_one_line(part) for part in text.split("\n\n"))
    return Markup("").join(
        Markup(f'<p style="margin:0 0 12px">{escaped(part)}</p>') for part in paragraphs if part
    )
