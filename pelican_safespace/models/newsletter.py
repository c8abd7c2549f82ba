"""A newsletter issue, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pelican_safespace.models.post import Post

Layout = Literal["full", "digest"]


@dataclass(frozen=True, slots=True)
class Issue:
    """A newsletter issue as the staff wrote it.

    ``articles`` are slugs in the order of the issue, or None for "everything published since
    the last issue". ``greeting`` is sanitised HTML; ``url`` is the web edition's address.
    """

    slug: str
    source: str
    title: str
    subject: str
    preheader: str
    published: datetime
    lang: str
    greeting: str
    articles: tuple[str, ...] | None
    layout: Layout
    draft: bool
    url: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An issue with its articles chosen: what a mail or web edition is made of."""

    issue: Issue
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Mail:
    """One rendered issue: HTML part, plain-text part and the message that carries both."""

    html: str
    text: str
    message: bytes
