# SPDX-License-Identifier: Apache-2.0
"""What people who share a workspace decide together: whose value stands, what stays deleted, which code goes to which record."""
