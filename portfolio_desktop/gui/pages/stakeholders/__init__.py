# SPDX-License-Identifier: Apache-2.0
"""Stakeholders: who they are by interest and influence, what is owed to them, and when they are heard next."""
