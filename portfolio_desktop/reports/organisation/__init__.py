# SPDX-License-Identifier: Apache-2.0
"""The organisation chart as boxes and lines: laid out and drawn once, for the window, the PDF and the pictures."""
