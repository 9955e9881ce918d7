"""The event hash generator of PyPI, kept from the network and from its memory of earlier documents."""

from __future__ import annotations

import json
import logging
from typing import Any
from unittest.mock import patch

from epcis_event_hash_generator import hash_generator, json_to_py, xml_to_py


class FailsError(Exception):
    """The generator can't read a document, or loses events of it."""


def prehashes(text: str) -> list[str]:
    """What the generator hashes, one text for each event.

    Raises:
        FailsError: It fails, or gives fewer texts than there are events.
    """
    json_to_py._namespaces.clear()
    reader = xml_to_py if text.lstrip().startswith("<") else json_to_py
    logging.disable(logging.CRITICAL)
    try:
        with patch("socket.socket.connect", side_effect=OSError("no network in tests")):
            events = reader.event_list_from_epcis_document_str(text)
        made: list[str] = hash_generator.derive_prehashes_from_events(events)
    except Exception as error:
        raise FailsError(str(error)) from error
    finally:
        logging.disable(logging.NOTSET)
    if len(made) != len(events[2]):
        raise FailsError(f"{len(events[2])} events, {len(made)} texts")
    return made


def hashes(text: str) -> list[str]:
    """The generator's hashes."""
    made: list[str] = hash_generator.calculate_hashes_from_pre_hashes(prehashes(text))
    return made


def as_text(document: dict[str, Any]) -> str:
    """A document as JSON."""
    return json.dumps(document, ensure_ascii=False)
