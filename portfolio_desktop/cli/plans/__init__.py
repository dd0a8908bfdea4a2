# SPDX-License-Identifier: Apache-2.0
"""Plans by command: checking them, asking what a slip moves, and what projects hand to one another."""
