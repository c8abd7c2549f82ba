"""``safespace explain``: what was found in an article, by which rule, and what comes of it."""

from __future__ import annotations

import argparse
import logging

from pelican_safespace.cli.site import Commands, read
from pelican_safespace.explain import as_json, text


def add_command(commands: Commands) -> None:
    """Add ``explain``."""
    explaining = commands.add_parser(
        "explain", help="say what was found in an article, by which rule, and what comes of it"
    )
    explaining.add_argument("article", help="the article's file or slug")
    explaining.add_argument("--json", action="store_true", help="write JSON, for a script")
    explaining.set_defaults(command=_explain)


def _explain(options: argparse.Namespace) -> int:
    # What is amiss in this article is part of its explanation; the others do not matter here.
    logger = logging.getLogger("pelican_safespace")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        explanation = read(options.settings).explain(options.article)
    finally:
        logger.setLevel(level)
    print(as_json(explanation) if options.json else text.write(explanation), end="")
    return 0
