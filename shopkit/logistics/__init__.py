"""Ways of delivery compared: what a parcel costs, which of them it can go by, how long it takes.

freight    by weight and province; what fits a parcel, the cheapest, the fastest
methods    ways and carriers the sources name
findings   what cannot be, does not fit, or is gone
"""

from shopkit.logistics.findings import abolished_findings, delivery_findings, weight_findings
from shopkit.logistics.freight import (
    Parcel,
    cheapest,
    fastest,
    freight,
    province_of,
    ways,
)
from shopkit.logistics.methods import (
    Carrier,
    Method,
    carriers,
    courier_cost,
    method_table,
    methods,
)

__all__ = [
    "Carrier",
    "Method",
    "Parcel",
    "abolished_findings",
    "carriers",
    "cheapest",
    "courier_cost",
    "delivery_findings",
    "fastest",
    "freight",
    "method_table",
    "methods",
    "province_of",
    "ways",
    "weight_findings",
]
