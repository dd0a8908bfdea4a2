# SPDX-License-Identifier: Apache-2.0
"""Forms that were half filled when the program ended."""
