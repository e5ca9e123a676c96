"""The command line: each file parses, calls and prints; the answers come from the other rooms."""
