# SPDX-License-Identifier: Apache-2.0
"""Boards and their meetings, the ledger of decisions, and everybody's actions."""
