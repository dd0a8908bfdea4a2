# SPDX-License-Identifier: Apache-2.0
"""Leading a year, handing objectives down, telling how far everybody is, holding levels against each other."""
