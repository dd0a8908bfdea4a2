# SPDX-License-Identifier: Apache-2.0
"""What everything else stands on: ids, clock, errors, words, values, paths. Knows nothing of portfolios."""
