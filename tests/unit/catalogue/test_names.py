# SPDX-License-Identifier: Apache-2.0
"""Names are for ever: what another laptop, an older file or a backup calls something is still called so."""

from tests.support.names import names, recorded


def test_that_no_name_that_a_file_may_hold_has_gone_or_means_something_else() -> None:
    """Give a field another label, never another name or kind; retire an item of a list."""
    assert sorted(recorded() - names()) == []


def test_that_new_names_are_put_on_record() -> None:
    """After a change on purpose: `python -m tests.support.names`."""
    assert sorted(names() - recorded()) == []
