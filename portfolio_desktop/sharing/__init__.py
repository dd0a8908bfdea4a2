# SPDX-License-Identifier: Apache-2.0
"""The part that an open workspace on this laptop takes in a share: what window and commands do with `sync`.

Here the protocol of `sync`, which reads no clock, chance or path by itself, is given those of this laptop, and its ledger is
an `Office` that may live in another thread.
"""
