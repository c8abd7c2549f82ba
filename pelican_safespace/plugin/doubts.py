"""What one article's text leaves in doubt: two credits, two series blocks that disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten

from pelican_safespace.extract import Found
from pelican_safespace.extract.doubts import contradictions
from pelican_safespace.models import Problem

LONGEST_QUOTE = 90
CREDIT_METADATA = ("originally_published", "original_author", "original_url", "original_date")
_SETTLED_BY = {"previous": "Previous", "next": "Next", "part": "Series_index", "of": ""}
_CALLED = {"previous": "previous article", "next": "next article", "part": "part", "of": "total"}


def problems(source: str, metadata: Mapping[str, str], found: Found) -> Iterator[Problem]:
    """Yield what a person should settle; what the article's metadata settle is no problem."""
    if found.credited and not any(metadata.get(key) for key in CREDIT_METADATA):
        for other in found.rivals:
            first = _quoted(found.credited.attribution.sentence)
            yield Problem(
                source,
                f"two lines could be its credit: {first} and {_quoted(other.sentence)}; "
                "the first is taken.",
                "Delete or reword one of them, or say which is right in the metadata: "
                "“Originally_published:”.",
            )
    for field, end, begin in contradictions(found.blocks.end.links, found.blocks.begin.links):
        key = _SETTLED_BY[field]
        if key and metadata.get(key.lower()):
            continue
        or_set = f", or set “{key}:” in the metadata" if key else ""
        yield Problem(
            source,
            f"the series block at its end says that the {_CALLED[field]} is {end}, the one at its "
            f"beginning says {begin}. The one at the end is believed.",
            f"Make the two agree{or_set}.",
        )


def _quoted(sentence: str) -> str:
    return f"“{shorten(sentence, LONGEST_QUOTE, placeholder='…')}”"
