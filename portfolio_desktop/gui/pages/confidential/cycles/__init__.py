# SPDX-License-Identifier: Apache-2.0
"""Leading a year, handing objectives down, telling how far everybody is, and shaping the forms and scales of it."""
