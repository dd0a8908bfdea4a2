# SPDX-License-Identifier: Apache-2.0
"""The quality of the data: scores that say how they are worked out, and every fault to be put right where it stands."""
