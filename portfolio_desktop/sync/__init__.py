# SPDX-License-Identifier: Apache-2.0
"""How laptops share a portfolio through an ordinary folder: files, signatures and identities, and never a register.

What an edit means, and how two that disagree are merged, is storage's business (`storage.travel`). Here nothing reads a
clock, chance or a path by itself: they are arguments, so that a test can replay a history exactly.
"""
