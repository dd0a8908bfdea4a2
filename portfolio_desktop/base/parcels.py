# SPDX-License-Identifier: Apache-2.0
"""The sizes that parcels have. Who seals one pads it to the next of them, and a share carries no other: so that nobody who
looks at a folder learns from a size what might be in it."""

SIZES = (64 * 1024, 512 * 1024, 4 * 1024 * 1024)
"""In bytes, the smallest first."""


def padded_size(least: int) -> int:
    """The size of a parcel that needs at least so many bytes: one of SIZES, or a multiple of the largest."""
    return next((size for size in SIZES if size >= least), -(-least // SIZES[-1]) * SIZES[-1])
