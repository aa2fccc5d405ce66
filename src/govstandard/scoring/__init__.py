"""From responses to scores, a level, and the reason for each number."""
