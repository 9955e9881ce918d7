"""Places and areas on the plane EPSG:5179, in metres: Korea's unified projection."""

from govinnov.dispatch.geometry.cells import cells
from govinnov.dispatch.geometry.features import Feature, read_features
from govinnov.dispatch.geometry.plane import metres, to_lonlat
from govinnov.dispatch.geometry.shape import Shape

__all__ = ["Feature", "Shape", "cells", "metres", "read_features", "to_lonlat"]
