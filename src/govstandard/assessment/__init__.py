"""What a community recorded, and what is done with it before it is scored."""
