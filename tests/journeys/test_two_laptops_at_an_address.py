# SPDX-License-Identifier: Apache-2.0
"""Two people share through servers by command, and what opens those is found nowhere but where it belongs."""

import io
from pathlib import Path

import pytest

from portfolio_desktop.sharing.keys import PASSWORD_VARIABLE, trust
from tests.support.servers import PASSWORD, USER, sftp_server, webdav_server
from tests.support.two_laptops import laptop_of


def test_that_two_laptops_share_through_servers_by_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = (laptop_of(f"{name} Example", tmp_path, monkeypatch) for name in ("Ann", "Bob"))
    served = tmp_path / "served"
    (served / "office").mkdir(parents=True)
    invitation = ann.root / "board.invitation"
    with webdav_server(served) as dav, sftp_server(served) as (ssh, line):
        address = f"webdav://{USER}@127.0.0.1:{dav}/office"
        ann.done("new", ann.file)
        ann.done("add", ann.file, "projects", "title=Harbour renewal")

        monkeypatch.setattr("sys.stdin", io.StringIO())
        said = ann.refused("share", ann.file, address)
        assert "passphrase is needed" in said

        monkeypatch.setattr("sys.stdin", io.StringIO(f"wrong\n{PASSWORD}\n"))
        answer = ann.done("share", ann.file, address, "--encrypt", "--invitation", invitation)
        assert PASSWORD not in answer.out + answer.err
        assert f'"address": "webdav://127.0.0.1:{dav}/office"' in invitation.read_text("utf-8")

        # The same files by another protocol: Bob's server is one that he was never at.
        sftp = f"sftp://{USER}@127.0.0.1:{ssh}/office"
        monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
        said_of_key = bob.refused("join", sftp, bob.file, "--invitation", invitation)
        assert "compared only at a terminal" in said_of_key
        trust(line)
        bob.done("join", sftp, bob.file, "--invitation", invitation)
        bob.done("set", bob.file, "P-0001", "title=Harbour renewal, phase 1")
        bob.done("sync", bob.file)
        monkeypatch.delenv(PASSWORD_VARIABLE)
        ann.done("sync", ann.file)
        assert bob.dump == ann.dump
        assert ann.done("laptops", ann.file, "--json").json["folder"] == address

    assert "does not answer" in ann.refused("sync", ann.file)
    holding = [
        path.name for path in tmp_path.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()
    ]
    assert len(holding) == 1
    assert holding[0].endswith(".password")
