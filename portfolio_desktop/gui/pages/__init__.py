# SPDX-License-Identifier: Apache-2.0
"""The designed pages. Each reads through the desk, draws plain data and asks the shell to go elsewhere by signals."""
