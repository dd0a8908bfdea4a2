# SPDX-License-Identifier: Apache-2.0
"""A register as it is seen, by command: listed, added up, printed, exported."""
