"""Print the reference page: ``python -m govinnov.trace.findings > docs/reference/trace-findings.md``."""

from __future__ import annotations

import sys

from govinnov.trace.findings.page import page

if __name__ == "__main__":
    sys.stdout.write(page())
