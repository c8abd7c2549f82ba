"""What all blocks of one article in a mail are written with: the look, words, the partials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from pelican_safespace.models import Look
from pelican_safespace.newsletter.inline import Inline
from pelican_safespace.newsletter.palette import by_day
from pelican_safespace.newsletter.phrasing import phrased
from pelican_safespace.phrases import Phrases


class Partials(Protocol):
    """The parts of a mail that a theme may change: renders templates/mail/NAME.mjml."""

    def __call__(self, name: str, /, **values: object) -> Markup: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all blocks of an article (or of a greeting).

    ``above`` is the level of the heading they stand under; ``url`` is the article's address,
    where what does not fit a mail is shown whole; ``rtl`` is the direction of the text.
    """

    look: Look
    say: Phrases
    partial: Partials
    above: int
    url: str
    rtl: bool = False

    @property
    def start(self) -> str:
        """The side on which lines begin."""
        return "right" if self.rtl else "left"

    def phrased(self, content: tuple[Inline, ...]) -> Markup:
        """Return the HTML of a line."""
        return phrased(content, by_day(self.look))
