"""An edition -> the HTML part of its mail.

The look is in ``templates/mail``; this module decides what is shown, and mends what cannot be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from pelican_safespace.models import Edition, Look, Post, Practice, Problem
from pelican_safespace.newsletter import parts as making
from pelican_safespace.newsletter.attempts import Attempts
from pelican_safespace.newsletter.blocks import parse
from pelican_safespace.newsletter.fitting import BUDGET
from pelican_safespace.newsletter.footer import MailLinks, foot
from pelican_safespace.newsletter.imaging import Pictures, exchanged
from pelican_safespace.newsletter.masthead import notice, said_date, shown_logo
from pelican_safespace.newsletter.palette import by_day, by_night
from pelican_safespace.newsletter.partials import MailTemplates
from pelican_safespace.newsletter.parts import Part
from pelican_safespace.newsletter.phrasing import MONOSPACE, fitted
from pelican_safespace.newsletter.typeset import COLUMN, Typesetter
from pelican_safespace.phrases import Phrases

#: How many bytes of the mail the greeting may take.
_GREETING = 16_000
#: Keeps what follows out of the line an inbox shows beside the subject.
_PADDING = "\u034f\u200c\xa0"


def html(
    edition: Edition,
    practice: Practice,
    *,
    say: Phrases,
    template_dirs: Sequence[Path] = (),
    links: MailLinks | None = None,
    pictures: Pictures | None = None,
) -> tuple[str, tuple[Problem, ...]]:
    """Return the mail's HTML, at most 102,000 bytes, and what was shown otherwise than written.

    ``template_dirs`` are folders in which a theme may have ``mail/NAME.mjml`` of its own;
    ``pictures`` are shown in place of those at the addresses that are their keys. An article that
    the compiler refuses, or that is too long, is shown as a card or cut at the end of a block, and
    a Problem names its file. Raises CompileError when the templates themselves do not compile.
    """
    return Mail(edition, practice, say, template_dirs, pictures or {}).html(links)


class Mail:
    """One edition on its way into HTML: what all its versions have in common."""

    def __init__(
        self,
        edition: Edition,
        practice: Practice,
        say: Phrases,
        template_dirs: Sequence[Path],
        pictures: Pictures,
    ) -> None:
        issue, look = edition.issue, practice.look
        self.pictures = pictures
        self.edition, self.practice, self.say = edition, practice, say
        start = "right" if say.direction == "rtl" else "left"
        self.templates = MailTemplates(
            template_dirs, issue=issue, practice=practice, say=say, start=start, **_styles(look)
        )
        anchors = {post.url: f"article-{n}" for n, post in enumerate(edition.posts, 1)}
        self.parts = tuple(self._part(post, anchors) for post in edition.posts)

    def html(self, links: MailLinks | None = None) -> tuple[str, tuple[Problem, ...]]:
        """Return what the function ``html`` does, with the ``links`` of a provider."""
        frame = self._frame(links or MailLinks())
        return Attempts(self.edition, self.parts, self.templates, frame).fitted()

    def _frame(self, links: MailLinks) -> dict[str, object]:
        """What stands around the articles."""
        issue, practice, say = self.edition.issue, self.practice, self.say
        return {
            "title": making.shortened(issue.title, making.LONGEST_TITLE),
            "preheader": making.shortened(issue.preheader, making.LONGEST_TITLE) + _PADDING * 60,
            "date": said_date(issue.published, say),
            "greeting": self._greeting(),
            **shown_logo(exchanged(practice.logo, self.pictures)),
            "notice": notice(practice.notice or ""),
            "links": foot(links, issue.url, practice, say, by_day(practice.look).muted),
            "feature": self._feature,
        }

    def _typesetter(self, url: str, above: int, rtl: bool) -> Typesetter:
        return Typesetter(self.practice.look, self.say, self.templates, above, url, rtl)

    def _greeting(self) -> Markup:
        """The greeting; an endless one goes on in the web edition."""
        issue, say = self.edition.issue, self.say
        typesetter = self._typesetter(issue.url, 1, say.direction == "rtl")
        written, complete = making.body(
            exchanged(parse(issue.greeting, base=issue.url), self.pictures), typesetter, _GREETING
        )
        if not complete:
            written = (*written, self.templates("more", label=say("view_online"), url=issue.url))
        return Markup("").join(written)

    def _part(self, post: Post, anchors: Mapping[str, str]) -> Part:
        say, own = self.say, making.same_language(post.lang, self.edition.issue.lang)
        rtl = making.is_rtl(post.lang)
        digest = self.edition.issue.layout == "digest"  # cards, which show no body
        blocks = () if digest else exchanged(making.blocks_of(post), self.pictures)
        picture = exchanged(post.picture, self.pictures)
        body, complete = making.body(blocks, self._typesetter(post.url, 2, rtl), BUDGET)
        shows_picture = making.has_picture(blocks, picture)
        return Part(
            source=post.source,
            title=making.shortened(post.title, making.LONGEST_TITLE),
            url=post.url,
            anchor=anchors[post.url],
            lang=None if own else post.lang,
            dir=None if own else ("rtl" if rtl else "ltr"),
            start="right" if rtl else "left",
            byline=making.byline(post, say),
            credit=making.credit(post.attribution),
            place=making.place(post, say),
            place_url=post.series_term.url if post.series_term else None,
            neighbours=making.neighbours(post, anchors, say),
            note=making.shortened(post.content_note or "", making.LONGEST_CREDIT),
            picture=picture,
            opens_with_picture=not shows_picture,
            summary=making.shortened(post.summary, making.LONGEST_SUMMARY),
            body=body,
            complete=complete,
            blocks=len(blocks),
        )

    def _feature(self, part: Part) -> Markup:
        """The picture that stands for an article."""
        assert part.picture is not None
        width, height = fitted(part.picture, COLUMN)
        return self.templates(
            "figure",
            picture=part.picture,
            width=width,
            height=height,
            caption="",
            url=part.url,
            link_name="" if part.picture.alt else part.title,
        )


def _styles(look: Look) -> dict[str, object]:
    """What the templates know of the look: colours by day and night, sizes in CSS pixels."""
    return {
        "look": look,
        "day": by_day(look),
        "night": by_night(look),
        "small": max(14, look.font_size - 2),
        "sizes": {
            "h1": round(look.font_size * 2),
            "h2": round(look.font_size * 1.65),
            "h3": round(look.font_size * 1.4),
            "h4": look.font_size + 1,
        },
        "monospace": MONOSPACE,
    }
