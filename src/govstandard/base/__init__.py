"""What every noun rests on: frozen values, words, exact numbers, problems, files."""
