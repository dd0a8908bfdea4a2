# SPDX-License-Identifier: Apache-2.0
"""Matters of capability and conduct, and grievances: noted, then step by step after the Acas Code."""
