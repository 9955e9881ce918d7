"""Lets the database's deferred triggers speak while their refusal can still become an answer."""

from __future__ import annotations

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing import refusal


def meet() -> None:
    """Check everything that this transaction wrote, now.

    Raises:
        ValidationError: A dataset or file is not covered by a certificate.
    """
    try:
        ckan_model.Session.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
    except sa.exc.DBAPIError as error:
        raise refusal.of_database(error) from error
    ckan_model.Session.execute(sa.text("SET CONSTRAINTS ALL DEFERRED"))
