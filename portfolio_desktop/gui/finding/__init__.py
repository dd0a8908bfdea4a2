# SPDX-License-Identifier: Apache-2.0
"""What boxes that take a search share: completions while one types, and the views and searches pinned in the navigation."""
