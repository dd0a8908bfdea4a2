# SPDX-License-Identifier: Apache-2.0
"""Which key does what on this laptop: what is shipped, a family of keys that somebody knows, and what they changed."""
