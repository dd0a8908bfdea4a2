# SPDX-License-Identifier: Apache-2.0
"""Leading a year that has begun: its dates, who takes part, what is handed down, how far everybody is, its end."""
