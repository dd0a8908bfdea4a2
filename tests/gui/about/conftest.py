# SPDX-License-Identifier: Apache-2.0
"""A window on its welcome page, of a copy that carries the key of these tests."""

from tests.support.releases import ours
from tests.support.windows import empty, laptop, shell

__all__ = ["empty", "laptop", "ours", "shell"]
