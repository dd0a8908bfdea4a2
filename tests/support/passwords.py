# SPDX-License-Identifier: Apache-2.0
"""Workspaces under a password to test with, and keys that are forgotten with each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.storage.keys.ring import RING
from tests.support.people_files import quick_passphrases

__all__ = ["PASSWORD", "a_ring_of_its_own", "forget_keys", "quick_passphrases"]

PASSWORD = "three plain words here"
AUTHOR = "Ann Example"


@pytest.fixture(autouse=True)
def a_ring_of_its_own() -> Iterator[None]:
    """No key of one test opens a file of another."""
    yield
    forget_keys()


def forget_keys() -> None:
    """As a new process: no password was given yet."""
    RING._held.clear()


def bytes_of(folder: Path) -> dict[str, bytes]:
    """All that lies in a folder and below."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
