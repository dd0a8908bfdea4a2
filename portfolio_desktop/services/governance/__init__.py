# SPDX-License-Identifier: Apache-2.0
"""What the office does with what it governs by: tolerances, escalations, gates, controls, meetings."""
