# SPDX-License-Identifier: Apache-2.0
"""Pictures of a register as someone from a spreadsheet works in it: groups, marks, and dialogs that show what they would do."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.exchange.pasting import Pasted, pasted
from portfolio_desktop.gui.register.exporting import PaperDialog, ask_paper
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.register.popups.many import ChangeManyDialog
from portfolio_desktop.gui.register.popups.marks import MarksDialog
from portfolio_desktop.gui.register.popups.paste import PasteDialog
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.office import Office
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
    """The rules, and one of them that is being changed."""
    page = _page(shell)
    page.viewing.mark(_MARKS)
    page.popups.open_marks()
    dialog = page.findChildren(MarksDialog)[0]
    dialog.change()
    assert isinstance(dialog.value, QLineEdit)
    dialog.value.setText("today+30")
    return dialog


def _paste(shell: Shell) -> QWidget:
    """A block from a spreadsheet, of which one cell cannot be read and one row is new."""
    page = _page(shell)
    page.viewing.show_columns(["title", "stage", "end", "whole_life_cost"])
    entity, names = page.entity, ["title", "stage", "end", "whole_life_cost"]
    block = [
        ["Registrars' Certificates Online", "Closing", "15/01/2027", "0.4m"],
        ["Contact Centre Telephony", "Delivery", "31/31/2027", "2.9m"],
        ["School Admissions and Transport", "Delivery", "28/02/2027", "?Being priced"],
    ]
    shown = page.model.arrangement.numbers(0, 2)

    def plan(office: Office) -> Pasted:
        with office.reading() as reader:
            ids = [record.id for record in reader.page(reader.catalogue.entity(entity), shown)]
        return pasted(office, entity, ids, names, block)

    shell.desk.read(plan, page.popups.show_paste, owner=page)
    return page.findChildren(PasteDialog)[0]


def _many(shell: Shell) -> QWidget:
    """One field of several records, and how many of them that changes."""
    page = _page(shell)
    page.table.select_rows([0, 1, 2, 3, 4, 5], [field.name for field in page.model.columns].index("stage"))
    page.popups.change_many()
    dialog = page.findChildren(ChangeManyDialog)[0]
    box = dialog.findChildren(QComboBox)[-1]
    box.setCurrentIndex(box.findText("Delivery"))
    dialog.preview()
    return dialog


def _print(shell: Shell) -> QWidget:
    page = _page(shell)
    ask_paper(page)
    return page.findChildren(PaperDialog)[0]


REGISTER_SCENES: tuple[tuple[str, Callable[[Shell], QWidget | None]], ...] = (
    ("register-grouped", _grouped),
    ("register-marks", _marks),
    ("register-paste", _paste),
    ("register-many", _many),
    ("register-print", _print),
)
