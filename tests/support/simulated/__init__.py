# SPDX-License-Identifier: Apache-2.0
"""Laptops that work at one small portfolio, for histories of chance: what is kept there, the laptops, and the people at them."""
