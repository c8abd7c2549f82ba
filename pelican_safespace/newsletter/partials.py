"""The templates of a mail: the package's own, each replaceable by a theme's file of that name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    Undefined,
)
from markupsafe import Markup

from pelican_safespace.errors import CompileError
from pelican_safespace.newsletter.prose import escaped


class MailTemplates:
    """Renders ``mail/NAME.mjml`` with what all parts of one mail share, and a part's own values.

    A theme's file may bring in the one it replaces: ``{% include "!mail/footer.mjml" %}``.
    """

    def __init__(self, folders: Sequence[Path], **shared: object) -> None:
        self._environment = _environment(tuple(folders))
        self._shared = shared

    def __call__(self, name: str, /, **values: object) -> Markup:
        """Return the part; raises CompileError naming the template that is wrong."""
        try:
            template = self._environment.get_template(f"mail/{name}.mjml")
            return Markup(template.render(self._shared | values).strip())
        except TemplateError as error:
            where = getattr(error, "name", None) or f"mail/{name}.mjml"
            raise CompileError(f"The mail template {where} cannot be used: {error}") from error


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    shipped = PackageLoader("pelican_safespace", "templates")
    replaced = PackageLoader("pelican_safespace", "templates/mail")
    themes = [FileSystemLoader(folder) for folder in folders]
    return Environment(
        loader=ChoiceLoader([*themes, shipped, PrefixLoader({"!mail": replaced})]),
        autoescape=True,
        finalize=_written,
        undefined=StrictUndefined,
        lstrip_blocks=True,
        auto_reload=False,
    )


def read_anew() -> None:
    """Let the next mail read its templates again: a theme may have changed since the last build."""
    _environment.cache_clear()


def _written(value: object) -> object:
    """Whatever a template shows is escaped as prose, unless it is HTML of ours already."""
    if value is None:
        return ""
    if isinstance(value, Markup | Undefined):
        return value
    return Markup(escaped(str(value)))
