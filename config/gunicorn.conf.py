"""The web server: two plain workers, each building its own application (a fork after connecting would share one)."""

import os
from typing import Any

workers = int(os.environ.get("GOVINNOV_WORKERS", "2"))
worker_class = "sync"
preload_app = False
timeout = 120
graceful_timeout = 30
max_requests = 10000
max_requests_jitter = 1000
accesslog = "-"
# No query string and no address: what people search for is theirs.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(L)s"
errorlog = "-"
loglevel = "warning"


def post_worker_init(_worker: Any) -> None:
    """Search less for garbage while visitors wait."""
    from ckanext.govinnov import collector

    collector.spare()
