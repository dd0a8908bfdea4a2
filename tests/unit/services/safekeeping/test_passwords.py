# SPDX-License-Identifier: Apache-2.0
"""Setting a password tells what came of it, and loses nothing where a disk is full."""

from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.safekeeping.copies import copy
from portfolio_desktop.services.safekeeping.passwords import protect, unlock
from portfolio_desktop.services.safekeeping.rescue import rebuild
from portfolio_desktop.storage.keys.ring import RING, Locked
from tests.support.offices import add
from tests.support.passwords import AUTHOR, PASSWORD, a_ring_of_its_own, forget_keys, quick_passphrases

__all__ = ["a_ring_of_its_own"]

pytestmark = pytest.mark.usefixtures(quick_passphrases.__name__)


def test_that_a_disk_too_full_for_a_copy_does_not_lose_the_recovery_key(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise Trouble("The disk is full.")

    path: Path = office.path
    office.close()
    monkeypatch.setattr("portfolio_desktop.storage.backup.back_up_now", full)
    made = protect(path, PASSWORD, AUTHOR)
    assert "disk is full" in made.trouble
    assert made.plain == ()
    forget_keys()
    unlock(path, recovery_key=made.recovery_key)


def test_that_what_is_made_anew_of_an_emptied_file_is_under_the_password_that_it_had(office: Office) -> None:
    path: Path = office.path
    add(office, "project", title="Harbour")
    office.close()
    protect(path, PASSWORD, AUTHOR)
    copy(path)
    path.write_bytes(b"")
    rebuild(path, AUTHOR)
    assert RING.is_under_key(path)
    forget_keys()
    with pytest.raises(Locked):
        open_office(path, AUTHOR)
    unlock(path, password=PASSWORD)
    open_office(path, AUTHOR).close()
