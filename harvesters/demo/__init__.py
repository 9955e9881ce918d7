"""A small agency of our own that speaks the portal's formats, so that a first start needs nothing from outside."""

from harvesters.demo.server import demonstration

__all__ = ["demonstration"]
