# SPDX-License-Identifier: Apache-2.0
"""A people file locks with the screen, unless somebody has chosen otherwise."""

from pathlib import Path

import pytest

from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.pages.confidential import idle
from portfolio_desktop.gui.session.screen_lock import screen_lock, session_path
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.drafts.keeping import RECORD, Form
from tests.support.confidential import office, unlock
from tests.support.people import begun
from tests.support.people_files import quick_passphrases
from tests.support.windows import laptop, shell

__all__ = ["begun", "laptop", "office", "quick_passphrases", "shell"]


@pytest.mark.parametrize(("session", "path"), [("2", "_32"), ("c1", "c1"), ("10", "_310"), ("a-b", "a_2db")])
def test_that_a_session_is_named_as_logind_names_it(session: str, path: str) -> None:
    assert session_path(session) == f"/org/freedesktop/login1/session/{path}"


def test_that_the_people_file_locks_with_the_screen_and_keeps_no_draft_outside_itself(
    office: Shell, laptop: Path
) -> None:
    unlock(office)
    people = office.confidential.people
    block = FieldBlock(people, "party", ["name"])
    block.form = Form(RECORD, "party", "somebody")
    block.show_values({"name": "Cai"})
    block.editor("name").restore("Cai zqneedlezq")
    office.drafts.keep()
    assert not list(laptop.rglob("*.sealed"))
    block.deleteLater()
    idle.set_with_screen(people.settings, False)
    screen_lock().locked.emit()
    assert people.unlocked
    office.actions["lock_with_screen"].trigger()
    screen_lock().locked.emit()
    assert not people.unlocked
    assert "with the screen" in office.toast._text.text
