"""Who does the work: this process, several processes of this machine, or several machines."""
