"""What we promise to publish: the 228 slots with their evidence, the Table Schemas and the vocabularies."""

from __future__ import annotations

from govinnov.registry.errors import RegistryError
from govinnov.registry.loader import load_slots
from govinnov.registry.model import Evidence, PortalRows, Programme, Slot, SlotState
from govinnov.registry.schemas import load_schema, schema_names
from govinnov.registry.vocabularies import load_domains, load_evidence, load_programmes, load_states

__all__ = [
    "Evidence",
    "PortalRows",
    "Programme",
    "RegistryError",
    "Slot",
    "SlotState",
    "load_domains",
    "load_evidence",
    "load_programmes",
    "load_schema",
    "load_slots",
    "load_states",
    "schema_names",
]
