# SPDX-License-Identifier: Apache-2.0
"""What is pictured of the clocks that run and of the ratings to challenge: the steps that lead there."""

from collections.abc import Callable
from typing import cast

from portfolio_desktop.domain.challenge import Check
from portfolio_desktop.gui.pages.challenge.page import ChallengePage
from portfolio_desktop.gui.pages.escalations.page import EscalationsPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.governance.breaches import Breach

Play = Callable[[Shell], None]


def _clocks(shell: Shell) -> EscalationsPage:
    shell.guide.go(places.CLOCKS)
    return cast(EscalationsPage, shell.guide.page)


def _open(shell: Shell) -> None:
    _clocks(shell)


def _act(name: str, row: int) -> Play:
    """The form of one act on the escalation in that row of the list."""

    def play(shell: Shell) -> None:
        page = _clocks(shell)
        page.list.setCurrentRow(row)
        page.acts[name].trigger()

    return play


def _breach(shell: Shell) -> None:
    listed = _clocks(shell).list
    listed.show_line(next(line for line in listed.lines if isinstance(line, Breach)))


def _challenge(shell: Shell) -> ChallengePage:
    shell.guide.go(places.CHALLENGE)
    return cast(ChallengePage, shell.guide.page)


def _ratings(shell: Shell) -> None:
    _challenge(shell)


def _rules(shell: Shell) -> None:
    page = _challenge(shell)
    page.edit_rules()
    if page.editor is not None:
        page.editor.amber[Check.END].setValue(10)
        page.editor.reds.setValue(1)


CLOCK_SCENES: tuple[tuple[str, Play], ...] = (
    ("clocks", _open),
    ("clocks-told", _act("tell", 1)),
    ("clocks-answered", _act("answer", 2)),
    ("clocks-report", _act("edit_report", 1)),
    ("clocks-breach", _breach),
    ("ratings", _ratings),
    ("ratings-rules", _rules),
)
BLANK_CLOCK_SCENES: tuple[tuple[str, Play], ...] = (
    ("clocks-empty", _open),
    ("ratings-empty", _ratings),
)
