# SPDX-License-Identifier: Apache-2.0
"""Plans: what an office's tasks, links and calendars come to, and what can be done with them."""
