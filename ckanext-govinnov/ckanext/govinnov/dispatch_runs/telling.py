"""What the background run says of itself, for ``./govinnov status``: one JSON object, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ckanext.govinnov.replacing import replacing
from govinnov.dispatch.errors import InputError
from harvesters.errors import HarvestError

COMPUTING, PUBLISHING, DONE, FAILED, STOPPED = "computing", "publishing", "done", "failed", "stopped"


@dataclass(slots=True)
class Telling:
    """Writes the file; ``facts`` stand in it whatever the state."""

    path: Path
    facts: dict[str, Any]

    def say(self, state: str, **more: Any) -> None:
        """Say where the run stands; what was said before stays."""
        self.facts |= {"state": state, "at": datetime.now(UTC).isoformat(timespec="seconds"), **more}
        with replacing(self.path) as part:
            part.write_text(json.dumps(self.facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @contextmanager
    def unless_it_fails(self) -> Iterator[None]:
        """Say so when the block ends early: why, and what can be done."""
        try:
            yield
        except SystemExit:
            self.say(STOPPED)
            raise
        except InputError as error:
            self._failed(error.code, str(error))
            raise
        except HarvestError as error:
            self._failed(error.code, f"{error.message_ko} {error.message_en}")
            raise
        except Exception as error:  # told, and raised again: the log has the rest
            self._failed(type(error).__name__, str(error))
            raise

    def _failed(self, code: str, text: str) -> None:
        self.say(FAILED, error={"code": code, "text": text})
