# SPDX-License-Identifier: Apache-2.0
"""The codes by which records are called: which numbers are in use, and which codes several records have."""
