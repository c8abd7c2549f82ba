"""How Sphinx, which Pelican's own documentation is made with, makes this one of Markdown."""

from pelican_safespace import __version__

project = "pelican_safespace"
author = "the pelican_safespace contributors"
copyright = author  # noqa: A001
release = version = __version__

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
# Quotes stay as they are written.
smartquotes = False

html_theme = "furo"
html_title = f"pelican_safespace {release}"
html_show_sphinx = False
html_copy_source = False
