"""Questions of many files to one service: asked by one process, within one budget and one rate."""
