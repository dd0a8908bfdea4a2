# SPDX-License-Identifier: Apache-2.0
"""IT assets, the services that they give, and the radar of technologies."""
