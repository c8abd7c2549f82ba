"""The nouns of the plugin: frozen records that flow from one room to the next.

Nothing here reads, writes or decides. Dates and times are timezone-aware, URLs are absolute
once a record leaves the adapter, and HTML is called ``html`` or ``body``; every other string
is plain text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pelican_safespace.models.attribution import (
        Attribution,
        AttributionKind,
        CreditPlace,
        CreditRule,
        Person,
        Publication,
        Stretch,
    )
    from pelican_safespace.models.newsletter import Edition, Issue, Layout, Mail
    from pelican_safespace.models.post import Channel, Enclosure, Extract, Picture, Post, Term
    from pelican_safespace.models.practice import (
        UNKNOWN_PLACE,
        Look,
        Practice,
        ProviderName,
        SubscribeForm,
    )
    from pelican_safespace.models.problem import Problem
    from pelican_safespace.models.series import (
        Direction,
        LinkWay,
        Member,
        SeriesLink,
        SeriesLinks,
        SeriesRule,
        SeriesRules,
    )

__all__ = [
    "UNKNOWN_PLACE",
    "Attribution",
    "AttributionKind",
    "Channel",
    "CreditPlace",
    "CreditRule",
    "Direction",
    "Edition",
    "Enclosure",
    "Extract",
    "Issue",
    "Layout",
    "LinkWay",
    "Look",
    "Mail",
    "Member",
    "Person",
    "Picture",
    "Post",
    "Practice",
    "Problem",
    "ProviderName",
    "Publication",
    "SeriesLink",
    "SeriesLinks",
    "SeriesRule",
    "SeriesRules",
    "Stretch",
    "SubscribeForm",
    "Term",
]

#: Where each noun is: making records costs a build that needs none as much as two articles.
_HOMES = {
    "attribution": (
        "Attribution", "AttributionKind", "CreditPlace", "CreditRule", "Person", "Publication",
        "Stretch",
    ),
    "newsletter": ("Edition", "Issue", "Layout", "Mail"),
    "post": ("Channel", "Enclosure", "Extract", "Picture", "Post", "Term"),
    "practice": ("UNKNOWN_PLACE", "Look", "Practice", "ProviderName", "SubscribeForm"),
    "problem": ("Problem",),
    "series": (
        "Direction", "LinkWay", "Member", "SeriesLink", "SeriesLinks", "SeriesRule", "SeriesRules",
    ),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a noun when it is first asked for (PEP 562)."""
    for module, names in _HOMES.items():
        if name in names:
            noun = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = noun
            return noun
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
