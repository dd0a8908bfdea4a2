# SPDX-License-Identifier: Apache-2.0
"""Files dropped on the window: each begins what it is for, told by its ending and by what is in it."""

from pathlib import Path

import pytest

from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.sheet.writing import write_csv
from portfolio_desktop.gui.pages.imports.page import ImportPage
from portfolio_desktop.gui.pages.plans.page import PlansPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from tests.support.ask import FakeAsk
from tests.support.drops import dropped_on
from tests.support.plan_files import sample_plan

RISKS = b"Risk ID,Risk description,Likelihood\n1,Steel is late,3\n"


@pytest.mark.parametrize(
    ("name", "holds", "begins"),
    [
        ("library.xml", write_mspdi(sample_plan()).data, "plan"),
        ("library.zip", b"PK", "plan"),
        ("Library.CSV", write_csv(sample_plan()).data, "plan"),
        ("risks.csv", RISKS, "table"),
        ("risks.tsv", RISKS.replace(b",", b"\t"), "table"),
        ("risks.xlsx", b"PK\x03\x04", "table"),
        ("risks.xlsm", b"PK\x03\x04", "table"),
        ("risks.ods", b"PK\x03\x04", "table"),
        ("risks.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table"),
        ("empty.csv", b"", "table"),  # where it is said why it cannot be read
        ("office.portfolio", b"", "workspace"),
        ("photo.png", b"\x89PNG", ""),
    ],
)
def test_that_a_file_dropped_on_the_window_is_opened_for_what_it_is(
    empty: Shell, tmp_path: Path, name: str, holds: bytes, begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_bytes(holds)
    seen: list[tuple[str, Path]] = []
    monkeypatch.setattr(empty.guide, "open_plan", lambda path, _project: seen.append(("plan", path)))
    monkeypatch.setattr(empty.guide, "start_import", lambda _entity, path: seen.append(("table", path)))
    monkeypatch.setattr(empty.files, "_open", lambda path, *_rest: seen.append(("workspace", path)))
    assert dropped_on(empty.window, path) is bool(begins)
    assert seen == ([(begins, path)] if begins else [])


def test_that_a_table_dropped_on_a_register_is_read_for_that_register(empty: Shell, tmp_path: Path) -> None:
    path = tmp_path / "risks.csv"
    path.write_bytes(RISKS)
    empty.guide.go(places.register_key("risk"))
    assert dropped_on(empty.window, path)
    page = empty.guide.page
    assert isinstance(page, ImportPage)
    assert page._session.wanted == "risk"
    assert page._session.source is not None
    assert page._session.source.name == "risks.csv"


@pytest.mark.parametrize(("holds", "page"), [(RISKS, ImportPage), (write_csv(sample_plan()).data, PlansPage)])
def test_that_a_table_dropped_without_a_workspace_is_read_once_one_is_made(
    shell: Shell, tmp_path: Path, ask: FakeAsk, holds: bytes, page: type[ImportPage | PlansPage]
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(holds)
    ask.answer(tmp_path / "Office.portfolio")
    assert dropped_on(shell.window, path)
    here = shell.guide.page
    assert isinstance(here, page)
    assert not here._files.problem
    assert here._stack.currentWidget() is not here._files
