"""Series navigation, from words to what they say.

``words`` and ``labels`` know the vocabulary; ``snippets`` takes a line apart and ``cells`` reads
each piece, with ``directions`` for what markup tells, ``headings`` for what stands above a block
and ``statements`` for sentences; ``rows`` and ``parts`` find what belongs together, and
``story`` tells what it says.
"""
