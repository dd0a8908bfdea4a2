# SPDX-License-Identifier: Apache-2.0
"""Shares that are no folder of this computer: an address of a server, reached over the network. Needs the extra `remote`.

Nothing here is imported before an address is used, and the libraries of a protocol only with the first address of its kind.
"""
