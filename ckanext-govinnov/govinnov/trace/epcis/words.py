"""Where words of CBV 2.0 stand in an event: the field around, the field itself."""

from __future__ import annotations

from collections.abc import Mapping

from govinnov.trace.epcis import vocabulary as cbv
from govinnov.trace.epcis.vocabulary import Vocabulary

WORDS: Mapping[tuple[str, str], Vocabulary] = {
    ("", "bizStep"): cbv.BIZ_STEP,
    ("", "disposition"): cbv.DISPOSITION,
    ("persistentDisposition", "set"): cbv.DISPOSITION,
    ("persistentDisposition", "unset"): cbv.DISPOSITION,
    ("errorDeclaration", "reason"): cbv.REASON,
    ("bizTransactionList", "type"): cbv.TRANSACTION_TYPE,
    ("sourceList", "type"): cbv.PARTY_TYPE,
    ("destinationList", "type"): cbv.PARTY_TYPE,
    ("sensorReport", "type"): cbv.MEASUREMENT,
    ("sensorReport", "exception"): cbv.ALERT,
    ("sensorReport", "component"): cbv.COMPONENT,
}
