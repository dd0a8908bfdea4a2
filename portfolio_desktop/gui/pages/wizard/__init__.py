# SPDX-License-Identifier: Apache-2.0
"""Wizards: steps in a row that end in one write."""
