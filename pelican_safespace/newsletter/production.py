"""An edition -> every form of its mail, made once and kept for as long as nothing changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pelican_safespace.models import Edition, Picture, Practice, Problem, ProviderName
from pelican_safespace.newsletter import partials, render
from pelican_safespace.newsletter.desk import Version
from pelican_safespace.newsletter.plaintext import PlainText
from pelican_safespace.newsletter.providers import PROVIDERS, Provider, file_name
from pelican_safespace.newsletter.records import Record
from pelican_safespace.newsletter.template_tags import filled, places
from pelican_safespace.phrases import Phrases
from pelican_safespace.software import files, own_files

#: Libraries whose next version may write other bytes.
_WRITERS = ("mjml-python", "Jinja2", "MarkupSafe", "lxml")


@dataclass(frozen=True, slots=True)
class Produced:
    """An issue's HTML and plain text, for one's own mail program and for each provider.

    ``problems`` are the articles that the mail could not show as they are written.
    """

    html: str
    text: str
    problems: tuple[Problem, ...] = ()
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True)
class Order:
    """All that decides how an issue's mail looks.

    ``template_dirs`` are folders in which a theme may have ``mail/NAME.mjml`` of its own;
    ``pictures`` are shown in place of those at the addresses that are their keys.
    """

    edition: Edition
    practice: Practice
    say: Phrases
    template_dirs: Sequence[Path] = ()
    providers: Sequence[ProviderName] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """A digest that changes with everything that could change a byte of the mail."""
        return digest(
            software(),
            repr((self.edition, self.practice, tuple(self.providers))),
            repr(sorted(self.pictures.items())),
            self.say.lang,
            repr(self.say),
            *map(_templates, self.template_dirs),
        )


def digest(*parts: str) -> str:
    """Return a digest of ``parts`` in their order."""
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=20).hexdigest()


def produce(order: Order) -> Produced:
    """Render the issue in every form that is asked for. Raises CompileError."""
    mail = render.Mail(
        order.edition, order.practice, order.say, order.template_dirs, order.pictures
    )
    html, problems = mail.html()
    text = PlainText(order.edition, order.practice, order.say)
    versions = tuple(_version(mail, text, key, PROVIDERS[key]) for key in order.providers)
    return Produced(html, text.written(), problems, versions)


def produced(order: Order, record: Record) -> Produced:
    """Return what ``record`` holds for this very order, else render it."""
    return record.part("mail", order.key, lambda: produce(order), written=_written, read=_read)


def _version(mail: render.Mail, text: PlainText, key: ProviderName, provider: Provider) -> Version:
    html, _ = mail.html(provider.links)
    file = file_name(key)
    return Version(
        name=provider.name,
        html=provider.finish(html),
        text=filled(text.written(places(provider.links)), provider.links),
        steps=tuple(step.replace("{file}", file) for step in provider.steps),
        file=file,
    )


def _written(made: Produced) -> dict[str, Any]:
    return {
        "html": made.html,
        "text": made.text,
        "problems": [[one.source, one.message, one.remedy, one.blocking] for one in made.problems],
        "versions": [[one.name, one.html, one.text, one.steps, one.file] for one in made.versions],
    }


def _read(mail: Any) -> Produced:
    return Produced(
        mail["html"],
        mail["text"],
        tuple(Problem(*one) for one in mail["problems"]),
        tuple(
            Version(name, html, text, tuple(steps), file)
            for name, html, text, steps, file in mail["versions"]
        ),
    )


@cache
def _templates(folder: Path) -> str:
    return files(folder / "mail")


def look_anew() -> None:
    """Forget the templates of a theme, which may have changed since the last build."""
    _templates.cache_clear()
    partials.read_anew()


@cache
def software() -> str:
    """Return a digest of the plugin's own files and of the libraries that write the mail."""
    versions = [f"{name} {version(name)}" for name in _WRITERS]
    return own_files() + " ".join(versions)
