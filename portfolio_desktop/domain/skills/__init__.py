# SPDX-License-Identifier: Apache-2.0
"""What roles ask for against what people can do: gaps, cover, succession, expiry. Plain values in, plain values out."""
