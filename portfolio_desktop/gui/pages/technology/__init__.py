# SPDX-License-Identifier: Apache-2.0
"""What the office runs and what it watches: assets by the end of their support, services, the technology radar."""
