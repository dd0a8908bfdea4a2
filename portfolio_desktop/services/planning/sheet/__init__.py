# SPDX-License-Identifier: Apache-2.0
"""The table beside the bars: what its cells say, what is typed into them, and which rows a filter leaves."""
