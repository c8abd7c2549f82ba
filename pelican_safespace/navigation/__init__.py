"""Series navigation, from words to what they say.

``words`` and ``labels`` know the vocabulary; ``snippets`` takes a line apart and ``reader`` reads
each piece to a cell (``leading``, ``labelled``, ``link_titles``, ``unlabelled``,
``pointing_links``, ``items``, ``named_parts``, ``parts_in_bars``), with ``directions`` for what
markup tells, ``opening`` for labels that nothing ends and ``headings`` for what stands above a
block. ``sentences`` finds what running text says: ``statements`` (``about_this``, ``counting``,
``series_names``; ``other_things`` are none), ``linked_parts`` (with ``numbers_around`` and
``pointed_back``), ``mentions``, ``pointers``, ``to_come`` and ``asked_for``, which need no link.
``rows`` (with ``newlines``, ``behind_text`` and ``literal_links``) and ``parts`` find what belongs
together, ``context`` and ``bars`` what a row is beside others, ``stretches`` what is navigation
only, and ``story`` tells what that says (``steps``, ``told_parts``).
"""
