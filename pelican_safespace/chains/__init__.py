"""A site's articles -> series links that are checked and agree with one another.

``catalogue`` finds the article that a link means. ``agreement`` makes the links of all articles of
a ``site`` agree: ``claims`` are what each says, ``circles`` are cut, and ``order`` puts each named
series in order.
"""

from pelican_safespace.chains.agreement import Settled, resolve, settle

__all__ = ["Settled", "resolve", "settle"]
