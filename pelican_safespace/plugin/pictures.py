"""The pictures of a mail: those of the site that every mail program shows, and made ones.

What is made is named for the file it was made from, so it is made once: it is kept in Pelican's
cache folder and written to the output from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import imagesize

from pelican_safespace.models import Picture, Problem
from pelican_safespace.newsletter.fitting import level
from pelican_safespace.plugin import files, scaling
from pelican_safespace.plugin.files import SiteFiles

#: The most bytes of one picture, and of all pictures of one issue.
MOST, MOST_OF_ISSUE = 200_000, 1_000_000
#: However many pictures there are, each may have this many bytes.
LEAST = 8_000

#: Formats that every mail program shows.
_SHOWN = (".jpg", ".jpeg", ".png", ".gif")


@dataclass(slots=True)
class MailPictures:
    """Makes the pictures of issues, and keeps them in the folder ``cache`` where there is one.

    ``made`` are files for the output, by their path in it.
    """

    site_files: SiteFiles
    site: str
    folder: str
    cache: Path | None
    made: dict[str, bytes] = field(default_factory=dict)

    def of(
        self, wanted: Mapping[str, str], source: str, *, draft: bool
    ) -> tuple[dict[str, Picture], tuple[Problem, ...]]:
        """Return what the mail of the issue ``source`` shows, for each picture of the site.

        ``wanted`` is address -> the file that names it. What is made for a ``draft`` goes where
        Pelican puts drafts. The problems say which pictures stayed as they are, and why.
        """
        one_issue = _OneIssue(self, f"drafts/{self.folder}" if draft else self.folder)
        known = {url: path for url in wanted if (path := self.site_files.find(url))}
        for url, path in known.items():
            one_issue.take(url, path, wanted[url], MOST)
        one_issue.fit(known, wanted)
        if one_issue.size > MOST_OF_ISSUE:
            one_issue.problems[source] = Problem(
                source,
                f"The pictures of this issue have {one_issue.size:,} bytes together, and a mail "
                f"should load no more than {MOST_OF_ISSUE:,}.",
                "Make them smaller, or choose fewer articles.",
            )
        self.made |= one_issue.made
        return one_issue.found, tuple(one_issue.problems.values())

    def write(self, output: Path) -> None:
        """Write what was made into the output, and keep it in the cache."""
        for name, data in self.made.items():
            files.write(output / name, data)
            if self.cache:
                files.write(self.cache / PurePosixPath(name).name, data)


@dataclass(slots=True)
class _OneIssue:
    """The pictures of one issue on their way to fit together into a mail."""

    pictures: MailPictures
    folder: str
    found: dict[str, Picture] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes a mail with all of them loads."""
        return sum({one.url: one.length or 0 for one in self.found.values()}.values())

    def fit(self, known: Mapping[str, Path], wanted: Mapping[str, str]) -> None:
        """Where all together are too large, make the largest smaller until they are not."""
        if self.size <= MOST_OF_ISSUE:
            return
        most = level([one.length or 0 for one in self.found.values()], MOST_OF_ISSUE)
        self.made.clear()
        for url, path in known.items():
            self.take(url, path, wanted[url], max(most, LEAST))

    def take(self, url: str, path: Path, source: str, most: int) -> None:
        """Put the picture at ``url`` among the found, made anew where it has to be."""
        picture = self.pictures.site_files.picture(url)
        if path.suffix.lower() in _SHOWN and (picture.length or 0) <= most:
            self.found[url] = picture
            return
        try:
            self.found[url] = self._make(path, most)
        except scaling.ScalingError as error:
            self.found[url] = picture
            self.problems[url] = Problem(source, _said(path, most, str(error)), error.remedy)

    def _make(self, path: Path, most: int) -> Picture:
        data = path.read_bytes()
        mark = hashlib.sha256(f"{scaling.RECIPE} {most} ".encode() + data).hexdigest()[:10]
        stem = f"{path.stem}-{mark}"
        name, made = self._kept(stem) or _made(stem, scaling.scaled(data, most))
        self.made[f"{self.folder}/{name}"] = made
        width, height = imagesize.get(BytesIO(made))
        url = f"{self.pictures.site}/{quote(f'{self.folder}/{name}')}"
        return Picture(url, "", int(width), int(height), len(made), files.media_type(url))

    def _kept(self, stem: str) -> tuple[str, bytes] | None:
        if self.pictures.cache is None:
            return None
        for suffix in (".jpg", ".png"):
            kept = self.pictures.cache / f"{stem}{suffix}"
            if kept.is_file() and (data := kept.read_bytes()):
                return kept.name, data
        return None


def _made(stem: str, made: scaling.Scaled) -> tuple[str, bytes]:
    return stem + made.suffix, made.data


def _said(path: Path, most: int, why: str) -> str:
    kind = path.suffix.lower()
    if kind in _SHOWN:
        size = f"{path.stat().st_size:,} bytes, where {most:,} are enough for a mail"
        return f"The picture {path.name} has {size}, and it stays so: {why}."
    return f"The picture {path.name} is not shown by Outlook and others, as it is {kind}: {why}."
