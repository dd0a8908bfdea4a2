# SPDX-License-Identifier: Apache-2.0
"""The look of every report in one place: page, grid, type sizes and colours. Lengths are in points, y grows downwards."""

# A4 landscape on a grid of 4 points.
WIDTH = 842.0
HEIGHT = 595.0
LEFT = 40.0
RIGHT = 802.0
TITLE_TOP = 44.0
TOP = 92.0
BOTTOM = 548.0
GUTTER = 24.0

REGULAR = "regular"
SEMIBOLD = "semibold"
LIGHT = "light"

BODY = 9.0
SMALL = 7.5
NOTE = 8.0
HEADING = 10.5
TITLE = 19.0
LEADING = 1.28
"""Line height as a multiple of the type size."""

INK = "#1b2127"
GREY = "#57616b"
RULE = "#cfd5da"
HAIR = "#e4e8eb"
PALE = "#f2f5f7"
ACCENT = "#1d4f76"
ACCENT_PALE = "#b9cddc"
WHITE = "#ffffff"
LATE = "#9b2c00"
"""Text that says "later", "dearer", "worse": dark enough for small type, and never a rating colour."""

TONES = {
    "green": "#007d00",
    "amber_green": "#92a700",
    "amber": "#ffba00",
    "amber_red": "#e77200",
    "red": "#c00000",
}
"""The colour of a rating's tone. Nothing but a rating is ever drawn in one of these."""

TINTS = {
    "green": "#dcebd8",
    "amber_green": "#e9edc9",
    "amber": "#fdf0c8",
    "amber_red": "#fbdfc5",
    "red": "#f3cfcf",
}
"""Pale fields in the tone of a risk's band, on which ink can be read; a letter says the band as well."""

LETTERS = {"green": WHITE, "amber_green": INK, "amber": INK, "amber_red": INK, "red": WHITE}
"""The colour of the letter on each tone, at least 4.5 : 1."""
