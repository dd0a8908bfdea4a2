# SPDX-License-Identifier: Apache-2.0
"""Printed reports: plain data in, PDF bytes out. Reads no file but its fonts, and knows neither database nor window."""
