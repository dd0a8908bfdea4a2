# SPDX-License-Identifier: Apache-2.0
"""One project on a page: what it is, how it stands, when it lands, what it costs, what is open against it, in its own words."""
