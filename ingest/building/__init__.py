"""Building: files in, lines of the graph out, in as many processes as there are cores."""
