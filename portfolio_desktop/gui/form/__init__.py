# SPDX-License-Identifier: Apache-2.0
"""Editing records: one editor for each kind of value, blocks of fields, the form of a whole record."""
