"""The practice's colours -> every colour of a mail, by day and by night, that can be read.

A colour of the practice that cannot be read on its ground (WCAG 2.2, 1.4.3: 4.5:1) is made
darker or lighter until it can, also where a mailbox turns lightness over (``contrast``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pelican_safespace.models import Look
from pelican_safespace.newsletter.contrast import AA_TEXT, contrast, turned_over

_BLACK, _WHITE = "#000000", "#ffffff"
_NIGHT, _PAPER_AT_NIGHT = "#141615", "#1f2221"
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one scheme, six-digit hex.

    ``background`` is around the sheet, ``surface`` the sheet, ``tint`` the ground of a box on it;
    ``text``, ``muted`` and ``accent`` can be read on all three. ``line`` is for rules.
    """

    background: str
    surface: str
    tint: str
    line: str
    text: str
    muted: str
    accent: str


@cache
def by_day(look: Look) -> Palette:
    """Return the colours of the practice's look, corrected where they cannot be read."""
    tint = mix(look.accent, look.surface, 0.07)
    grounds = (look.background, look.surface, tint)
    return Palette(
        background=look.background,
        surface=look.surface,
        tint=tint,
        line=mix(look.text, look.surface, 0.16),
        text=readable(look.text, grounds),
        muted=readable(look.muted, grounds),
        accent=readable(look.accent, grounds),
    )


@cache
def by_night(look: Look) -> Palette:
    """Return the same look in the dark: the accent's hue, on grounds that do not glare."""
    background = mix(look.accent, _NIGHT, 0.07)
    surface = mix(look.accent, _PAPER_AT_NIGHT, 0.1)
    tint = mix(look.accent, surface, 0.22)
    text = mix(look.background, "#e6e6e6", 0.4)
    grounds = (background, surface, tint)
    return Palette(
        background=background,
        surface=surface,
        tint=tint,
        line=mix(text, surface, 0.2),
        text=readable(text, grounds, turned=False),
        muted=readable(mix(text, surface, 0.72), grounds, turned=False),
        accent=readable(mix(look.accent, _WHITE, 0.55), grounds, turned=False),
    )


def mix(one: str, other: str, share: float) -> str:
    """Return the colour that is ``share`` (0 to 1) of ``one`` on ``other``, all six-digit hex."""
    parts = (
        round(int(one[at : at + 2], 16) * share + int(other[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def readable(colour: str, grounds: tuple[str, ...], *, turned: bool = True) -> str:
    """Return ``colour``, darker or lighter as far as it takes to be read on all ``grounds``.

    ``turned`` asks the same of what a mailbox makes of both that turns lightness over.
    """
    pairs = [(ground, turned_over(ground)) for ground in grounds]
    for step in range(_STEPS + 1):
        for end in (_BLACK, _WHITE):
            shade = mix(end, colour, step / _STEPS)
            over = turned_over(shade)
            if all(
                contrast(shade, ground) >= AA_TEXT
                and (not turned or contrast(over, over_ground) >= AA_TEXT)
                for ground, over_ground in pairs
            ):
                return shade
    return max((_BLACK, _WHITE), key=lambda end: min(contrast(end, g) for g in grounds))
