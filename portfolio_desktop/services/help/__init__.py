# SPDX-License-Identifier: Apache-2.0
"""The help pages as plain data: read from `resources/help`, searched, and joined with what the catalogue says of fields."""
