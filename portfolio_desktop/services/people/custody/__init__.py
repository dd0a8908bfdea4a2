# SPDX-License-Identifier: Apache-2.0
"""Who has what of a people file and for how long: retention, what is held on somebody, giving it, handing it over."""
