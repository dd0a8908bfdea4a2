# SPDX-License-Identifier: Apache-2.0
"""The command line: the same services as the window, for automation and tests. Knows nothing of Qt."""
