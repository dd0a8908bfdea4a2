# SPDX-License-Identifier: Apache-2.0
"""The capacity page: the heat map, clashes with their choices, when a new project fits, and work packages."""
