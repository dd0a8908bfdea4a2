# SPDX-License-Identifier: Apache-2.0
"""What the log says of the past: what takes an act back, where a pack stood, what lies between two moments, what arrived when."""
