# SPDX-License-Identifier: Apache-2.0
"""Sealed copies that go by the shared folder of the portfolio. The folder itself is known to who calls: here are bytes."""
