# SPDX-License-Identifier: Apache-2.0
"""A folder in which an office lays new versions, and the key that its makers sign them with."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portfolio_desktop.services.updates import finding
from portfolio_desktop.services.updates.manifest import NAME, Release, UpdateFile, write_manifest

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
CONTENT = b"what installs the new version" * 100


def release(
    version: str = "99.4", *, name: str = "", kind: str = "", news: str = "Packs print faster"
) -> Release:
    """A version with one file, for this laptop unless another kind is named."""
    file = UpdateFile(
        kind or finding.kind_here(),
        name or f"portfolio-desktop-{version}-setup.exe",
        len(CONTENT),
        sha256(CONTENT).hexdigest(),
    )
    return Release("portfolio-desktop", version, date(2026, 11, 21), (file,), news)


def lay(folder: Path, said: Release | None = None, key: Ed25519PrivateKey = KEY) -> Path:
    """Lay a signed version into `folder`, which is made, and return it."""
    said = said or release()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_bytes(write_manifest(said, key))
    for file in said.files:
        if "/" not in file.name:
            (folder / file.name).write_bytes(CONTENT)
    return folder


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the program that carries the key of these tests."""
    monkeypatch.setattr(finding, "trusted_keys", lambda: (PUBLIC,))
