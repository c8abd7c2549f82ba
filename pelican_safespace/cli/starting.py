"""``safespace init``: what an existing site needs to begin, shown before it is written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pelican_safespace.adoption.answers import Question, open_questions
from pelican_safespace.adoption.change import Change, diff
from pelican_safespace.cli.site import Commands, program
from pelican_safespace.errors import SettingError
from pelican_safespace.models import UNKNOWN_PLACE


def add_command(commands: Commands) -> None:
    """Add ``init``."""
    starting = commands.add_parser(
        "init",
        help="add settings, a first issue and a subscribe page to an existing site",
        description="Asks at most five questions, shows every change, and replaces nothing.",
    )
    starting.add_argument("--yes", action="store_true", help="ask nothing; take what is proposed")
    starting.set_defaults(command=_init)


def _init(options: argparse.Namespace) -> int:
    from pelican_safespace.plugin import starting

    site = starting.look(options.settings)
    answers: dict[str, str] = {}
    for question in open_questions(site):
        known = {**site, **answers}
        answers[question.setting] = (
            question.suggest(known) if options.yes else _ask(question, known)
        )
    found = starting.proposal(options.settings, answers, date.today())
    changes = found.changes
    if not changes:
        _say(found.notes)
        print("Nothing to do: settings, an issue and a subscribe page are there.")
        return 0
    for change in changes:
        print(diff(change))
    _say(found.notes)
    if not options.yes and _answer("Write this? [y/N] ").lower() not in ("y", "yes"):
        print("Nothing was written.")
        return 1
    _write(options.settings.parent, changes)
    print(f"Written: {', '.join(change.path for change in changes)}.")
    _say_what_is_next(options.settings, answers, changes)
    return 0


def _say(notes: Iterable[str]) -> None:
    for note in notes:
        print(f"Note: {note}")


def _ask(question: Question, known: Mapping[str, object]) -> str:
    suggestion = question.suggest(known)
    while True:
        answer = _answer(f"{question.words} [{suggestion}]: ") or suggestion
        if question.check(answer):
            return answer
        print(question.remedy)


def _answer(words: str) -> str:
    try:
        return input(words).strip()
    except EOFError:
        raise SettingError(
            "The answers ended too early, and nothing was written. "
            "Run safespace init --yes to take what is proposed."
        ) from None


def _write(folder: Path, changes: tuple[Change, ...]) -> None:
    for change in changes:
        path = folder / change.path
        path.parent.mkdir(parents=True, exist_ok=True)
        # What is new is made only where nothing is, whatever came between look and answer.
        with path.open("x" if change.before is None else "w", encoding="utf-8", newline="") as file:
            file.write(change.after)


def _say_what_is_next(
    settings: Path, answers: Mapping[str, str], changes: tuple[Change, ...]
) -> None:
    if UNKNOWN_PLACE in answers.get("SAFESPACE_POSTAL_ADDRESS", ""):
        print("Correct SAFESPACE_POSTAL_ADDRESS before you send anything.", file=sys.stderr)
    issues = [Path(one.path).stem for one in changes if "Preheader:" in one.after]
    print(f"Next: {program(settings)} preview {' '.join(issues)}".rstrip())
