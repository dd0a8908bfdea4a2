# SPDX-License-Identifier: Apache-2.0
"""Makes what people install from the sources. Never part of the product, and run by `python3 dev.py package`."""
