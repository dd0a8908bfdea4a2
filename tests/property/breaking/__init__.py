# SPDX-License-Identifier: Apache-2.0
"""Breaking the real thing: killed programs, failing disks, power cuts, hostile files. Each module is a command that says what it
tried and what came of it; a short run of each is a test."""
