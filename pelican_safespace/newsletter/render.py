"""An edition -> the HTML part of its mail.

The look is in ``templates/mail``; this module decides what is shown, and mends what cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from pelican_safespace.errors import CompileError
from pelican_safespace.models import Edition, Picture, Post, Practice, Problem
from pelican_safespace.newsletter import parts as making
from pelican_safespace.newsletter.blocks import parse
from pelican_safespace.newsletter.compiler import compiled
from pelican_safespace.newsletter.fitting import BUDGET, Form, fit
from pelican_safespace.newsletter.footer import MailLinks, foot
from pelican_safespace.newsletter.imaging import Pictures, exchanged
from pelican_safespace.newsletter.palette import by_day, by_night
from pelican_safespace.newsletter.partials import MailTemplates
from pelican_safespace.newsletter.parts import Part
from pelican_safespace.newsletter.phrasing import MONOSPACE, fitted
from pelican_safespace.newsletter.prose import escaped, on_one_line
from pelican_safespace.newsletter.typeset import COLUMN, Typesetter
from pelican_safespace.phrases import Phrases

#: How many bytes of the mail the greeting may take.
_GREETING = 16_000
#: From this many articles on there is a table of contents.
_CONTENTS = 3
#: Keeps what follows out of the line an inbox shows beside the subject.
_PADDING = "\u034f\u200c\xa0"
#: The largest logo, in CSS pixels: width and height.
_LOGO = (240, 88)


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
        self.templates = MailTemplates(
            template_dirs,
            issue=issue,
            practice=practice,
            say=say,
            look=look,
            day=by_day(look),
            night=by_night(look),
            start="right" if say.direction == "rtl" else "left",
            small=max(14, look.font_size - 2),
            sizes={
                "h1": round(look.font_size * 2),
                "h2": round(look.font_size * 1.65),
                "h3": round(look.font_size * 1.4),
                "h4": look.font_size + 1,
            },
            monospace=MONOSPACE,
        )
        anchors = {post.url: f"article-{n}" for n, post in enumerate(edition.posts, 1)}
        self.parts = tuple(self._part(post, anchors) for post in edition.posts)

    def html(self, links: MailLinks | None = None) -> tuple[str, tuple[Problem, ...]]:
        """Return what the function ``html`` does, with the ``links`` of a provider."""
        return _fitted(_Attempts(self, self._frame(links or MailLinks())))

    def _frame(self, links: MailLinks) -> dict[str, object]:
        """What stands around the articles."""
        issue, practice, say = self.edition.issue, self.practice, self.say
        logo = exchanged(practice.logo, self.pictures)
        width, height = _logo_size(logo) if logo else (0, None)
        return {
            "title": making.shortened(issue.title, making.LONGEST_TITLE),
            "preheader": making.shortened(issue.preheader, making.LONGEST_TITLE) + _PADDING * 60,
            "date": said_date(issue.published, say),
            "greeting": self._greeting(),
            "logo": logo,
            "logo_width": width,
            "logo_height": height,
            # a square sign does not say whose it is; a wide one is a name most of the time
            "logo_is_mark": bool(height) and width < 2 * (height or 0),
            "notice": _paragraphs(practice.notice or ""),
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
        blocks = exchanged(making.blocks_of(post), self.pictures)
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


def _fitted(attempts: _Attempts) -> tuple[str, tuple[Problem, ...]]:
    mail = attempts.mail
    edition = mail.edition
    refused: dict[int, str] = {}

    def render(forms: Sequence[Form]) -> str:
        while True:
            try:
                return attempts.compiled(_without(forms, refused))
            except CompileError as error:
                found = dict(attempts.refusals(_without(forms, refused)))
                if not found:
                    raise CompileError(f"{edition.issue.source}: {error}") from error
                refused.update(found)

    done, forms = fit(mail.parts, digest=edition.issue.layout == "digest", render=render)
    return done, tuple(_problems(edition, mail.parts, forms, refused, len(done.encode())))


class _Attempts:
    """The mail with one version's frame, in whatever forms it is tried."""

    def __init__(self, mail: Mail, frame: dict[str, object]) -> None:
        self.mail, self.frame = mail, frame

    def compiled(self, forms: Sequence[Form]) -> str:
        """Return the mail with each part in its form; raises CompileError."""
        return self._set(list(zip(self.mail.parts, forms, strict=True)))

    def refusals(self, forms: Sequence[Form]) -> Iterator[tuple[int, str]]:
        """Yield the parts whose body the compiler refuses, by number, and why."""
        for number, (part, form) in enumerate(zip(self.mail.parts, forms, strict=True)):
            if not form.cards:
                try:
                    self._set([(part, form)])
                except CompileError as error:
                    yield number, str(error)

    def _set(self, shown: list[tuple[Part, Form]]) -> str:
        shown = [(part.tightened() if form.kind == "tight" else part, form) for part, form in shown]
        groups = [
            {"cards": cards, "parts": list(group)}
            for cards, group in groupby(shown, lambda pair: pair[1].cards)
        ]
        has_contents = len(shown) >= _CONTENTS and not any(form.is_line for _, form in shown)
        contents = [part for part, _ in shown] if has_contents else []
        source = self.mail.templates("issue", groups=groups, contents=contents, **self.frame)
        return compiled(source, self.mail.edition.issue.source)


def said_date(published: datetime, say: Phrases) -> str:
    """Return the date as people write it in the language of ``say``."""
    return say(
        "date", day=published.day, month=say(f"month_{published.month}"), year=published.year
    )


def _paragraphs(text: str) -> Markup:
    """Plain text as paragraphs, where it has blank lines."""
    paragraphs = (on_one_line(part) for part in text.split("\n\n"))
    return Markup("").join(
        Markup(f'<p style="margin:0 0 12px">{escaped(part)}</p>') for part in paragraphs if part
    )


def _logo_size(logo: Picture) -> tuple[int, int | None]:
    """The logo's size: within ``_LOGO``, and sharp on a dense screen where the file allows."""
    if not logo.width or not logo.height:
        return _LOGO[0], None
    scale = min(_LOGO[0] / logo.width, _LOGO[1] / logo.height, 1)
    return max(1, round(logo.width * scale)), max(1, round(logo.height * scale))


def _without(forms: Sequence[Form], refused: Mapping[int, str]) -> list[Form]:
    return [Form("card") if at in refused else form for at, form in enumerate(forms)]


def _problems(
    edition: Edition,
    parts: Sequence[Part],
    forms: Sequence[Form],
    refused: Mapping[int, str],
    size: int,
) -> Iterator[Problem]:
    """Yield what a person should know about how the articles are shown."""
    digest = edition.issue.layout == "digest"
    for at, (part, form) in enumerate(zip(parts, forms, strict=True)):
        if at in refused and not digest:
            yield Problem(
                part.source,
                f"“{part.title}” cannot be shown in a mail ({refused[at]}); "
                "a card with its summary and a link stands in its place.",
                "Simplify the article's HTML, or leave it so.",
            )
        elif not digest and part.blocks and (form.cards or form.cut):
            shown = f"after {form.blocks} of {part.blocks} parts" if form.cut else "at once"
            yield Problem(
                part.source,
                f"“{part.title}” does not fit into the mail whole; {shown} a link leads to it.",
                "Leave it so, choose fewer articles, or write Layout: digest.",
            )
    if size > BUDGET:
        yield Problem(
            edition.issue.source,
            f"The mail has {size:,} bytes, and Gmail cuts off what is beyond {BUDGET:,}, "
            "the way to unsubscribe with it.",
            "Choose fewer articles, or shorten the notice and the addresses in the settings.",
            blocking=True,
        )
