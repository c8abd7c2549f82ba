"""The nouns of the plugin: frozen records that flow from one room to the next.

Nothing here reads, writes or decides. Dates and times are timezone-aware, URLs are absolute
once a record leaves the adapter, and HTML is called ``html`` or ``body``; every other string
is plain text.
"""

from __future__ import annotations

from pelican_safespace.models.attribution import (
    Attribution,
    AttributionKind,
    CreditPlace,
    CreditRule,
    Person,
)
from pelican_safespace.models.newsletter import (
    UNKNOWN_PLACE,
    Edition,
    Issue,
    Layout,
    Look,
    Mail,
    Practice,
    ProviderName,
    SubscribeForm,
)
from pelican_safespace.models.post import Channel, Enclosure, Extract, Picture, Post, Term
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
    "SeriesLink",
    "SeriesLinks",
    "SeriesRule",
    "SeriesRules",
    "SubscribeForm",
    "Term",
]
