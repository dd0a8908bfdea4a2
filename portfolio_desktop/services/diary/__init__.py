# SPDX-License-Identifier: Apache-2.0
"""What stands in the diary of a portfolio, a project or a person: days that are set, gathered from every register."""
