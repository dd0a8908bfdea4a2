# SPDX-License-Identifier: Apache-2.0
"""A plan as a table of its tasks: written for spreadsheets, and read again once somebody has worked on it there."""
