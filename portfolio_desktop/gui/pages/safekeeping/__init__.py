# SPDX-License-Identifier: Apache-2.0
"""Backups and mending in the window: copies and what they hold, checking, and a damaged file made anew."""
