# SPDX-License-Identifier: Apache-2.0
"""Use cases: plain functions over an open `Office`. They return change sets, or what a page or a report shows."""
