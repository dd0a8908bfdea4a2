# SPDX-License-Identifier: Apache-2.0
"""A small risk log that tests can move through time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.risk_log import Log, risk_log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with risk_log(tmp_path) as log:
        yield log
