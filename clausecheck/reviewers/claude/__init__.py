"""Claude as a reviewer: bounded requests, checked answers, and a whole review whatever the service does."""
