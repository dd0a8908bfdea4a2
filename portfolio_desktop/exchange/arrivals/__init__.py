# SPDX-License-Identifier: Apache-2.0
"""How a plan from outside comes into the office: what it would do is worked out and shown first, then written at once."""
