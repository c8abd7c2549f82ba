"""How well two colours can be told apart, by day and as a dark mailbox turns them over.

WCAG 2.2, success criterion 1.4.3, asks for 4.5:1 between text and what it stands on. Some
mailboxes ignore a mail's own dark colours and turn every colour over by its lightness; the
curve here is the one that Outlook's editor publishes (roosterjs, ``getDarkColor``).
"""

from __future__ import annotations

AA_TEXT = 4.5

#: CIE lightness of #333333, the darkest ground that Outlook's dark mode paints.
_DARKEST = 21.247

#: CIE 1931, 2 degrees, D65: the white that sRGB is defined on.
_WHITE = (0.95047, 1.0, 1.08883)

_Triple = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1.0 to 21.0 (WCAG 2.2).

    Raises ValueError for anything but six-digit hex.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def turned_over(colour: str) -> str:
    """Return the ``#rrggbb`` that a mailbox shows which turns lightness over in dark mode."""
    lightness, a, b = _lab(_linear(colour))
    turned = (100 - lightness) * (100 - _DARKEST) / 100 + _DARKEST
    return _hex(_from_lab((turned, a, b)))


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> _Triple:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is not a colour such as '#2f6b5e'")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _undo_gamma(red), _undo_gamma(green), _undo_gamma(blue)


def _undo_gamma(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _gamma(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def _hex(linear: _Triple) -> str:
    parts = (round(255 * _gamma(min(1.0, max(0.0, part)))) for part in linear)
    return "#" + "".join(f"{part:02x}" for part in parts)


def _lab(rgb: _Triple) -> _Triple:
    red, green, blue = rgb
    x = 0.4124564 * red + 0.3575761 * green + 0.1804375 * blue
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = 0.0193339 * red + 0.1191920 * green + 0.9503041 * blue
    fx, fy, fz = (_lab_curve(part / white) for part, white in zip((x, y, z), _WHITE, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _from_lab(lab: _Triple) -> _Triple:
    lightness, a, b = lab
    fy = (lightness + 16) / 116
    x, y, z = (
        white * _undo_lab_curve(part)
        for part, white in zip((fy + a / 500, fy, fy - b / 200), _WHITE, strict=True)
    )
    return (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )


def _lab_curve(part: float) -> float:
    return float(part ** (1 / 3)) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29


def _undo_lab_curve(part: float) -> float:
    return part**3 if part > 6 / 29 else 3 * (6 / 29) ** 2 * (part - 4 / 29)
