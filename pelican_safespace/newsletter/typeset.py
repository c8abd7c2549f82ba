"""Blocks -> the HTML of a mail, every style on its element.

Gmail drops style sheets for some accounts and Outlook knows no more than tables, so nothing here
needs either: margins, sizes and colours are inline, boxes are tables of one cell, and pictures
shrink with their column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pelican_safespace.newsletter.addresses import host
from pelican_safespace.newsletter.inline import Inline, Link, plain
from pelican_safespace.newsletter.nodes import (
    Aside,
    Block,
    Definitions,
    Divider,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Table,
)
from pelican_safespace.newsletter.phrasing import fitted, phrased
from pelican_safespace.newsletter.prose import escaped
from pelican_safespace.newsletter.setting import Setting
from pelican_safespace.newsletter.tabulating import tabulated

#: The widest picture, in CSS pixels: the column of text where no style sheet narrows it.
COLUMN = 552

#: A link alone on its line is a button, unless it says more than this.
_LONGEST_BUTTON = 120

#: A heading's size as a multiple of the text's, by its level.
_HEADINGS = {2: 1.4, 3: 1.24, 4: 1.1, 5: 1.0, 6: 1.0}
#: White space that HTML would show as one space: at a line's start, or several in a row.
_SPACES = re.compile(r"^ +|  +", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Typesetter(Setting):
    """Writes one article's (or greeting's) blocks."""

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        """Return the HTML of all that is in a box or quotation: it ends without a margin."""
        if not blocks:
            return Markup("")
        *others, last = blocks
        end = (
            self._paragraph(last.content, "0") if isinstance(last, Paragraph) else self.block(last)
        )
        return Markup("").join(map(self.block, others)) + end

    def block(self, block: Block) -> Markup:
        """Return the HTML of one block; a mail may end after any of them."""
        match block:
            case Paragraph((Link(url, content),)) if 0 < len(plain(content)) <= _LONGEST_BUTTON:
                return self.partial("embed", label=phrased(content, None), url=url, picture=None)
            case Paragraph(content):
                return self._paragraph(content)
            case Heading(level, content):
                return self._heading(min(self.above + level, 6), content)
            case Listing():
                return self._listing(block)
            case Quote(blocks):
                return self.partial("quote", body=self.blocks(blocks), rtl=self.rtl)
            case Aside(blocks):
                return self.partial("aside", body=self.blocks(blocks), rtl=self.rtl)
            case Figure():
                return self._figure(block)
            case Preformatted(text):
                return self.partial("code", body=_spaced(text))
            case Table():
                return tabulated(block, self)
            case Definitions():
                return self._definitions(block)
            case Embed(kind, title, url, picture):
                label = self.say(kind, title=title)
                return self.partial("embed", label=label, url=url, picture=picture)
            case Divider():
                return self.partial("divider")

    def _paragraph(self, content: tuple[Inline, ...], margin: str = "0 0 20px") -> Markup:
        return Markup(f'<p style="margin:{margin}">{self.phrased(content)}</p>')

    def _heading(self, level: int, content: tuple[Inline, ...]) -> Markup:
        size = round(self.look.font_size * _HEADINGS[level])
        style = f"margin:32px 0 10px;font-size:{size}px;line-height:1.3;font-weight:bold"
        return Markup(f'<h{level} style="{style}">{self.phrased(content)}</h{level}>')

    def _listing(self, listing: Listing, above: int = 0, below: int = 20) -> Markup:
        tag = "ol" if listing.ordered else "ul"
        said = f' start="{listing.start}"' if listing.ordered and listing.start != 1 else ""
        said += f' type="{listing.style}"' if listing.ordered and listing.style != "1" else ""
        items = "".join(f'<li style="margin:0 0 8px">{self._item(i)}</li>' for i in listing.items)
        style = f"{self._indented(above, below)};padding:0"
        return Markup(f'<{tag}{said} style="{style}">{items}</{tag}>')

    def _indented(self, above: int, below: int) -> str:
        """A margin, not a padding: Word puts a list's signs into the margin."""
        right, left = ("26px", "0") if self.rtl else ("0", "26px")
        return f"margin:{above}px {right} {below}px {left}"

    def _item(self, blocks: tuple[Block, ...]) -> Markup:
        """An item of one paragraph is its text; a list in an item stands close to it."""
        match blocks:
            case (Paragraph(content), Listing() as nested):
                return self.phrased(content) + self._listing(nested, 8, 0)
            case (Paragraph(content),):
                return self.phrased(content)
        return self.blocks(blocks)

    def _figure(self, figure: Figure) -> Markup:
        width, height = fitted(figure.picture, COLUMN)
        return self.partial(
            "figure",
            picture=figure.picture,
            width=width,
            height=height,
            caption=self.phrased(figure.caption),
            url=figure.url,
            # a link around a picture without words has to be called something
            link_name="" if figure.picture.alt else self.say("open", title=host(figure.url or "")),
        )

    def _definitions(self, definitions: Definitions) -> Markup:
        style = self._indented(0, 14)
        entries = "".join(
            "".join(
                f'<dt style="font-weight:bold">{self.phrased(term)}</dt>' for term in entry.terms
            )
            + f'<dd style="{style}">{self.blocks(entry.blocks)}</dd>'
            for entry in definitions.entries
        )
        return Markup(f'<dl style="margin:0 0 24px">{entries}</dl>')


def _spaced(text: str) -> Markup:
    """Return preformatted text with its lines and spaces written so that no program loses them."""
    text = _SPACES.sub(lambda spaces: "\xa0" * len(spaces[0]), text)
    return Markup("<br />".join(escaped(line) for line in text.split("\n")))
