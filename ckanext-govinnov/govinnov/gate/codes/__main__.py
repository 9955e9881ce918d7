"""Print the stewards' page: ``python -m govinnov.gate.codes > docs/reference/findings.md``."""

from __future__ import annotations

import sys

from govinnov.gate.codes.page import page

if __name__ == "__main__":
    sys.stdout.write(page())
