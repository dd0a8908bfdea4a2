# SPDX-License-Identifier: Apache-2.0
"""Whether a plan is well made: points that an office sets its own thresholds for. Plain values in, plain values out."""
