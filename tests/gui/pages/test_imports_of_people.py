# SPDX-License-Identifier: Apache-2.0
"""The import wizard and what is private about people."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from portfolio_desktop.gui.pages.imports.page import ImportPage
from portfolio_desktop.gui.shell.shell import Shell
from tests.support.desks import records_of

_STAFF = "Name,Gender,Salary,Team\nAnn Lee,F,43210,Delivery\n"


def _box(within: QWidget, column: str) -> QComboBox:
    return next(
        box for box in within.findChildren(QComboBox) if box.accessibleName() == f"Where “{column}” goes"
    )


def test_that_a_private_column_cannot_be_sent_anywhere_and_the_preview_says_why(
    empty: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "Staff.csv"
    path.write_text(_STAFF, encoding="utf-8")
    empty.guide.start_import("person")
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    page.read(path)
    page.go_on()
    assert _box(page, "Name").isEnabled()
    for column in ("Gender", "Salary"):
        box = _box(page, column)
        assert (box.isEnabled(), box.currentText()) == (False, "Leave out")
    page.go_on()
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "nothing about sex and gender is kept here: Gender" in said
    assert "nothing about pay is kept here: Salary" in said
    page.go_on()
    (person,) = records_of(empty.desk, "person").values()
    assert "43210" not in repr(person)
