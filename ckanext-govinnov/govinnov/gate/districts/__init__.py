"""Which legal district codes (법정동코드) existed when: the list that comes with the project, or an operator's own."""

from __future__ import annotations

from govinnov.gate.districts.reading import DistrictsError, load_districts, shipped
from govinnov.gate.districts.table import DistrictTable

__all__ = ["DistrictTable", "DistrictsError", "load_districts", "shipped"]
