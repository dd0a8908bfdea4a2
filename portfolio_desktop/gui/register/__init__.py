# SPDX-License-Identifier: Apache-2.0
"""Any entity as a table: views, filters, groups, columns, edits in the cell, copy and paste with a spreadsheet."""
