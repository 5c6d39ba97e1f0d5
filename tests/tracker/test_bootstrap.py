"""What a start decides before it installs anything."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tracker import bootstrap
from tracker.bootstrap import ROOT, Step, lock_for, step

NEEDED_TO_RUN = {"python": "3.11", "run": "aaa"}
NEEDED_TO_TEST = {"python": "3.11", "run": "aaa", "dev": "bbb"}


@pytest.mark.parametrize(
    ("stamp", "needed", "expected"),
    [
        (None, NEEDED_TO_RUN, Step.MAKE),
        ({}, NEEDED_TO_RUN, Step.MAKE),
        (NEEDED_TO_RUN, NEEDED_TO_RUN, Step.NOTHING),
        (NEEDED_TO_TEST, NEEDED_TO_TEST, Step.NOTHING),
        # `up` after `test` has all it needs; `test` after `up` adds to it.
        (NEEDED_TO_TEST, NEEDED_TO_RUN, Step.NOTHING),
        (NEEDED_TO_RUN, NEEDED_TO_TEST, Step.ADD),
        # Another Python, or another lock, begins anew.
        ({"python": "3.12", "run": "aaa"}, NEEDED_TO_RUN, Step.MAKE),
        ({"python": "3.11", "run": "old"}, NEEDED_TO_RUN, Step.MAKE),
        ({"python": "3.11", "run": "old", "dev": "bbb"}, NEEDED_TO_TEST, Step.MAKE),
        ({"python": "3.11", "run": "aaa", "dev": "old"}, NEEDED_TO_TEST, Step.MAKE),
        # What only development would need anew does not hold up `up`.
        ({"python": "3.11", "run": "aaa", "dev": "old"}, NEEDED_TO_RUN, Step.NOTHING),
    ],
)
def test_a_stamp_says_what_is_left_to_do(stamp: dict[str, str] | None, needed: dict[str, str], expected: Step) -> None:
    assert step(stamp, needed) is expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["test"], "dev"), (["up"], "run"), (["up", "test"], "run"), (["migrate"], "run"), ([], "run")],
)
def test_only_the_tests_need_the_development_lock(arguments: list[str], expected: str) -> None:
    assert lock_for(arguments) == expected


def test_a_finished_installation_of_development_covers_running() -> None:
    assert list(bootstrap.described("dev")) == ["python", "dev", "run"]
    assert list(bootstrap.described("run")) == ["python", "run"]


@pytest.mark.parametrize("text", ["", "{", "[]", '"3.11"', "null"])
def test_a_stamp_that_cannot_be_read_counts_as_none(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "installed.json")
    bootstrap.STAMP.write_text(text)
    assert bootstrap.read_stamp() is None


def test_a_stamp_beside_a_python_that_is_gone_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "python")
    bootstrap.STAMP.write_text(json.dumps(NEEDED_TO_RUN))
    bootstrap.PYTHON.symlink_to(tmp_path / "removed")
    assert bootstrap.read_stamp() is None
    (tmp_path / "removed").touch()
    assert bootstrap.read_stamp() == NEEDED_TO_RUN


def test_a_start_outside_hands_over_to_the_python_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[object] = []
    monkeypatch.setattr(bootstrap, "inside", lambda: False)
    monkeypatch.setattr(bootstrap, "read_stamp", lambda: bootstrap.described("dev"))
    monkeypatch.setattr(os, "execv", lambda *call: became.extend(call))
    bootstrap.enter(["up", "--port", "8001"])
    python = bootstrap.PYTHON
    assert became == [python, [str(python), str(ROOT / "manage.py"), "up", "--port", "8001"]]


def test_a_start_inside_an_outdated_environment_goes_back_out(monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[Path] = []

    def execv(python: Path, arguments: list[str]) -> None:
        became.append(python)
        raise SystemExit

    monkeypatch.setattr(bootstrap, "inside", lambda: True)
    monkeypatch.setattr(bootstrap, "read_stamp", lambda: {"python": bootstrap.version(), "run": "old"})
    monkeypatch.setattr(os, "execv", execv)
    with pytest.raises(SystemExit):
        bootstrap.enter(["up"])
    assert became == [Path(sys.base_prefix, "bin", f"python{bootstrap.version()}")]
    assert became[0].exists()


def test_an_environment_filled_by_hand_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "inside", lambda: True)
    monkeypatch.setattr(bootstrap, "read_stamp", lambda: None)
    monkeypatch.setattr(os, "execv", lambda *call: pytest.fail("handed over"))
    bootstrap.enter(["test"])


@pytest.mark.parametrize("name", ["bootstrap", "installation", "installers", "terminal"])
def test_what_runs_before_the_installation_imports_the_standard_library_alone(name: str) -> None:
    tree = ast.parse((ROOT / "tracker" / f"{name}.py").read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) if node.module}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    roots = {module.partition(".")[0] for module in modules}
    assert roots - set(sys.stdlib_module_names) <= {"tracker"}
    assert roots


def test_manage_py_stays_readable_for_an_old_python() -> None:
    ast.parse((ROOT / "manage.py").read_text(encoding="utf-8"), feature_version=(3, 4))


def test_a_python_too_old_is_told_so_in_one_line() -> None:
    started_as_old = (
        "import platform, runpy, sys; sys.version_info = (3, 9, 2); platform.python_version = lambda: '3.9.2'; "
        "sys.argv = ['manage.py', 'up']; runpy.run_path('manage.py', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", started_as_old], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Mission Tracker needs Python 3.11 or newer; this is 3.9.2. "
        "Install a newer one and name it, for instance: python3.13 manage.py up\n"
    )


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "manage.py", tmp_path)
    for folder in ("tracker", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    # Stands in for a folder without the right to write, which root would have all the same.
    (tmp_path / "var").touch()
    done = subprocess.run(
        [sys.executable, "manage.py", "up"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Cannot write {tmp_path / 'var'}: File exists. "
        "Make the project's folder writable to you, or clone it where you may write.\n"
    )
    assert not (tmp_path / ".venv").exists()
