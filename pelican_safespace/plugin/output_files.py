"""What a build has written, asked for as a web server is: by address."""

from __future__ import annotations

from collections.abc import Collection
from os.path import isfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

_INDEXES = ("index.html", "index.htm")


class OutputFiles:
    """The files of the finished output, and which addresses of the site none of them answers.

    ``elsewhere`` are paths on the site's host, such as "/shop/", that something else answers.
    """

    def __init__(self, site: str, folder: Path, elsewhere: Collection[str] = ()) -> None:
        parts = urlsplit(site)
        self._host = parts.netloc.lower()
        self._root = f"{parts.path.rstrip('/')}/"
        self._folder = folder
        self._elsewhere = tuple(f"{path.rstrip('/')}/" for path in elsewhere)
        self._known: dict[str, bool] = {}
        self._dead: dict[str, bool] = {}

    def is_dead(self, address: str) -> bool:
        """Tell whether ``address``, an absolute one, is the site's own and leads to no file.

        Scheme, query and fragment make no difference. A folder is answered by its index, and
        "about" by "about.html", as most hosts of static sites do; the home page is always there.
        """
        if address not in self._dead:
            self._dead[address] = self._is_dead(address)
        return self._dead[address]

    def _is_dead(self, address: str) -> bool:
        if self._host not in address.lower():
            return False
        try:
            parts = urlsplit(address)
        except ValueError:
            return False
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != self._host:
            return False
        path = parts.path
        if not f"{path}/".startswith(self._root) or f"{path}/".startswith(self._elsewhere):
            return False
        name = path[len(self._root) :]
        if name not in self._known:
            self._known[name] = not name or self._answers(unquote(name)) or self._answers(name)
        return not self._known[name]

    def _answers(self, name: str) -> bool:
        if name.endswith("/"):
            files = [f"{name}{index}" for index in _INDEXES]
        else:
            files = [name, f"{name}.html", *(f"{name}/{index}" for index in _INDEXES)]
        # Of thousands of names a Path each would cost as much as looking.
        return any(isfile(f"{self._folder}/{file}") for file in files)  # noqa: PTH113
