# SPDX-License-Identifier: Apache-2.0
"""A timeline as a picture: where rows, bars, arrows and words lie in the part that is looked at. No window, no PDF.

What it makes are the marks of `reports.primitives`, which a window, a PDF and an SVG paint alike.
"""
