"""What a PDF holds besides the letters that its pages paint."""
