# SPDX-License-Identifier: Apache-2.0
"""Windows is asked for the limit in the form that it knows."""

import subprocess
import sys

import pytest

_ASKED = """
from portfolio_desktop.exchange.untrusted.job import limit_own_memory
from portfolio_desktop.exchange.untrusted.limits import CHILD_MEMORY
print(limit_own_memory(CHILD_MEMORY))
"""


@pytest.mark.skipif(sys.platform != "win32", reason="other systems limit a process without a job")
def test_that_windows_agrees_to_a_limit() -> None:
    said = subprocess.run([sys.executable, "-c", _ASKED], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "True"
