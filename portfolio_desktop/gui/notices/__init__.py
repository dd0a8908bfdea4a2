# SPDX-License-Identifier: Apache-2.0
"""Notices in the window: a bell with a list, a word in passing, and a count outside the window where the desktop has a place."""
