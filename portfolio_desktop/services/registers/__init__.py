# SPDX-License-Identifier: Apache-2.0
"""A register as a view lays it out: groups with totals, marks, and the whole of it for paper and spreadsheets."""
