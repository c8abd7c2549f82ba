"""Whose words a line begins with: those of a picture, a table or a dataset, "Photo by Kim Test"."""

from __future__ import annotations

import re

_FIGURE = re.compile(
    r"^\W*(?:\(?[a-z]\)\W*|\d+\s+)*(?:fig(?:ure)?s?|images?|photos?|pictures?|tables?|charts?|"
    r"illustrations?|diagrams?|abb(?:ildung)?|bild|foto|tabelle|imagen|tabla|afbeelding|figura|"
    r"immagine|datasets?|data)\b(?!\s+(?:essay|story))"
)


_OWNED = re.compile(
    r"\b(?:figures|images|photos|pictures|tables|charts|graphs|illustrations|diagrams)\b[^.]*"
    r"(?:\bcopyright\b|©|\(c\))[^.]*\.\s*$"
)


def are_pictures_owned(folded: str) -> bool:
    """Tell whether the last sentence says who owns an article's pictures and tables."""
    return _OWNED.search(folded) is not None


def is_of_picture(folded: str) -> bool:
    """Tell whether a sentence, in small letters, is about one."""
    return _FIGURE.match(folded) is not None
