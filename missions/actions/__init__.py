"""Every write. The API, the admin and the commands call these and nothing else."""
