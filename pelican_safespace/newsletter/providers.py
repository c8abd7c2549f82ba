"""Services that send newsletters: what each puts into a mail's template, and how to use it there.

The tags are those of each service's own documentation. What a service does not fill in is the
practice's own: its postal address, its public web edition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pelican_safespace.models import Problem, ProviderName
from pelican_safespace.newsletter.engine_html import with_safe_comments, with_tracking_image
from pelican_safespace.newsletter.footer import MailLinks


@dataclass(frozen=True, slots=True)
class Provider:
    """A service: its name, its tags, what to do there, and what its engine needs of the HTML.

    ``steps`` are sentences of plain text, in order; ``{file}`` is the name of the issue's HTML.
    ``caution`` is what a practice should know before it chooses this service.
    """

    name: str
    links: MailLinks
    steps: tuple[str, ...]
    finish: Callable[[str], str] = lambda html: html
    caution: str = ""


def file_name(key: ProviderName) -> str:
    """Return the name of the provider's HTML in an issue's folder of the outbox."""
    return f"for-{key}.html"


def cautions(chosen: Sequence[ProviderName]) -> tuple[Problem, ...]:
    """Return what a practice should consider about the providers it has chosen."""
    return tuple(
        Problem("SAFESPACE_PROVIDERS", PROVIDERS[key].caution, "Prefer a service without it.")
        for key in chosen
        if PROVIDERS[key].caution
    )


_TEST = "Send a test to yourself, read it on a phone, and press “Unsubscribe” in it once."
_SEND = "Choose the list, look at how many people it holds, and send."
_NO_TRACKING = "Switch off the counting of opens and clicks: your subscribers were promised that."

#: Every provider by its name in SAFESPACE_PROVIDERS.
PROVIDERS: dict[ProviderName, Provider] = {
    "mailchimp": Provider(
        "Mailchimp",
        MailLinks("*|UNSUB|*", "*|ARCHIVE|*", "*|LIST:ADDRESSLINE|*"),
        (
            "In Mailchimp, create a regular email, choose “Code your own” and “Paste in code”, and "
            "paste the HTML.",
            "Paste the subject and the preheader (Mailchimp calls it preview text), and the plain "
            "text under “Plain-text email”.",
            "In the settings of the campaign, switch off tracking of opens and clicks.",
            _TEST,
            _SEND,
        ),
    ),
    "buttondown": Provider(
        "Buttondown",
        MailLinks("{{ unsubscribe_url }}", "{{ email_url }}"),
        (
            "In Buttondown's settings, choose the template “Naked”, which adds no frame of its "
            "own, and switch off the tracking of opens and clicks.",
            "Start a new email, switch the editor to plain text (Markdown and HTML), and paste the "
            "HTML.",
            "Paste the subject, and the preheader as the email's description.",
            _TEST,
            _SEND,
        ),
    ),
    "listmonk": Provider(
        "listmonk",
        MailLinks("{{ UnsubscribeURL }}", "{{ MessageURL }}"),
        (
            "In listmonk, create a campaign with the format “Raw HTML” and a template that holds "
            'nothing but {{ template "content" . }}.',
            "Paste the subject and the HTML, and the plain text under “Add alternate plain text "
            "message”. Do not add TrackView or TrackLink.",
            "Under Settings, Privacy, leave individual subscriber tracking switched off.",
            _TEST,
            _SEND,
        ),
        finish=with_safe_comments,
    ),
    "brevo": Provider(
        "Brevo",
        MailLinks("{{ unsubscribe }}", "{{ mirror }}"),
        (
            "In Brevo, create an email campaign, paste subject and preheader (preview text), and "
            "choose “Code your own” for the design.",
            "Paste the HTML.",
            _NO_TRACKING,
            _TEST,
            _SEND,
        ),
    ),
    "mailerlite": Provider(
        "MailerLite",
        MailLinks("{$unsubscribe}", "{$url}"),
        (
            "In MailerLite, create a regular campaign, paste subject and preheader, and choose "
            "“Custom HTML editor”.",
            "Paste the HTML, and the plain text under “Edit plain text”.",
            _NO_TRACKING,
            _TEST.replace("“Unsubscribe”", "“View this issue in your browser” and “Unsubscribe”"),
            _SEND,
        ),
    ),
    "kit": Provider(
        "Kit",
        MailLinks("{{ unsubscribe_url }}", None, "{{ address }}"),
        (
            "In Kit, create a broadcast with an HTML template that holds nothing but "
            "{{ message_content }}.",
            "Paste subject and preheader (preview text), open the HTML view, and paste the HTML.",
            _NO_TRACKING,
            _TEST + " Look whether your postal address is at its end.",
            _SEND,
        ),
    ),
    "campaign-monitor": Provider(
        "Campaign Monitor",
        MailLinks("<unsubscribe>", "<webversion>"),
        (
            "In Campaign Monitor, create a campaign, paste the subject and the preheader (preview "
            "text), and choose “Import your own design”.",
            "Import the file {file} from this folder, and paste the plain text.",
            _NO_TRACKING,
            _TEST,
            _SEND,
        ),
    ),
    "constant-contact": Provider(
        "Constant Contact",
        MailLinks("", None),
        (
            "In Constant Contact, create an email, choose “Custom code”, and paste the HTML. It "
            "holds [[trackingImage]], without which Constant Contact refuses to send: a picture "
            "of one pixel that tells it who opens the mail.",
            "Paste the subject and the preheader.",
            "Constant Contact adds its own unsubscribe link below. Send a test to yourself, and "
            "look for it.",
            _SEND,
        ),
        finish=with_tracking_image,
        caution="Constant Contact refuses a mail without a picture that counts who opens it, so a "
        "mail sent with it cannot be private.",
    ),
    "mailpoet": Provider(
        "MailPoet",
        MailLinks("[link:subscription_unsubscribe_url]", "[link:newsletter_view_in_browser_url]"),
        (
            "In WordPress, create a newsletter with MailPoet from an empty template with one HTML "
            "or text block, and paste the HTML in its source view.",
            "Paste subject and preheader.",
            "Under Settings, Advanced, switch off the counting of opens and clicks.",
            _TEST,
            _SEND,
        ),
    ),
    "keila": Provider(
        "Keila",
        MailLinks("{{ unsubscribe_link }}"),
        (
            "In Keila (0.30 or newer), create a template of the kind “HTML”, paste the HTML, and "
            "start a campaign with it.",
            "Paste the subject and the preheader (preview text).",
            "In the campaign's settings, choose “Do not track”.",
            _TEST,
            _SEND,
        ),
    ),
    "ses": Provider(
        "Amazon SES",
        MailLinks("{{amazonSESUnsubscribeUrl}}"),
        (
            "Amazon SES has no page to paste into: a program sends with it. Give it the HTML, the "
            "plain text and the subject from here.",
            "Turn on list management for the contact list (ListManagementOptions): only then does "
            "SES fill in the unsubscribe link.",
            "Use a configuration set without open and click tracking.",
            _TEST,
        ),
    ),
}
