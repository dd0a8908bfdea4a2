# SPDX-License-Identifier: Apache-2.0
"""A people file locks with the screen, unless somebody has chosen otherwise."""

import pytest

from portfolio_desktop.gui.pages.confidential import idle
from portfolio_desktop.gui.session.screen_lock import screen_lock, session_path
from portfolio_desktop.gui.shell.shell import Shell
from tests.support.confidential import office, unlock
from tests.support.people import begun
from tests.support.people_files import quick_passphrases
from tests.support.windows import laptop, shell

__all__ = ["begun", "laptop", "office", "quick_passphrases", "shell"]


@pytest.mark.parametrize(("session", "path"), [("2", "_32"), ("c1", "c1"), ("10", "_310"), ("a-b", "a_2db")])
def test_that_a_session_is_named_as_logind_names_it(session: str, path: str) -> None:
    assert session_path(session) == f"/org/freedesktop/login1/session/{path}"


def test_that_the_people_file_locks_with_the_screen_and_its_desk_has_no_drafts_outside(office: Shell) -> None:
    unlock(office)
    people = office.confidential.people
    assert people.drafts is None
    idle.set_with_screen(people.settings, False)
    screen_lock().locked.emit()
    assert people.unlocked
    office.actions["lock_with_screen"].trigger()
    screen_lock().locked.emit()
    assert not people.unlocked
    assert "with the screen" in office.toast._text.text
