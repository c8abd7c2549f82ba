"""Files of the site: which address stands for which, and writing only what has changed."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from urllib.parse import unquote, urlsplit

import imagesize

from pelican_safespace.models import Enclosure, Picture

#: Media types are the plugin's own: the machine's table would differ from one to the next.
_TYPES = mimetypes.MimeTypes(filenames=())

#: Bytes handed to the system together: less than half of the time of pieces one by one.
_AT_ONCE = 1 << 17


class SiteFiles:
    """The files a site publishes, found by their absolute address."""

    def __init__(self, site: str, static: Mapping[str, object]) -> None:
        self._prefix = f"{site}/"
        self._files = {
            str(file.url): Path(file.source_path)  # type: ignore[attr-defined]
            for file in static.values()
            # Pelican lists a linked file also where there is none.
            if file is not None and Path(file.source_path).is_file()  # type: ignore[attr-defined]
        }
        #: Many articles may show one picture, which is measured once.
        self._pictures: dict[str, Picture] = {}
        self._by_source = {
            name: str(file.url)  # type: ignore[attr-defined]
            for name, file in static.items()
            if file is not None
        }

    @property
    def addresses(self) -> list[str]:
        """The absolute addresses of all files."""
        return [self._prefix + url for url in self._files]

    def is_own(self, url: str) -> bool:
        """Tell whether ``url`` is an address of this site."""
        return url.startswith(self._prefix)

    def find(self, url: str) -> Path | None:
        """Return the source file behind an absolute address, or None."""
        if not self.is_own(url):
            return None
        address = urlsplit(url.removeprefix(self._prefix)).path
        return self._files.get(address) or self._files.get(unquote(address))

    def address(self, source: str) -> str | None:
        """Return the absolute address of a static file by its path in the content folder."""
        url = self._by_source.get(source)
        return None if url is None else self._prefix + url

    def picture(self, url: str, alt: str = "") -> Picture:
        """Return the picture at ``url`` with what its file tells: pixels, bytes, media type."""
        if url not in self._pictures:
            path = self.find(url)
            facts = (*_pixels(path), path.stat().st_size, media_type(url)) if path else ()
            self._pictures[url] = Picture(url, "", *facts)
        known = self._pictures[url]
        return replace(known, alt=alt) if alt else known

    def enclosure(self, url: str) -> Enclosure | None:
        """Return the audio or video file at ``url`` with its true length; None when missing."""
        path, kind = self.find(url), media_type(url)
        if path is None or kind is None:
            return None
        return Enclosure(url, path.stat().st_size, kind)


def _pixels(path: Path) -> tuple[int | None, int | None]:
    width, height = imagesize.get(path)
    return (int(width), int(height)) if width > 0 and height > 0 else (None, None)


def media_type(url: str) -> str | None:
    """Return the media type an address's suffix stands for, the same on every machine."""
    return _TYPES.guess_type(urlsplit(url).path)[0]


def write(path: Path, content: str | bytes) -> bool:
    """Write a file unless it already holds exactly this; tell whether it was written."""
    data = _bytes(content)
    if _size(path) == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


@contextmanager
def kept(path: Path) -> Iterator[None]:
    """Give a file its old time again when the block has written into it what was there."""
    before = path.read_bytes() if _size(path) is not None else None
    written = None if before is None else path.stat().st_mtime_ns
    yield
    if written is not None and _size(path) == len(before or b"") and path.read_bytes() == before:
        os.utime(path, ns=(written, written))


class Rewriting:
    """Writes files, some of them twice: one that ends as it was before keeps its time."""

    def __init__(self) -> None:
        self._before: dict[Path, tuple[bytes, int]] = {}

    def write(self, path: Path, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Write a file of ``pieces``, which may be asked for twice, unless it holds just these."""
        if path not in self._before and path.is_file():
            if _holds(path, pieces()):
                return
            self._before[path] = _digest(path), path.stat().st_mtime_ns
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb", buffering=_AT_ONCE) as file:
            file.writelines(pieces())
        if path in self._before:
            digest, written = self._before[path]
            if digest == _digest(path):
                os.utime(path, ns=(written, written))


def _holds(path: Path, pieces: Iterable[bytes]) -> bool:
    """Tell whether a file is made of ``pieces`` and nothing else."""
    with path.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in pieces) and not file.read(1)


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _size(path: Path) -> int | None:
    """The bytes a file has, None where there is none."""
    return path.stat().st_size if path.is_file() else None


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return file_digest(file, "blake2b").digest()
