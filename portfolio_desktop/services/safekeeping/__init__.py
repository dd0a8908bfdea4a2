# SPDX-License-Identifier: Apache-2.0
"""Keeping a workspace safe: copies, restoring, checking and mending, a damaged file made anew, and the place it lies in."""
