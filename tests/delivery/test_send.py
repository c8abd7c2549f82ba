"""The sender against a mail server that fails: nobody twice, nobody forgotten."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from delivery.office import KEYS, QUICK, addresses, known, letter, office
from delivery.sink import Sink, no_fault
from pelican_safespace.delivery.accounts import Account
from pelican_safespace.delivery.claims import Stride
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.patience import Patience
from pelican_safespace.delivery.private import JOURNAL
from pelican_safespace.delivery.smtp import Relay

READERS = addresses(12)


def once(stage: str, recipient: str, answer: str) -> Callable[[str, str], str | None]:
    """A fault that strikes one recipient at one stage, the first time only."""
    left = [answer]
    return lambda at, whom: left.pop() if (at, whom) == (stage, recipient) and left else None


def always(stage: str, recipient: str, answer: str) -> Callable[[str, str], str | None]:
    return lambda at, whom: answer if (at, whom) == (stage, recipient) else None


def test_everybody_gets_one_message_over_one_connection(outbox: Path, sink: Sink) -> None:
    with office(outbox, sink.port) as desk:
        sender = desk.send(READERS)
    assert sink.counts == dict.fromkeys(READERS, 1)
    assert sink.connections == 1
    assert sender.tally.sent == len(READERS)


def test_who_had_it_does_not_get_it_again(outbox: Path, sink: Sink) -> None:
    with office(outbox, sink.port) as desk:
        desk.send(READERS[:5])
    with office(outbox, sink.port) as desk:
        desk.send([*READERS, READERS[3].upper()])
    assert sink.counts == dict.fromkeys(READERS, 1)


AT_ONCE = pytest.mark.parametrize("claimed", [(1, 1), (5, 5)], ids=["one", "five"])


@AT_ONCE
def test_a_person_in_rows_that_follow_each_other_gets_one_message(
    claimed: tuple[int, int], outbox: Path, sink: Sink
) -> None:
    rows = [READERS[0], READERS[0].upper(), READERS[1], READERS[2], READERS[1]]
    with office(outbox, sink.port) as desk:
        desk.send(rows, patience=replace(QUICK, claimed=claimed))
        assert set(desk.states(READERS).values()) == {"sent"}
    assert sink.counts == dict.fromkeys(READERS[:3], 1)


@pytest.mark.parametrize(("claimed", "commits"), [(1, 24), (5, 4)])
def test_every_commit_of_the_journal_waits_for_the_disk(
    claimed: int, commits: int, outbox: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    connect = sqlite3.connect

    def listened(path: Path, *rest: Any, **options: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = connect(path, *rest, **options)
        if path.name == JOURNAL:
            made.set_trace_callback(said.append)
        return made

    monkeypatch.setattr("sqlite3.connect", listened)
    with office(outbox, sink.port) as desk:
        begun = len(said)
        desk.send(READERS, patience=replace(QUICK, claimed=(claimed, claimed)))
    levels = {one for one in said if "synchronous" in one}
    assert levels == {"PRAGMA synchronous = FULL"}
    assert [one for one in said if "journal_mode" in one] == ["PRAGMA journal_mode = WAL"]
    # Two for the list; then before and after each message, or once for some of them.
    assert said[begun:].count("COMMIT") == 2 + commits


@AT_ONCE
def test_who_was_claimed_and_has_not_left_is_free_again(
    claimed: tuple[int, int], outbox: Path, sink: Sink
) -> None:
    sink.fault = lambda at, _: "421 closing" if at == "mail" and len(sink.taken) == 7 else None
    with office(outbox, sink.port) as desk:
        with pytest.raises(DeliveryError, match="421 closing"):
            desk.send(READERS, patience=replace(QUICK, claimed=claimed))
        assert list(desk.states(READERS).values()) == ["sent"] * 7 + ["todo"] * 5
        sink.fault = no_fault
        desk.send(READERS, patience=replace(QUICK, claimed=claimed))
    assert sink.counts == dict.fromkeys(READERS, 1)


@pytest.mark.parametrize(
    ("disk", "relay", "size"),
    [(0.0003, 0.1, 1), (0.02, 0.2, 1), (0.001, 0.004, 2), (0.0003, 0.0004, 3), (0.05, 0.001, 8)],
)
def test_messages_are_claimed_together_only_where_the_disk_is_slower_than_the_relay(
    disk: float, relay: float, size: int
) -> None:
    stride = Stride(1, 8)
    assert stride.size == 1
    for _ in range(20):
        stride.learn(disk, relay)
    assert stride.size == size


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("answer", ["421 too busy", "450 greylisted", "451 local error"])
def test_who_is_put_off_gets_it_later_and_once(
    stage: str, answer: str, outbox: Path, sink: Sink
) -> None:
    whom = "letters@example.org" if stage == "mail" else READERS[4]
    sink.fault = once(stage, whom, answer)
    with office(outbox, sink.port) as desk:
        sender = desk.send(READERS)
    assert sink.counts == dict.fromkeys(READERS, 1)
    assert sender.tally.sent == len(READERS)


@pytest.mark.parametrize("stage", ["mail", "rcpt"])
def test_a_line_that_breaks_before_the_content_costs_nothing(
    stage: str, outbox: Path, sink: Sink
) -> None:
    whom = "letters@example.org" if stage == "mail" else READERS[4]
    sink.fault = once(stage, whom, "drop")
    with office(outbox, sink.port) as desk:
        desk.send(READERS)
    assert sink.counts == dict.fromkeys(READERS, 1)
    assert sink.connections == 2


@pytest.mark.parametrize(("stage", "taken"), [("data", 0), ("taken", 1)])
def test_a_line_that_breaks_after_the_content_holds_the_message_back(
    stage: str, taken: int, outbox: Path, sink: Sink
) -> None:
    sink.fault = once(stage, READERS[4], "drop")
    with office(outbox, sink.port) as desk:
        desk.send(READERS)
        assert desk.states(READERS)[READERS[4]] == "doubtful"
        assert sink.counts[READERS[4]] == taken
        desk.send(READERS)
        assert sink.counts[READERS[4]] == taken
        desk.send(READERS, resend_doubtful=True)
        assert sink.counts[READERS[4]] == taken + 1
        assert set(desk.states(READERS).values()) == {"sent"}


def test_a_doubtful_message_that_is_sent_again_keeps_its_message_id(
    outbox: Path, sink: Sink
) -> None:
    sink.fault = once("taken", READERS[4], "drop")
    with office(outbox, sink.port) as desk:
        desk.send([READERS[4]])
        desk.send([READERS[4]], resend_doubtful=True)
    first, second = sink.mails
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_who_is_refused_is_not_tried_again_and_the_others_get_theirs(
    stage: str, outbox: Path, sink: Sink
) -> None:
    sink.fault = always(stage, READERS[4], "550 5.1.1 <reader4@example.com> no such user")
    with office(outbox, sink.port) as desk:
        sender = desk.send(READERS)
        assert desk.states(READERS)[READERS[4]] == "refused"
        assert sender.tally.refused == 1
        assert sink.counts == dict.fromkeys([*READERS[:4], *READERS[5:]], 1)
        words = desk.journal.words(desk.mailing, "refused")
    assert words == [("550 5.1.1 <(address)> no such user", 1)]


def test_who_is_put_off_for_good_stays_to_do(outbox: Path, sink: Sink) -> None:
    sink.fault = always("rcpt", READERS[4], "450 4.2.0 come back later")
    with office(outbox, sink.port) as desk:
        desk.send(READERS)
        assert desk.states(READERS)[READERS[4]] == "todo"
        sink.fault = no_fault
        desk.send(READERS)
    assert sink.counts == dict.fromkeys(READERS, 1)


def test_a_relay_that_stays_away_stops_the_sending(outbox: Path, sink: Sink) -> None:
    sink.fault = lambda stage, _: "421 closing" if stage == "mail" else None
    with office(outbox, sink.port) as desk, pytest.raises(DeliveryError, match="421 closing"):
        desk.send(READERS)
    assert not sink.taken


def test_a_relay_that_refuses_the_sender_stops_the_sending(outbox: Path, sink: Sink) -> None:
    sink.fault = lambda stage, _: "553 not you" if stage == "mail" else None
    with office(outbox, sink.port) as desk, pytest.raises(DeliveryError, match="553 not you"):
        desk.send(READERS)


@pytest.mark.parametrize(
    ("stage", "answer", "most"), [("data", "554 spam", 2), ("rcpt", "550 no", 4)]
)
def test_a_relay_that_refuses_one_after_the_other_is_left_alone(
    stage: str, answer: str, most: int, outbox: Path, sink: Sink
) -> None:
    sink.fault = lambda at, _: answer if at == stage else None
    patience = replace(QUICK, content_refused=2, refused=4)
    with office(outbox, sink.port) as desk:
        with pytest.raises(DeliveryError, match=answer):
            desk.send(READERS, patience=patience)
        assert list(desk.states(READERS).values()).count("refused") == most


def test_a_line_that_breaks_again_and_again_stops_before_all_are_doubtful(
    outbox: Path, sink: Sink
) -> None:
    sink.fault = lambda stage, _: "drop" if stage == "taken" else None
    with office(outbox, sink.port) as desk:
        with pytest.raises(DeliveryError, match="3 times in a row"):
            desk.send(READERS)
        assert list(desk.states(READERS).values()).count("doubtful") == 3


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def test_a_recipient_who_is_put_off_is_tried_again_after_growing_waits(
    outbox: Path, sink: Sink
) -> None:
    clock, tried = Clock(), []

    def fault(stage: str, recipient: str) -> str | None:
        if (stage, recipient) != ("rcpt", READERS[4]):
            return None
        tried.append(clock.time)
        return "450 4.7.1 greylisted"

    sink.fault = fault
    with office(outbox, sink.port) as desk:
        desk.send(READERS, patience=Patience(), now=clock.now, sleep=clock.sleep)
        assert desk.states(READERS)[READERS[4]] == "todo"
    waits = [after - before for before, after in pairwise(tried)]
    assert waits == pytest.approx([30, 60, 120, 240, 480], abs=1)
    assert sink.counts == dict.fromkeys([*READERS[:4], *READERS[5:]], 1)


def test_a_relay_that_hangs_up_is_called_again_after_growing_waits(
    outbox: Path, sink: Sink
) -> None:
    clock, tried = Clock(), []

    def fault(stage: str, _recipient: str) -> str | None:
        if stage == "mail":
            tried.append(clock.time)
        return "421 4.3.2 come back later"

    sink.fault = fault
    with (
        office(outbox, sink.port) as desk,
        pytest.raises(DeliveryError, match="Run the command again"),
    ):
        desk.send(READERS, patience=Patience(), now=clock.now, sleep=clock.sleep)
    waits = [after - before for before, after in pairwise(tried)]
    assert waits == pytest.approx([0, 1, 2, 4, 8, 16, 32, 60, 120, 300], abs=1)


def test_a_relay_that_takes_so_many_on_one_connection_is_called_anew(
    outbox: Path, sink: Sink
) -> None:
    sink.fault = lambda stage, _: (
        "421 4.7.0 enough for one connection"
        if stage == "mail" and len(sink.taken) == 5 * sink.connections
        else None
    )
    with office(outbox, sink.port) as desk:
        desk.send(READERS)
    assert sink.counts == dict.fromkeys(READERS, 1)
    assert sink.connections == 3


def test_who_leaves_during_the_sending_gets_nothing_more(outbox: Path, sink: Sink) -> None:
    with office(outbox, sink.port) as desk:
        left = iter([False] * 4)

        def refresh() -> None:
            if next(left, True):
                desk.suppressions.add([known(READERS[4]), known(READERS[9])], "left")

        sender = desk.send(READERS, refresh=refresh)
    assert sorted(sink.counts) == sorted(set(READERS) - {READERS[4], READERS[9]})
    assert sender.tally.suppressed == 2


def test_the_rate_holds_also_when_the_sender_is_started_anew(outbox: Path, sink: Sink) -> None:
    began = time.monotonic()
    for upto in (2, 4, 6):
        with office(outbox, sink.port) as desk:
            desk.send(READERS[:upto], per_minute=600)
    assert len(sink.taken) == 6
    assert time.monotonic() - began >= 0.5


def test_two_senders_cannot_run_at_once(outbox: Path, sink: Sink) -> None:
    with (
        office(outbox, sink.port),
        pytest.raises(DeliveryError, match="Another safespace"),
        office(outbox, sink.port),
    ):
        pass


def test_a_copied_journal_is_refused_until_somebody_answers_for_it(
    outbox: Path, sink: Sink, tmp_path: Path
) -> None:
    with office(outbox, sink.port) as desk:
        desk.send(READERS)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "safespace-private", elsewhere / "safespace-private")
    (elsewhere / "safespace-private").chmod(0o700)
    with (
        pytest.raises(DeliveryError, match="is a copy"),
        office(elsewhere / "outbox", sink.port),
    ):
        pass
    with office(elsewhere / "outbox", sink.port, adopt=True) as desk:
        desk.send(READERS)
    with office(elsewhere / "outbox", sink.port):
        pass
    assert sink.counts == dict.fromkeys(READERS, 1)


def test_a_server_without_tls_gets_nothing(outbox: Path, sink: Sink) -> None:
    relay = Relay(Account("127.0.0.1", sink.port, "starttls"), timeout=5)
    with office(outbox, sink.port) as desk, pytest.raises(DeliveryError, match="no TLS"):
        desk.send(READERS, relay=relay)
    assert not sink.taken


def test_each_message_is_the_recipients_own(outbox: Path, sink: Sink) -> None:
    with office(outbox, sink.port) as desk:
        desk.send(READERS)
    tokens = set()
    for (recipient, _), mail in zip(sink.taken, sink.mails, strict=True):
        text, html = mail.iter_parts()
        token = KEYS.token(known(recipient))
        assert mail["To"] == recipient
        assert text.get_content().count(token) == html.get_content().count(token) == 1
        assert str(mail["List-Unsubscribe"]).count(token) == 2
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "\n.\nDate: no\n" in text.get_content().replace("\r\n", "\n")
        tokens.add(token)
    assert len(tokens) == len({mail["Message-ID"] for mail in sink.mails}) == len(READERS)


def test_the_frozen_issue_changes_with_what_a_reader_would_see() -> None:
    assert letter().digest == letter().digest
    assert letter().digest != letter(subject="Another subject").digest
    assert letter().digest != letter("Other words").digest
