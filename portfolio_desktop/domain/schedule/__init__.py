# SPDX-License-Identifier: Apache-2.0
"""When the tasks of a plan happen: the critical path over working time. Plain values in, plain values out."""
