"""A picture file -> JPEG or PNG for a mail, twice as wide as it is shown, with Pillow.

Pillow is an extra, ``pelican-safespace[images]``: only a practice with webp, avif or very large
pictures needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: The widest picture, in pixels: the column of a mail (552) on a screen of double density.
WIDEST, TALLEST = 1104, 2400

#: Changes with what is made of the same file, so that nothing old is taken from the cache.
RECIPE = 1

_QUALITIES = (84, 76, 68, 58, 48)
_SHARES = (1.0, 0.75, 0.5, 0.35, 0.25, 0.15)


class ScalingError(Exception):
    """Nothing can be made of a picture; the message says why, ``remedy`` what to do."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Scaled:
    """A made picture: ``suffix`` is ".jpg" or ".png"."""

    data: bytes
    suffix: str


def scaled(data: bytes, most: int) -> Scaled:
    """Return the picture in the file ``data`` in at most ``most`` bytes; raises ScalingError.

    Transparent pictures become PNG, others JPEG. Where and with which camera a photograph was
    taken is left out.
    """
    try:
        from PIL import Image, ImageOps
    except ImportError:
        raise ScalingError(
            "Pillow is not installed",
            "Install pelican-safespace[images], or save the picture as a smaller JPEG or PNG.",
        ) from None
    try:
        with Image.open(BytesIO(data)) as opened:
            picture = ImageOps.exif_transpose(opened)
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ScalingError(
            f"it cannot be read ({error.__class__.__name__})",
            "Save it as JPEG or PNG, at most 2000 pixels wide.",
        ) from error
    for made in _attempts(picture):
        if len(made.data) <= most:
            return made
    raise ScalingError("it cannot be made small enough", "Choose a quieter picture.")


def _attempts(picture: Image) -> Iterator[Scaled]:
    """Yield the picture ever smaller: first with less quality, then with fewer pixels."""
    picture.thumbnail((WIDEST, TALLEST))
    has_holes = picture.mode == "RGBA" and min(picture.getchannel("A").tobytes()) < 255
    for share in _SHARES:
        size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
        smaller = picture if share == 1.0 else picture.resize(size)
        if has_holes:
            yield Scaled(_encoded(smaller, "PNG", optimize=True), ".png")
            yield Scaled(_encoded(smaller.quantize(128), "PNG", optimize=True), ".png")
            continue
        for quality in _QUALITIES:
            yield Scaled(_encoded(smaller.convert("RGB"), "JPEG", quality=quality), ".jpg")


def _encoded(picture: Image, form: str, **options: object) -> bytes:
    written = BytesIO()
    if form == "JPEG":
        options |= {"optimize": True, "progressive": True}
    picture.save(written, form, **options)
    return written.getvalue()
