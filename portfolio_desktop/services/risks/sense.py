# SPDX-License-Identifier: Apache-2.0
"""What a person may not make a risk say: chances beyond certainty, a risk that feeds itself, a residual without grounds.

What came with an import is kept as it came, and shown as a fault of the data.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services.risks.residual import refuse_unfounded
from portfolio_desktop.storage.read import Reader


def refuse_senseless(
    reader: Reader, id: Id | None, values: Mapping[str, Value], given: Collection[str]
) -> None:
    """Refuse what the `given` fields make of a risk with all these `values`; `id` is None for one only being made."""
    chance = values.get("probability")
    if "probability" in given and isinstance(chance, Decimal) and not 0 <= chance <= 100:
        raise Refusal(_("A probability is 0 to 100 %; {chance} % is not.").format(chance=f"{chance:f}"))
    if "contributes_to_id" in given and id is not None and _leads_back(reader, id, values):
        raise Refusal(
            _(
                "A risk cannot feed itself, directly or through others. "
                "Choose a risk above it that does not come back to it."
            )
        )
    refuse_unfounded(reader, id, values, given)


def _leads_back(reader: Reader, id: Id, values: Mapping[str, Value]) -> bool:
    above = values.get("contributes_to_id")
    if not isinstance(above, str):
        return False
    entity = reader.catalogue.entity("risk")
    feeds = dict(reader.values(entity, ("contributes_to_id",)))
    seen: set[object] = set()
    while isinstance(above, str) and above != id and above not in seen:
        seen.add(above)
        above = feeds.get(Id(above))
    return above == id
