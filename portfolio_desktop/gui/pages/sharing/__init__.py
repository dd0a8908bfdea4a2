# SPDX-License-Identifier: Apache-2.0
"""Sharing in the window: rounds in the background, who is on the share, and what people said differently."""
