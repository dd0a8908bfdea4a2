# SPDX-License-Identifier: Apache-2.0
"""Announcing a release: what is signed on the release machine is what laptops believe, and nothing else is signed."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from installer import sign_update
from installer.contents import ROOT, version
from portfolio_desktop.services.updates.finding import look, take
from portfolio_desktop.services.updates.manifest import NAME, keys_in

PASSPHRASE = "a long enough passphrase"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.txt"
    path.write_text("# keys\n", encoding="utf-8")
    return path


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    folder.mkdir()
    for name in (f"portfolio-desktop-{version()}-setup.exe", f"portfolio-desktop_{version()}_amd64.deb"):
        (folder / name).write_bytes(name.encode())
    (folder / "portfolio-desktop-0.0.1-setup.exe").write_bytes(b"of an older version")
    return folder


def test_that_a_release_that_was_signed_is_believed_and_taken_by_a_laptop(
    tmp_path: Path, keys: Path, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTFOLIO_DESKTOP_HOME", str(tmp_path / "laptop"))
    sign_update.new_key(tmp_path / "release.pem", PASSPHRASE, keys)
    sign_update.sign(tmp_path / "release.pem", PASSPHRASE, dist, "Faster", keys)
    assert [file.kind for file in sign_update.check(dist, keys).files] == ["deb-x86_64", "windows-x86_64"]
    update = look([dist], keys=keys_in(keys.read_text("utf-8")), current="0.0.1", kind="windows-x86_64")
    assert update is not None
    assert take(update).read_bytes() == f"portfolio-desktop-{version()}-setup.exe".encode()


def test_that_a_key_that_no_copy_of_the_product_knows_signs_nothing(
    tmp_path: Path, keys: Path, dist: Path
) -> None:
    sign_update.new_key(tmp_path / "release.pem", PASSPHRASE, keys)
    keys.write_text("# none\n", encoding="utf-8")
    with pytest.raises(Exception, match="carries no release key"):
        sign_update.sign(tmp_path / "release.pem", PASSPHRASE, dist, "", keys)
    assert not (dist / NAME).exists()


def test_that_a_file_that_was_changed_after_signing_is_found(tmp_path: Path, keys: Path, dist: Path) -> None:
    sign_update.new_key(tmp_path / "release.pem", PASSPHRASE, keys)
    sign_update.sign(tmp_path / "release.pem", PASSPHRASE, dist, "", keys)
    (dist / f"portfolio-desktop_{version()}_amd64.deb").write_bytes(b"changed")
    with pytest.raises(SystemExit, match="Not what was signed"):
        sign_update.check(dist, keys)


def test_that_a_private_key_is_sealed_and_never_lies_in_the_checkout_or_over_another(
    tmp_path: Path, keys: Path
) -> None:
    path = tmp_path / "release.pem"
    sign_update.new_key(path, PASSPHRASE, keys)
    with pytest.raises(TypeError, match="Password was not given"):
        load_pem_private_key(path.read_bytes(), None)
    with pytest.raises(FileExistsError):
        sign_update.new_key(path, PASSPHRASE, keys)
    with pytest.raises(SystemExit, match="does not belong into the checkout"):
        sign_update.new_key(ROOT / "release.pem", PASSPHRASE, keys)
    with pytest.raises(SystemExit, match="12 characters"):
        sign_update.new_key(tmp_path / "other.pem", "short", keys)


def test_that_a_folder_without_this_version_is_not_announced(tmp_path: Path, keys: Path) -> None:
    sign_update.new_key(tmp_path / "release.pem", PASSPHRASE, keys)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SystemExit, match="holds nothing that installs"):
        sign_update.sign(tmp_path / "release.pem", PASSPHRASE, tmp_path / "empty", "", keys)
