# SPDX-License-Identifier: Apache-2.0
"""People, their teams and what they can do: held against what roles ask for. Nothing about how anybody performs."""
