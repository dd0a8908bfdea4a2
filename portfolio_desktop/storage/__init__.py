# SPDX-License-Identifier: Apache-2.0
"""A workspace as one SQLite file: a log of edits, and tables that are built from it.

The only package that knows SQL. Every write goes through `write.apply`; nothing else changes a record.
"""
