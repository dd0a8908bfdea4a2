# SPDX-License-Identifier: Apache-2.0
"""A register on paper, as it is on the screen."""
