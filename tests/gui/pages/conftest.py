# SPDX-License-Identifier: Apache-2.0
"""The pages as they stand in a window on the demo portfolio, or on an empty workspace."""

from tests.support.windows import demo, demo_file, empty, laptop, shell

__all__ = ["demo", "demo_file", "empty", "laptop", "shell"]
