# SPDX-License-Identifier: Apache-2.0
"""The small pieces that pages are made of. None of them knows a record, a service or a file.

Each paints in the theme of its own palette, has an accessible name, and shows where the keyboard is.
"""
