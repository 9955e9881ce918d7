"""Print the reference page: ``python -m govinnov.trace.feeds > docs/reference/trace-feeds.md``."""

from __future__ import annotations

import sys

from govinnov.trace.feeds.page import page

if __name__ == "__main__":
    sys.stdout.write(page())
