"""Other aligners on the same texts and vectors; `requirements.txt` here names them."""
