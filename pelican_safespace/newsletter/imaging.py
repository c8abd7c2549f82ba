"""The pictures of an issue: which a mail may show, and others put in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import is_
from typing import Any, TypeVar, cast

from pelican_safespace.models import Edition, Picture, Practice
from pelican_safespace.newsletter.blocks import parse

_Node = TypeVar("_Node")
#: What has no parts, and is most of an article.
_LEAVES = frozenset((str, int, bool, type(None)))

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
    elif type(node) not in _LEAVES:
        for name in _names(node):
            yield from _within(getattr(node, name))


def _exchanged(node: Any, pictures: Pictures) -> Any:
    if isinstance(node, Picture):
        return _sized(node, pictures[node.url]) if node.url in pictures else node
    if isinstance(node, tuple):
        made = tuple([_exchanged(part, pictures) for part in node])
        return node if all(map(is_, made, node)) else made
    changed = {}
    for name in _names(node):
        value = getattr(node, name)
        if type(value) not in _LEAVES and (made := _exchanged(value, pictures)) is not value:
            changed[name] = made
    return replace(node, **changed) if changed else node


def _names(node: object) -> tuple[str, ...]:
    """The names of a node's parts, none where it is no node."""
    return getattr(node, "__match_args__", ())


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
