# SPDX-License-Identifier: Apache-2.0
"""The people file by command: opened, kept safe, given and taken. No verb prints what is written in it about anybody."""
