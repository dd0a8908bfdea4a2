# SPDX-License-Identifier: Apache-2.0
"""What the program says of itself: its version, whose work is in it, and whether a newer version is there."""
