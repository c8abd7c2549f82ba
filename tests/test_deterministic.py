"""Two builds in two folders give the same bytes, whatever the machine around them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from sites import ROOT

MACHINES = (
    {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"},
)


def build_in(folder: Path, machine: dict[str, str]) -> dict[str, bytes]:
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pelicanconf.py", folder)
    subprocess.run(
        [sys.executable, "-m", "pelican", "content", "--fatal", "warnings"],
        cwd=folder,
        env={**os.environ, **machine, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for top in ("output", "outbox")
        for path in sorted((folder / top).rglob("*"))
        if path.is_file()
    }


def test_time_zone_locale_hash_seed_and_folder_leave_no_trace(tmp_path: Path) -> None:
    first, second = (
        build_in(tmp_path / str(number) / "practice", machine)
        for number, machine in enumerate(MACHINES)
    )
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert any(name.endswith("email.eml") for name in first)
    assert not [name for name, data in first.items() if str(tmp_path).encode() in data]
