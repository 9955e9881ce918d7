"""Maps the three import packages (and the launcher) to their rooms; everything else stands in pyproject.toml."""

from setuptools import find_namespace_packages, setup

ROOM = "ckanext-govinnov"

packages = [
    *find_namespace_packages(ROOM, include=["govinnov", "govinnov.*", "launcher", "launcher.*"]),
    *find_namespace_packages(ROOM, include=["ckanext.govinnov", "ckanext.govinnov.*"]),
    *find_namespace_packages(".", include=["harvesters", "harvesters.*"]),
    "govinnov.registry.data",
]

setup(
    packages=packages,
    package_dir={
        "ckanext.govinnov": f"{ROOM}/ckanext/govinnov",
        "govinnov": f"{ROOM}/govinnov",
        "launcher": f"{ROOM}/launcher",
        "harvesters": "harvesters",
        "govinnov.registry.data": "datasets",
    },
    package_data={
        "": [
            "*.html",
            "*.css",
            "*.js",
            "*.svg",
            "*.woff2",
            "*.txt",
            "*.yml",
            "*.yaml",
            "*.mo",
            "*.sql",
            "*.ini",
            "*.mako",
            "known.csv",
        ],
        "govinnov.trace.feeds.schemas": ["*.json"],
        "govinnov.registry.data": ["*/*.yaml", "*/*.json"],
    },
    include_package_data=True,
)
