# SPDX-License-Identifier: Apache-2.0
"""A newer version of the program that lies in a folder: found, proved by its signature, and taken to this laptop.

Nothing here goes out over a network, and nothing is ever started: that a person does, with a file that was proved.
"""
