# SPDX-License-Identifier: Apache-2.0
"""Pictures of a register as someone from a spreadsheet works in it: groups, marks, and dialogs that show what they would do."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.register.popups.marks import MarksDialog
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.views.marks import Mark, Sign

_MARKS = (
    Mark("end", Test("end", Op.BELOW, "today+90"), Sign.ALERT),
    Mark("whole_life_cost", Test("whole_life_cost", Op.ABOVE, "100000000"), Sign.FLAG),
    Mark("status", Test("status", Op.IS_NOT, "live"), Sign.QUESTION, row=True),
)


def _page(shell: Shell) -> RegisterPage:
    shell.guide.go(places.register_key("project"))
    page = shell.guide.page
    assert isinstance(page, RegisterPage)
    return page


def _grouped(shell: Shell) -> None:
    """Two groups, one within the other, one of them closed, with marks."""
    page = _page(shell)
    view = replace(
        page.viewing.view, group="portfolio_id", then="confidence", sorts=(Sort("end"),), marks=_MARKS
    )
    page.viewing.change(view)
    page.table.go_to(2, 1)


def _marks(shell: Shell) -> QWidget:
    """The rules, and one more that is being made."""
    page = _page(shell)
    page.viewing.mark(_MARKS)
    page.popups.open_marks()
    dialog = page.findChildren(MarksDialog)[0]
    dialog.choose("end", Op.BELOW, Sign.STAR)
    assert isinstance(dialog.value, QLineEdit)
    dialog.value.setText("today+30")
    return dialog


REGISTER_SCENES: tuple[tuple[str, Callable[[Shell], QWidget | None]], ...] = (
    ("register-grouped", _grouped),
    ("register-marks", _marks),
)
