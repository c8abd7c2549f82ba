"""What a line of a program's source begins with; an article may show such lines as text."""

from __future__ import annotations

import re

PROGRAM = re.compile(r"\s*(?://|/\*|\*/|(?:const|let|var|final|static)\s[\w\s:<>]{1,40}=\s|f\")")
"""What begins a comment, "// To be continued in part 2", or a text, "const string NOTE ="."""
