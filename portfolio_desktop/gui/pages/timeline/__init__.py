# SPDX-License-Identifier: Apache-2.0
"""The timeline page and the panels beside it."""
