"""Many files: each reviewed once, each told once, and nothing lost when the work is interrupted."""
