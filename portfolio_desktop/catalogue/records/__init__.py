# SPDX-License-Identifier: Apache-2.0
"""The registers, one file each. Their order here is the order in which a person meets them."""

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.lists import SHIPPED
from portfolio_desktop.catalogue.records.person import PERSON
from portfolio_desktop.catalogue.records.programme import PROGRAMME
from portfolio_desktop.catalogue.records.project import PROJECT

CATALOGUE = Catalogue(entities=(PROGRAMME, PROJECT, PERSON), lists=SHIPPED)
"""What is shipped. A workspace extends it with the organisation's own fields and items when it opens."""
