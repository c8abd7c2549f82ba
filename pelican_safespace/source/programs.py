"""What tells a program: how its lines begin, which an article may show, and where it is kept."""

from __future__ import annotations

import re

PROGRAM = re.compile(r"\s*(?://|/\*|\*/|(?:const|let|var|final|static)\s[\w\s:<>]{1,40}=\s|f\")")
"""What begins a comment, "// To be continued in part 2", or a text, "const string NOTE ="."""

FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org"})
"""Hosts where programs are kept."""
