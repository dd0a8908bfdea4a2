# SPDX-License-Identifier: Apache-2.0
"""Help in a window of its own beside the work: the pages, what F1 leads to, and the tour."""
