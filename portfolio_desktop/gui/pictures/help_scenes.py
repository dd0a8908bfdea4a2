# SPDX-License-Identifier: Apache-2.0
"""Help and the tour, as they are pictured."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.shell.shell import Shell

Play = Callable[[Shell], QWidget | None]


def _page(target: str, words: str = "") -> Play:
    """A page in the window of help, beside what a search for `words` finds."""

    def play(shell: Shell) -> QWidget:
        shell.help.open(target)
        if words:
            shell.help.viewer.box.say(words)
        return shell.help.viewer

    return play


def _tour(stops: int) -> Play:
    """The tour, so many stops on."""

    def play(shell: Shell) -> None:
        shell.help.tour.start()
        for _stop in range(stops):
            if shell.help.tour.balloon is not None:
                shell.help.tour.balloon.next.click()

    return play


HELP_SCENES: tuple[tuple[str, Play], ...] = (
    ("help", _page("contents")),
    ("help-page", _page("pack")),
    ("help-keys", _page("keys")),
    ("help-field", _page("fields/risk#proximity")),
    ("help-found", _page("glossary#baseline", "baseline")),
    ("help-nothing", _page("contents", "qqqq")),
    ("tour", _tour(0)),
    ("tour-risks", _tour(3)),
)
