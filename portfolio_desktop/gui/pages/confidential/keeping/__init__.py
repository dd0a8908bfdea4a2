# SPDX-License-Identifier: Apache-2.0
"""What is kept in the people file and for how long: rules, what is due, what is held on somebody, erasing, handing over."""
