"""An article's HTML as a string with places.

``outline`` finds its blocks and runs of text, ``lines`` the lines that a reader sees in a run, and
``cuts`` takes lines out of the string.
"""
