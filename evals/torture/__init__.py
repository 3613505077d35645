"""What is promised under bad luck and bad will, tried again and again; `python -m evals torture` prints the counts."""
