# SPDX-License-Identifier: Apache-2.0
"""Assurance: gates, controls, recommendations, lessons and changes, and what is done about them."""
