"""Places and areas on the plane EPSG:5179, in metres: Korea's unified projection."""

from govinnov.dispatch.geometry.cells import cells, centres
from govinnov.dispatch.geometry.features import Feature, read_features
from govinnov.dispatch.geometry.shape import Shape
from govinnov.dispatch.grid import metres, to_lonlat, to_um

__all__ = ["Feature", "Shape", "cells", "centres", "metres", "read_features", "to_lonlat", "to_um"]
