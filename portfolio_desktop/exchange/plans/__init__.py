# SPDX-License-Identifier: Apache-2.0
"""Plans from other programs, in and out: a file becomes a `PlanFile` of plain values, and back. Writes no record."""
