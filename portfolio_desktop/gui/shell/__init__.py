# SPDX-License-Identifier: Apache-2.0
"""The window around the pages: its frame, navigation, menus, palette, files and status bar. It knows no field and no rule."""
