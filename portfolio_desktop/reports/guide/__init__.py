# SPDX-License-Identifier: Apache-2.0
"""The user guide on paper: the pages of help, one chapter each, set by the same package that prints the packs."""
