# SPDX-License-Identifier: Apache-2.0
"""The rules of the field as pure functions: no files, no database, no window."""
