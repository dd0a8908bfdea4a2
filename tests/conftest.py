# SPDX-License-Identifier: Apache-2.0
"""What every test gets: a laptop folder of its own, and workspaces on request."""

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from portfolio_desktop.base.i18n import ENGLISH, LANGUAGE_VARIABLE
from portfolio_desktop.base.paths import HOME_VARIABLE
from tests.support.memory import memory_folder
from tests.support.workspaces import blank_store, store

__all__ = ["blank_store", "store"]

if folder := memory_folder():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))

# The same examples each time: what is found by chance must not stop somebody else's work.
# `--hypothesis-profile=default` tries others.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: to look through it again at each collection takes a fifth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that do not exist yet, one for each who asks. Numbered here: pytest looks through all there are for the next."""
    within = tmp_path_factory.mktemp("laptops")
    return (within / str(number) for number in count())


@pytest.fixture(autouse=True)
def laptop(laptops: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for this laptop's own, so that no test touches the real one."""
    folder = next(laptops)
    folder.mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    monkeypatch.setenv(LANGUAGE_VARIABLE, ENGLISH)  # whatever the machine speaks
    return folder
