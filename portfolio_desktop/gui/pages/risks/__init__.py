# SPDX-License-Identifier: Apache-2.0
"""The risk page: the board argues over it, the office keeps it, and a review goes through it one risk at a time."""
