# SPDX-License-Identifier: Apache-2.0
"""What goes on from one start to the next, and beyond one window: the running program, its windows, what was half typed."""
