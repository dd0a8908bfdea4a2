# SPDX-License-Identifier: Apache-2.0
"""Qt models over immutable records: roles go in, signals come out. No SQL, no services, no widgets."""
