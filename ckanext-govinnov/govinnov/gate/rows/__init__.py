"""A table's rows in batches, exactly as Python's ``csv`` reads them, at the speed of a vectorised reader.

Memory is bounded by the batch, not by the file.
"""

from __future__ import annotations

from govinnov.gate.rows.batch import Batch, OddRow
from govinnov.gate.rows.kept import kept
from govinnov.gate.rows.passing import Watcher, show
from govinnov.gate.rows.reader import BATCH_BYTES, batches, head, parsed, readable

__all__ = ["BATCH_BYTES", "Batch", "OddRow", "Watcher", "batches", "head", "kept", "parsed", "readable", "show"]
