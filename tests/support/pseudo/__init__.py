# SPDX-License-Identifier: Apache-2.0
"""A language that nobody speaks: it shows which words are not marked for translation, and where longer words are cut off."""
