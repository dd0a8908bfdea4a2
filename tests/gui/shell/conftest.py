# SPDX-License-Identifier: Apache-2.0
"""A window on its welcome page, and one on the demo portfolio; this laptop's folder is the test's own."""

from tests.support.windows import demo, demo_file, empty, laptop, shell

__all__ = ["demo", "demo_file", "empty", "laptop", "shell"]
