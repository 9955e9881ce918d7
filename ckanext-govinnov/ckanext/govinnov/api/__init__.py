"""What the catalog offers to programs beside CKAN's own actions."""
