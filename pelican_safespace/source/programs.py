"""What a line of a program's source begins with; an article may show such lines as text."""

from __future__ import annotations

import re

COMMENT = re.compile(r"\s*(?://|/\*|\*/)")
"""What begins a comment, whatever it says: "// To be continued in part 2"."""
