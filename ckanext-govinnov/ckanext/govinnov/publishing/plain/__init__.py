"""New datasets that CKAN would write word for word, written many at once.

Harvested lists bring datasets of a few keys and links: every validator of CKAN is known to change nothing of them. So
the rows (``rows``), and the dataset as it is read (``shown``), follow from its words, and no action has to be run for
each. CKAN's own actions stay the authority: ``fits`` leaves to them whatever they could refuse or change, ``site``
every site with plugins that were not tried, and ``witness`` compares both ways again and again while batches are
written.
"""
