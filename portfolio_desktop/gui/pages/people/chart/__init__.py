# SPDX-License-Identifier: Apache-2.0
"""The organisation chart as boxes: to look at, to walk by keyboard, to print and to save as a picture."""
