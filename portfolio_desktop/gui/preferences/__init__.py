# SPDX-License-Identifier: Apache-2.0
"""What a person can choose, in one window: each choice with whom it holds for, what is shipped, and the way back to it."""
