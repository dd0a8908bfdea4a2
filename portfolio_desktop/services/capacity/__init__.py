# SPDX-License-Identifier: Apache-2.0
"""Work handed to people, and whether they have the time for it: packages, demand, supply, clashes and what fits."""
