# SPDX-License-Identifier: Apache-2.0
"""The Gantt in the window: table and chart side by side in step, painted from the marks of `reports.gantt`."""
