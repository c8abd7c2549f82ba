"""HTML's elements, grouped by what becomes of them when an article leaves the site."""

from __future__ import annotations


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: These leave as they are.
TRAVELLING = _named("""
    a abbr acronym address article aside b bdi big blockquote br caption center cite code col
    colgroup data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6
    header hgroup hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp section
    small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul
    var wbr
""")

#: These cannot leave; something that says the same stands in for them.
REPLACED = _named("""
    annotation annotation-xml applet audio bdo button datalist desc dialog embed fieldset form
    frame iframe input label legend math meter noscript object optgroup option output param
    progress select svg textarea title track video
""")

#: These go, with what is in them: no browser shows it.
DROPPED = _named("canvas noembed noframes script style template")

#: What a browser does not show as text, or shows only in place of something else.
UNSEEN = DROPPED | _named("""
    annotation annotation-xml applet audio datalist desc iframe noscript object select svg
    textarea title video
""")

#: Where one ends, so does a line.
BLOCKS = _named("""
    address article aside blockquote br caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol
    option p pre section summary table tbody td tfoot th thead tr ul
""")

#: What introduces or interrupts an article, and so does not sum it up.
BESIDE = _named("aside figure figcaption h1 h2 h3 h4 h5 h6 nav pre table")

#: Only words and what belongs to them may stand in these.
LINES = _named("""
    a abbr b bdi big cite code dfn dt em h1 h2 h3 h4 h5 h6 i kbd mark p q s samp small span
    strong sub summary sup tt u var
""")

#: Elements without an end tag, and those whose end tag may be left out, do not nest.
FLAT = _named("""
    area base br col dd dt embed hr img input li link meta optgroup option p param rb rp rt rtc
    source tbody td tfoot th thead tr track wbr
""")
