# SPDX-License-Identifier: Apache-2.0
"""Headings on a timeline: what gathers projects, and what gathers the tasks in one."""
