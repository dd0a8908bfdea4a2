# SPDX-License-Identifier: Apache-2.0
"""Ratings beside the evidence: which to ask about, and the rules by which they are challenged."""
