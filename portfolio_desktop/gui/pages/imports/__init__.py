# SPDX-License-Identifier: Apache-2.0
"""The import wizard: choose a file, find the table, say where columns go, see what would happen, and only then write."""
