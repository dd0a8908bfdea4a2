# SPDX-License-Identifier: Apache-2.0
"""Spreadsheets and other people's files, in and out. What comes in is shown before anything is written."""
