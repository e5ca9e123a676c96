"""Incremental builds: only what a change reaches is decided and written again."""
