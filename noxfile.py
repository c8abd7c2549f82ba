"""The tests on every Python and with the oldest and newest dependencies, and the wheel by itself.

``nox`` runs what takes minutes: the smoke tests and the wheel on each Python that is at hand.
``nox -s tests`` is the whole suite, ``nox -s tests-3.12`` with one of them.
"""

from __future__ import annotations

import configparser
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]

#: One file for each room a dependency or a Python could break.
SMOKE = [
    f"tests/test_{name}.py"
    for name in (
        *("attribution", "chains", "cli", "dates", "extract", "feed", "languages", "mail_html"),
        *("markup", "message", "plaintext", "production", "settings", "site"),
        *("subsites", "watching"),
    )
]

nox.options.sessions = ["build", "wheel", "smoke", "lowest"]


#: What a user may add; the other extras are tools of ours.
EXTRAS = ("send", "dkim", "images")


def oldest() -> list[str]:
    """Return the oldest version of each dependency that setup.cfg allows, as pip constraints."""
    setup = configparser.ConfigParser()
    setup.read("setup.cfg")
    extras = setup["options.extras_require"]
    wanted = (setup["options"]["install_requires"], *(extras[name] for name in EXTRAS))
    bounds = re.findall(r"^([\w-]+)(?:\[\w+\])?>=([\w.]+)$", "\n".join(wanted), re.M)
    return [f"{name}=={version}" for name, version in bounds]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the whole suite with the newest dependencies."""
    session.install("--editable", ".[test]")
    _test(session, session.posargs)


def _test(session: nox.Session, tests: Sequence[str]) -> None:
    # nox's own folder for temporary files is in a hidden one, where Pelican watches nothing.
    folder = {"TMPDIR": tempfile.gettempdir()}
    session.run("pytest", "-n", "auto", *tests, env=folder)


@nox.session(python=PYTHONS[1:])
def smoke(session: nox.Session) -> None:
    """Run one file of tests for each room on a newer Python; `make test` runs all on the oldest."""
    session.install("--editable", ".[test]")
    _test(session, session.posargs or SMOKE)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the smoke tests with the oldest dependencies that setup.cfg allows."""
    constraints = Path(session.create_tmp()) / "lowest.txt"
    constraints.write_text("\n".join(oldest()) + "\n", "utf-8")
    session.install("--editable", ".[test]", "--constraint", str(constraints))
    _test(session, session.posargs or SMOKE)


@nox.session(python=PYTHONS[0])
def build(session: nox.Session) -> None:
    """Build wheel and sdist into dist/, and ask whether a registry would take them."""
    session.install(".[release]")
    session.run("python", "-m", "build", "--outdir", "dist")
    session.run("twine", "check", "--strict", *(str(one) for one in Path("dist").iterdir()))


@nox.session(python=PYTHONS)
def wheel(session: nox.Session) -> None:
    """Install the wheel and nothing else, and let it make a site, far from the repository."""
    wheels = sorted(Path("dist").glob("*.whl"))
    if not wheels:
        session.error("There is no wheel yet: nox -s build makes it.")
    check = Path("tests/installed.py").resolve()
    session.install(str(wheels[-1].resolve()))
    session.chdir(session.create_tmp())
    session.run("python", "-I", str(check))
