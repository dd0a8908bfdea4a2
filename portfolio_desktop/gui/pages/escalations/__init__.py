# SPDX-License-Identifier: Apache-2.0
"""Escalations by their clocks: what runs, one of them in full, and the acts from the draft to the answer."""
