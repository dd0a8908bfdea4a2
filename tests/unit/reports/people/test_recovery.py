# SPDX-License-Identifier: Apache-2.0
"""The sheet that a recovery key is kept on."""

from datetime import date
from io import BytesIO

import pypdfium2

from portfolio_desktop.reports.people.recovery import recovery_sheet

KEY = "7JDPX DZQG7 T1RXH JA10F SM0C2 0XYD6 P0W95 476FK"


def test_that_the_sheet_is_one_page_with_every_group_in_order() -> None:
    document = pypdfium2.PdfDocument(BytesIO(recovery_sheet(KEY, "office.people", date(2026, 11, 21))))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    places = [text.index(group) for group in KEY.split()]
    assert places == sorted(places)
    assert "office.people" in text
    assert "21 Nov 2026" in text
