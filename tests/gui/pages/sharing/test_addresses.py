# SPDX-License-Identifier: Apache-2.0
"""Sharing and joining at an address by the window: what the server wants is asked for, and kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes
from tests.support.ask import FakeAsk
from tests.support.servers import PASSWORD, USER, sftp_server


@pytest.fixture
def project(empty: Shell) -> Id:
    made: list[Id] = []

    def make(office: Office) -> Changes:
        changes = records.create(office, "project", {"title": "Harbour renewal"})
        made.append(next(iter(changes)).record)
        return changes

    empty.desk.write(make)
    return made[0]


def test_that_a_portfolio_is_shared_and_joined_at_an_address_by_the_window(
    empty: Shell, ask: FakeAsk, project: Id, tmp_path: Path
) -> None:
    served, invitation = tmp_path / "served", tmp_path / "board.invitation"
    (served / "office").mkdir(parents=True)
    with sftp_server(served) as (port, _line):
        address = f"sftp://{USER}@127.0.0.1:{port}/office"
        ask.answer(address, "trust", "wrong", PASSWORD, "sealed", invitation)
        empty.actions["share_at"].trigger()
        assert "SHA256:" in ask.asked[1]
        assert "did not accept" in ask.asked[3]
        assert "Shared, all changes sent" in empty.status._sharing.accessibleName()
        assert PASSWORD not in invitation.read_text("utf-8")

        file = tmp_path / "mine" / "Copy.portfolio"
        file.parent.mkdir()
        ask.answer(invitation, address, file)
        empty.actions["join"].trigger()
        assert empty.desk.workspace is not None
        assert empty.desk.workspace.path == file
        empty.actions["share_now"].trigger()

    empty.actions["share_now"].trigger()
    assert "not reachable" in empty.status._sharing.accessibleName()
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert page is not None
    assert "Choose the shared address…" in {button.text() for button in page.findChildren(QPushButton)}


def test_that_an_address_that_cannot_be_used_is_told(empty: Shell, ask: FakeAsk) -> None:
    ask.answer("ftp://server/office")
    empty.actions["share_at"].trigger()
    assert "must begin with one of" in ask.told[-1]
