# SPDX-License-Identifier: Apache-2.0
"""A line to a file server that is cut is opened anew by whatever is asked next, in the same name."""

import logging
from typing import Any

import pytest
import smbclient

from portfolio_desktop.sync.share.remote.address import read_address
from portfolio_desktop.sync.share.remote.smb import SmbFiles
from tests.support.keys import Given


def test_that_each_call_says_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    for name in ("register_session", "mkdir", "remove"):
        monkeypatch.setattr(smbclient, name, lambda _place, **session: asked.append(session))
    files = SmbFiles(read_address("smb://ann@server:4450/office"), Given("a secret"))
    files.make_folder("pd-0a1b2c3d")
    files.remove("pd-0a1b2c3d/format.json")
    assert len(asked) == 3
    assert {(each["username"], each["password"], each["port"]) for each in asked} == {
        ("ann", "a secret", 4450)
    }


def test_that_a_line_that_is_gone_already_is_closed_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    logging.getLogger("smbclient._pool").warning("Failed to close", exc_info=ValueError("gone"))
    assert capsys.readouterr().err == ""
