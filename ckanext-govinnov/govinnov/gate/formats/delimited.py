"""CSV and TSV: text by the encoding rule, the table is the decoded text itself."""

from __future__ import annotations

from pathlib import Path

from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Received, Table
from govinnov.gate.structure.dialect import delimiter_of
from govinnov.gate.text import to_utf8


class Delimited:
    """Reads whatever text no other format claimed."""

    name = "csv"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Take any text: this format is asked last."""
        return True

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Decode the text; nothing of it is rewritten but its encoding."""
        text = to_utf8(received, workdir)
        if text.path is None:
            return Decoded(self.name, None, findings=text.findings)
        delimiter = delimiter_of(text.path)
        name = "tsv" if delimiter == "\t" else self.name
        table = Table(path=text.path, labels=(), rows=0, delimiter=delimiter)
        return Decoded(name, text.encoding, (table,), text.findings, text.sha256)
