# SPDX-License-Identifier: Apache-2.0
"""Menus and small windows over a register. None of them writes; the page and its editing do."""
