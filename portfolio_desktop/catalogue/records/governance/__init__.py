# SPDX-License-Identifier: Apache-2.0
"""The registers by which a portfolio is governed, close relatives in one file."""
