# SPDX-License-Identifier: Apache-2.0
"""The data of a steering pack, and what its pages read out of them. The data themselves are in `data`."""
