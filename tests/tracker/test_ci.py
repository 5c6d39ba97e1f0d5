"""The continuous integration's script, where it can be tried without running all of it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tracker.bootstrap import ROOT

RUN = ROOT / ".ci" / "run"


def test_it_is_executable() -> None:
    assert os.access(RUN, os.X_OK)


@pytest.mark.parametrize(("silent", "told"), [("postgres", "PostgreSQL"), ("redis", "Redis")])
def test_a_service_that_does_not_answer_is_told_before_anything_runs(silent: str, told: str, tmp_path: Path) -> None:
    """Redis is asked second, so PostgreSQL's question is taken out of its way."""
    (tmp_path / ".ci").mkdir()
    text = RUN.read_text(encoding="utf-8").replace(f"{silent}=127.0.0.1:", f"{silent}=127.0.0.1:1 # ")
    if silent == "redis":
        text = text.replace('answers PostgreSQL "$postgres"', "")
    (tmp_path / ".ci" / "run").write_text(text, encoding="utf-8")
    shutil.copymode(RUN, tmp_path / ".ci" / "run")
    done = subprocess.run([tmp_path / ".ci" / "run"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{told} does not answer on 127.0.0.1:1. Start it: these tests need it.\n"
