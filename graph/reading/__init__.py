"""Reading: every answer of the command line and the pages, from one opened generation."""
