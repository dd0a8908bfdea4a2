# SPDX-License-Identifier: Apache-2.0
"""Runs a verb of the command line within the test, and gives back its status and what it printed."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.cli.main import run
from portfolio_desktop.cli.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def command(*words: str | Path) -> Answer:
    """Run `portfolio-desktop WORDS`."""
    out, err = io.StringIO(), io.StringIO()
    status = run([str(word) for word in words], Settings(), Terminal(out, err))
    return Answer(status, out.getvalue(), err.getvalue())


def done(*words: str | Path) -> Answer:
    """Run a command that must succeed."""
    answer = command(*words)
    assert answer.status == 0, answer.err
    return answer


def refused(*words: str | Path) -> str:
    """Run a command that must be refused; its one line on standard error."""
    answer = command(*words)
    assert answer.status == 1, answer.out
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    return answer.err
