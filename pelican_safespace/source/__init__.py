"""An article's HTML as a string with places.

``tags`` reads tags, ``outline`` finds blocks and runs of text, ``lines`` each ``line`` that a
reader sees in a run. ``cuts`` decides what goes with lines that are taken out: ``leftovers`` are
what would mean nothing without them, ``showing`` tells what is seen. ``spans`` is the string
without what goes.
"""
