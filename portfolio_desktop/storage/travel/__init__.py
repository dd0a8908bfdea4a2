# SPDX-License-Identifier: Apache-2.0
"""How edits leave the log of one laptop and arrive in that of another, and what follows where two people disagreed."""
