"""What bench/muc4.py is made of: the texts of MUC-4 and their keys, two scorers, and templates as the keys lay them out."""
