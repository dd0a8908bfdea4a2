# SPDX-License-Identifier: Apache-2.0
"""The copy that is kept by itself when a workspace is opened."""

from pathlib import Path

from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import new_office
from portfolio_desktop.storage.backup import backups


def test_that_opening_a_workspace_with_work_in_it_keeps_a_copy_of_the_day(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "office.portfolio"
    with new_office(path, "Ann Example") as office:
        office.write(records.create(office, "project", {"title": "Harbour"}))
    shell.files.open(path)
    assert len(backups(path)) == 1
    shell.files.open(path)
    assert len(backups(path)) == 1
