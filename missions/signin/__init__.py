"""Who comes in at the desk: sign-in, its lock-out, the second factor. `admin` is what is inside."""
