# SPDX-License-Identifier: Apache-2.0
"""Closing a workspace when the disk has no room left to tidy up in."""

from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.services.office import open_office
from portfolio_desktop.storage.store import Store
from tests.support.offices import add, dump, make_office


def test_that_a_save_before_a_full_disk_is_kept_and_the_next_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = make_office(tmp_path)
    add(office, "project", title="Harbour")
    before = dump(office)

    def full(*_words: object) -> None:
        raise Trouble("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_outside_transaction", full)
        office.close()
    with open_office(office.path, "Bob") as again:
        assert dump(again) == before
