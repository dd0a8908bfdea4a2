# SPDX-License-Identifier: Apache-2.0
"""Which words of a text are looked up, in which dictionary, and what is proposed for those it does not know."""
