# SPDX-License-Identifier: Apache-2.0
"""What a plan is made of besides its tasks: links, calendars, baselines, resources, and the files it came from."""
