# SPDX-License-Identifier: Apache-2.0
"""What is asked of people against the time that they have, month by month. Plain values in, plain values out."""
