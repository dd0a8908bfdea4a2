# SPDX-License-Identifier: Apache-2.0
"""The first page: how the portfolio stands, in the order in which an office asks."""
