# SPDX-License-Identifier: Apache-2.0
"""The page of people: who reports to whom, what each can do, who could cover and follow, what expires."""
