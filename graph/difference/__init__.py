"""What has changed between two graphs: the organisation then and now, each with its quotes."""
