# SPDX-License-Identifier: Apache-2.0
"""Portfolio Desktop: registers, timelines, risks and steering packs for a portfolio office, on a laptop and offline."""

__version__ = "0.1.0"
