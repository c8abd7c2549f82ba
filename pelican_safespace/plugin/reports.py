"""What is amiss in articles, told: content that a person should mend never stops a build."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from pelican_safespace.models import Problem

logger = logging.getLogger(__name__)


def report(problems: Iterable[Problem]) -> None:
    """Log each problem as a warning."""
    for problem in problems:
        logger.warning("%s", problem)
