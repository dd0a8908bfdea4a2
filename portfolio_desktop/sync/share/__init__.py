# SPDX-License-Identifier: Apache-2.0
"""The folder that is shared: what things in it are called, and how they are put there and read. Nothing here knows an edit."""
