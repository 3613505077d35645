"""The library: database, keyword and vector indexes, hybrid search."""
