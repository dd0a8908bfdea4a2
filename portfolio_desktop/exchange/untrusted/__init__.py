# SPDX-License-Identifier: Apache-2.0
"""What runs in the process that reads a book from outside, and what it may hold at most.

Imports the standard library, the words and the reader only: its start is part of every import.
"""
