"""Reading: from files with job and class descriptions to a model of the organisation."""
