"""The line an inbox shows of a mail: how much of subject and preheader there is room for."""

from __future__ import annotations

from dataclasses import dataclass

#: Characters a phone shows: one line of the subject, two of the preheader.
PHONE = (40, 80)

#: Characters a computer's list of mails shows: of the subject, and of both together.
DESKTOP = (70, 100)

#: A word that has more letters before the cut is cut itself, as where no spaces are written.
_LONGEST_BEGUN = 12


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as far as it is shown, and the rest that is cut off."""

    shown: str
    lost: str


@dataclass(frozen=True, slots=True)
class InboxLine:
    """Subject and preheader in one kind of inbox."""

    subject: Cut
    preheader: Cut


def on_a_phone(subject: str, preheader: str) -> InboxLine:
    """Return what a phone shows, subject and preheader below each other."""
    return InboxLine(cut(subject, PHONE[0]), cut(preheader, PHONE[1]))


def on_a_computer(subject: str, preheader: str) -> InboxLine:
    """Return what a computer shows, the preheader in the room that the subject leaves."""
    first = cut(subject, DESKTOP[0])
    return InboxLine(first, cut(preheader, DESKTOP[1] - len(first.shown)))


def cut(text: str, room: int) -> Cut:
    """Split the text where an inbox cuts it; the ellipsis takes one character of the room.

    Inboxes cut through words, and how far they get depends on the letters' widths. The cut here
    is before the word, so that a person can read both halves, unless the word is a long one.
    """
    if len(text) <= room:
        return Cut(text, "")
    kept = text[: room - 1]
    if text[room - 1] != " ":
        whole, _, begun = kept.rpartition(" ")
        kept = whole if whole and len(begun) <= _LONGEST_BEGUN else kept
    kept = kept.rstrip()
    return Cut(kept, text[len(kept) :].lstrip())
