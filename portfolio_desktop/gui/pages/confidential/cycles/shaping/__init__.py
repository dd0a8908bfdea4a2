# SPDX-License-Identifier: Apache-2.0
"""The editors of forms and rating scales."""
