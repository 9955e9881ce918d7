"""How data are served: the CKAN extension. This module imports nothing, so that naming it costs nothing."""
