# SPDX-License-Identifier: Apache-2.0
"""What the timeline page shows, how a person chooses that, and what stands above and below the chart."""
