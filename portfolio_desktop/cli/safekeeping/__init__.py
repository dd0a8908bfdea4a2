# SPDX-License-Identifier: Apache-2.0
"""Copies, restoring, checking and mending on the command line."""
