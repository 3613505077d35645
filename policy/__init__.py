"""What a Chinese policy document is, and how one is read."""
