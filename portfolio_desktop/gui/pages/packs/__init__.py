# SPDX-License-Identifier: Apache-2.0
"""Packs: make one, look at it, save it, issue it; and print again what was issued before."""
