# SPDX-License-Identifier: Apache-2.0
"""The heat map: where its cells lie, how they are painted, and what is drawn over them."""
