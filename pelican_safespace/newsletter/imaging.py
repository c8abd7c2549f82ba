"""The pictures of an issue: which a mail may show, and others put in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from pelican_safespace.models import Edition, Picture, Practice
from pelican_safespace.newsletter.blocks import parse

_Node = TypeVar("_Node")

Pictures = Mapping[str, Picture]
"""By a picture's address, the one a mail shows in its place; its size is that of the file."""


def pictures(edition: Edition, practice: Practice) -> dict[str, str]:
    """Return the address of every picture the mail may show, with the file it stands in."""
    issue = edition.issue
    found: dict[str, str] = {}
    if practice.logo:
        found[practice.logo.url] = "SAFESPACE_LOGO"
    for picture in _within(parse(issue.greeting, base=issue.url)):
        found.setdefault(picture.url, issue.source)
    for post in edition.posts:
        if post.picture:
            found.setdefault(post.picture.url, post.source)
        if issue.layout == "full":
            for picture in _within(parse(post.body, base=post.url)):
                found.setdefault(picture.url, post.source)
    return found


def exchanged(node: _Node, pictures: Pictures) -> _Node:
    """Return ``node`` (a picture, a block, a tuple of blocks) with the pictures in place.

    Alternative text and the width an article asks for stay; a height follows the width.
    """
    return cast(_Node, _exchanged(node, pictures) if pictures else node)


def _within(node: object) -> Iterator[Picture]:
    if isinstance(node, Picture):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _within(part)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _within(getattr(node, field.name))


def _exchanged(node: Any, pictures: Pictures) -> Any:
    if isinstance(node, Picture):
        return _sized(node, pictures[node.url]) if node.url in pictures else node
    if isinstance(node, tuple):
        return tuple(_exchanged(part, pictures) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        values = {field.name: getattr(node, field.name) for field in fields(node)}
        return replace(
            node, **{name: _exchanged(value, pictures) for name, value in values.items()}
        )
    return node


def _sized(asked: Picture, file: Picture) -> Picture:
    width, height = asked.width, asked.height
    if file.width and file.height:
        if width:
            height = max(1, round(file.height * width / file.width))
        elif height:
            width = max(1, round(file.width * height / file.height))
        else:
            width, height = file.width, file.height
    return replace(file, alt=asked.alt, width=width, height=height)
