"""What each kind, place, rule and origin of an Explanation is called in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from pelican_safespace.explain import Origin
from pelican_safespace.models import AttributionKind, CreditPlace, LinkWay, SeriesRule

KINDS: Mapping[AttributionKind, str] = {
    "original": "original (it first appeared elsewhere)",
    "cross-post": "cross-post (it appeared in two places)",
    "reprint": "reprint",
    "adapted": "adapted (another text is its source)",
    "guest": "guest post",
}
PLACES: Mapping[CreditPlace, str] = {
    "first": "among the first lines of the article",
    "last": "among the last lines of the article",
    "above the series block": "right above the series block",
    "in the series block": "in the same paragraph as the series block",
    "middle": "in the middle of the article",
    "footnote": "in a footnote, where it stays",
}
STRENGTHS = {
    "strong": "words that are enough by themselves",
    "label": "a label that leads to a link",
    "plain": "a plain verb, which counts because the line says “this article”",
}
SUBJECTS = {
    "this": "the line says that it is about this article",
    "title": "the line names the article by its title",
    "the": "the line speaks of “the article”, and where it stands that means this one",
    "bare": "the line names no subject, and where it stands that means this article",
}
RULES: Mapping[SeriesRule, str] = {
    "label": "a label beside it",
    "title below its label": "a label above it",
    "markup": "what the HTML says (rel, class or <nav>)",
    "arrow": "an arrow",
    "list of parts": "a list of parts in which this article is the one without a link",
    "part number": "the number of the part beside this one",
    "statement": "a sentence that says it",
    "heading": "the heading of the block",
}
WAYS: Mapping[LinkWay, str] = {
    "address": "its address or file",
    "slug": "its slug",
    "title": "its title",
    "beginning of a title": "the beginning of its title",
    "the other's link": "what that article says of this one",
    "order of the series": "the order of the series",
    "another site": "an address on another site, kept as it is",
    "not found": "LEFT OUT: no article is called so",
    "ambiguous": "LEFT OUT: several articles are called so",
    "itself": "LEFT OUT: it is this article itself",
    "not public": "LEFT OUT: that article is a draft or hidden",
    "contradicted": "LEFT OUT: another article contradicts it",
}
ORIGINS: Mapping[Origin, str] = {
    "text": "from the text",
    "metadata": "from the metadata",
    "composed": "composed from the metadata",
    "site": "from the other articles",
}
OVERRIDE = (
    ("Originally_published", "a publication, an address, or the whole sentence"),
    ("Original_author", "who wrote it, credentials included"),
    ("Original_url", "where it first appeared"),
    ("Original_date", "when it first appeared"),
    ("Series", "the name of its series"),
    ("Series_index", "its number there"),
    ("Previous, Next", "a slug, a title or {filename}path"),
    ("Safespace: off", "leave the text alone; the other lines still count"),
)
