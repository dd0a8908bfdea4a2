# SPDX-License-Identifier: Apache-2.0
"""Real files that lie beside the repository on some machines. A test that needs one is skipped where they are not."""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared(name: str) -> Path:
    """The path of ../shared/data/`name`; skips the test when it is absent."""
    path = _FOLDER / name
    if not path.exists():
        pytest.skip(f"needs ../shared/data/{name}")
    return path
